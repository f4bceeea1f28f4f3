using System.Globalization;
using System.Text;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>A diagram of the suite on its way to something executable, and what has to be known of it afterwards.</summary>
internal sealed class Diagram
{
    public static readonly XNamespace Ns = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Ours = NodeSettings.Namespace;

    /// <summary>What the ids of elements begin with that are added: the source has none of them.</summary>
    private const string Added = "host.";

    private const string Plane = "_plane";

    private static readonly string[] _activities =
    [
        "task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask", "callActivity",
        "subProcess", "transaction", "adHocSubProcess",
    ];

    private static readonly string[] _others =
    [
        "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
        "exclusiveGateway", "inclusiveGateway", "parallelGateway", "complexGateway", "eventBasedGateway",
    ];

    private readonly XDocument _document;
    private int _added;

    public Diagram(XDocument document)
    {
        _document = document;
        MessageFlows = [.. document.Descendants(Ns + "messageFlow").Select(flow => new MessageFlow(Id(flow), (string?)flow.Attribute("sourceRef") ?? "", (string?)flow.Attribute("targetRef") ?? ""))];
        Participants = document.Descendants(Ns + "participant").Where(participant => participant.Attribute("processRef") is not null)
            .DistinctBy(participant => (string)participant.Attribute("processRef")!)
            .ToDictionary(participant => (string)participant.Attribute("processRef")!, Id, StringComparer.Ordinal);
    }

    public XElement Definitions => _document.Root!;

    public IReadOnlyList<MessageFlow> MessageFlows { get; }

    /// <summary>The participant that stands for a process, by the process.</summary>
    public IReadOnlyDictionary<string, string> Participants { get; }

    /// <summary>Whose work an added element does, by its id.</summary>
    public Dictionary<string, string> Owners { get; } = new(StringComparer.Ordinal);

    /// <summary>Processes and the sub-processes in them.</summary>
    public IEnumerable<XElement> Scopes =>
        Definitions.Descendants().Where(element => element.Name.Namespace == Ns && element.Name.LocalName is "process" or "subProcess" or "transaction" or "adHocSubProcess").ToList();

    /// <summary>All flow nodes.</summary>
    public IEnumerable<XElement> Nodes => Scopes.SelectMany(NodesOf).ToList();

    public XElement? Find(string id) => Nodes.FirstOrDefault(node => Id(node) == id);

    public static IEnumerable<XElement> NodesOf(XElement scope) => scope.Elements().Where(IsNode).ToList();

    public static string Id(XElement element) => (string?)element.Attribute("id") ?? "";

    public static bool Is(XElement element, string name) => element.Name == Ns + name;

    public static bool IsActivity(XElement element) => element.Name.Namespace == Ns && _activities.Contains(element.Name.LocalName);

    public static bool IsEventSubProcess(XElement element) => Is(element, "subProcess") && Flag(element, "triggeredByEvent");

    public static bool Flag(XElement element, string name) => (string?)element.Attribute(name) == "true";

    public static bool Has(XElement @event, string definition) => @event.Element(Ns + $"{definition}EventDefinition") is not null;

    public static bool IsAdded(string id) => id.StartsWith(Added, StringComparison.Ordinal);

    public static IEnumerable<XElement> TriggersOf(XElement @event) =>
        @event.Elements().Where(part => part.Name.Namespace == Ns && part.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal)).ToList();

    public static IEnumerable<XElement> Outgoing(XElement node) => Flows(node, "sourceRef");

    public static IEnumerable<XElement> Incoming(XElement node) => Flows(node, "targetRef");

    /// <summary>The sub-process that a name in a trace stands for: a collapsed one has a plane of its own, which is drawn elsewhere.</summary>
    public string Unfolded(string id) => id.EndsWith(Plane, StringComparison.Ordinal) && Find(id) is null && Find(id[..^Plane.Length]) is not null ? id[..^Plane.Length] : id;

    /// <summary>A new element in a scope.</summary>
    public XElement Add(XElement scope, string kind)
    {
        var element = new XElement(Ns + kind, new XAttribute("id", NewId()));
        scope.Add(element);
        return element;
    }

    /// <summary>A new sequence flow between two elements of one scope.</summary>
    public void Connect(XElement source, XElement target)
    {
        var flow = Add(source.Parent!, "sequenceFlow");
        flow.SetAttributeValue("sourceRef", Id(source));
        flow.SetAttributeValue("targetRef", Id(target));
    }

    /// <summary>Declares a message, signal, error or escalation unless it is declared.</summary>
    public string Declare(string kind, string id)
    {
        if (!Definitions.Elements(Ns + kind).Any(element => Id(element) == id)) Definitions.Add(new XElement(Ns + kind, new XAttribute("id", id)));
        return id;
    }

    public byte[] ToXml() => Encoding.UTF8.GetBytes(_document.ToString());

    private string NewId() => string.Create(CultureInfo.InvariantCulture, $"{Added}{++_added}");

    private static bool IsNode(XElement element) =>
        element.Name.Namespace == Ns && (_activities.Contains(element.Name.LocalName) || _others.Contains(element.Name.LocalName));

    private static List<XElement> Flows(XElement node, string end) =>
        [.. node.Parent!.Elements(Ns + "sequenceFlow").Where(flow => (string?)flow.Attribute(end) == Id(node))];
}

/// <summary>A message flow between elements or participants.</summary>
internal sealed record MessageFlow(string Id, string Source, string Target);
