using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>
/// A file, indexed once for all rules: elements by kind and id, flows by their ends, events by their definitions. What stands
/// in <c>extensionElements</c> is nobody's business here.
/// </summary>
internal sealed class StrictModel
{
    private readonly Dictionary<string, List<XElement>> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XElement> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<XElement, List<XElement>> _users = [];
    private readonly Dictionary<XElement, XElement> _processes = [];
    private readonly HashSet<XElement> _executed = [];
    private readonly Dictionary<XElement, List<XElement>> _into = [], _outOf = [];
    private readonly HashSet<(XElement Node, XElement Flow)> _incoming, _outgoing;
    private readonly ILookup<XElement, XElement> _from, _to, _attached;
    private readonly string? _namespace;
    private readonly bool _lists;

    public StrictModel(XElement root, ImportedFiles imports)
    {
        (Root, Imports, _namespace) = (root, imports, root.Text("targetNamespace"));
        Index(root, null);
        (_from, _to, _attached) = (Ends("sequenceFlow", "sourceRef"), Ends("sequenceFlow", "targetRef"), Ends("boundaryEvent", "attachedToRef"));
        (_incoming, _outgoing) = (Listed("incoming"), Listed("outgoing"));
        _lists = Of("incoming").Any() || Of("outgoing").Any();
        foreach (var reference in Of("eventDefinitionRef"))
        {
            if (Target(reference) is not { } definition || reference.Parent is not { } user) continue;
            (_users.TryGetValue(definition, out var users) ? users : _users[definition] = []).Add(user);
            if (Process(user)?.Flag("isExecutable", false) == true) _executed.Add(definition);
        }
    }

    public XElement Root { get; }

    public ImportedFiles Imports { get; }

    /// <summary>Every BPMN element in the order of the file.</summary>
    public List<XElement> Elements { get; } = [];

    public IEnumerable<XElement> Of(string kind) => _kinds.GetValueOrDefault(kind) ?? [];

    public IEnumerable<XElement> Of(IEnumerable<string> kinds) => kinds.SelectMany(Of);

    /// <summary>What a reference leads to: here, or in an imported file; null when it leads nowhere or its file was not read.</summary>
    public XElement? Resolve(XElement at, string? name)
    {
        if (name is null) return null;
        var (space, local) = Split(at, name);
        return (space is null || space == _namespace ? _ids.GetValueOrDefault(local) : null) ?? Imports.Find(space, local);
    }

    /// <summary>Whether a reference leads into a file that was not looked into.</summary>
    public bool IsOutOfSight(XElement at, string name) => Split(at, name) is var (space, _) && (space is null ? Imports.AnyUnread : space != _namespace && Imports.IsUnread(space));

    public XElement? Target(XElement element, string attribute) => Resolve(element, element.Text(attribute));

    /// <summary>What an element refers to whose text is the reference.</summary>
    public XElement? Target(XElement? reference) => reference is null ? null : Resolve(reference, reference.Value.Trim());

    public IEnumerable<XElement> Targets(XElement element, string part) => element.Elements(BpmnXml.Model + part).Select(Target).OfType<XElement>();

    /// <summary>Flows that end here by either end's word.</summary>
    public List<XElement> Into(XElement node) => _into.TryGetValue(node, out var flows) ? flows
        : _into[node] = [.. _to[node].Union(Targets(node, "incoming").Where(flow => flow.Is("sequenceFlow")))];

    /// <summary>Flows that begin here by either end's word.</summary>
    public List<XElement> OutOf(XElement node) => _outOf.TryGetValue(node, out var flows) ? flows
        : _outOf[node] = [.. _from[node].Union(Targets(node, "outgoing").Where(flow => flow.Is("sequenceFlow")))];

    /// <summary>Whether a flow ends here by the word of both ends; a file that lists no flow at its nodes is taken at its flows' word.</summary>
    public bool HasIncoming(XElement node) => _to[node].Any(flow => !_lists || IsIncoming(node, flow));

    /// <summary>Whether a flow begins here by the word of both ends.</summary>
    public bool HasOutgoing(XElement node) => _from[node].Any(flow => !_lists || IsOutgoing(node, flow));

    /// <summary>Whether a node lists a flow among those that end at it.</summary>
    public bool IsIncoming(XElement node, XElement flow) => _incoming.Contains((node, flow));

    /// <summary>Whether a node lists a flow among those that begin at it.</summary>
    public bool IsOutgoing(XElement node, XElement flow) => _outgoing.Contains((node, flow));

    public IEnumerable<XElement> Attached(XElement activity) => _attached[activity];

    /// <summary>What holds a flow node: a process, a sub-process, a choreography.</summary>
    public static XElement? Scope(XElement node) => node.Ancestors().FirstOrDefault(around => around.Is(Kinds.Containers));

    /// <summary>The process that an element is in, here or in an imported file.</summary>
    public XElement? Process(XElement element) => _processes.GetValueOrDefault(element)
        ?? (element.Document == Root.Document ? null : element.AncestorsAndSelf().FirstOrDefault(around => around.Is("process")));

    /// <summary>Whether an element is to be executed; a definition at the root is when an executable event uses it.</summary>
    public bool IsExecutable(XElement element) => Process(element) is { } process
        ? process.Flag("isExecutable", false)
        : element.AncestorsAndSelf().FirstOrDefault(around => around.Is(Kinds.EventDefinitions)) is { } definition && _executed.Contains(definition);

    /// <summary>The events that refer to a definition.</summary>
    public IReadOnlyList<XElement> Users(XElement definition) => _users.GetValueOrDefault(definition) ?? [];

    private (string? Space, string Local) Split(XElement at, string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (null, name) : (at.GetNamespaceOfPrefix(name[..colon])?.NamespaceName ?? _namespace, name[(colon + 1)..]);
    }

    private void Index(XElement element, XElement? process)
    {
        if (element.Name.Namespace != BpmnXml.Model || element.Name.LocalName == "extensionElements") return;
        Elements.Add(element);
        if (element.Name.LocalName == "process") process = element;
        if (process is not null) _processes.Add(element, process);
        (_kinds.TryGetValue(element.Name.LocalName, out var kind) ? kind : _kinds[element.Name.LocalName] = []).Add(element);
        if (element.Text("id") is { } id) _ids.TryAdd(id, element);
        foreach (var part in element.Elements()) Index(part, process);
    }

    private HashSet<(XElement, XElement)> Listed(string list) =>
        [.. Of(list).Select(entry => (entry.Parent!, Target(entry)!)).Where(pair => pair.Item2 is not null)];

    private ILookup<XElement, XElement> Ends(string kind, string attribute) =>
        Of(kind).Select(flow => (Flow: flow, End: Target(flow, attribute))).Where(pair => pair.End is not null).ToLookup(pair => pair.End!, pair => pair.Flow);
}
