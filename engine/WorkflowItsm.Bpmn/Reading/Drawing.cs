using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>
/// A process or sub-process as drawn. The drawing is complete even where elements cannot run, so that the checks
/// over paths find everything in one go; the model is made from it only when nothing is wrong.
/// </summary>
internal sealed class DrawnScope(XElement element, string id, DrawnNode? holder)
{
    public XElement Element { get; } = element;

    public string Id { get; } = id;

    /// <summary>The sub-process that holds the scope; null for a process.</summary>
    public DrawnNode? Holder { get; } = holder;

    /// <summary>The nodes directly in the scope, in file order.</summary>
    public List<DrawnNode> Nodes { get; } = [];

    /// <summary>The flows directly in the scope, in file order.</summary>
    public List<DrawnFlow> Flows { get; } = [];

    public bool IsProcess => Holder is null;

    public bool IsEventSubProcess => !IsProcess && Element.Name.LocalName == "subProcess" && Element.Flag("triggeredByEvent", false);

    /// <summary>Whether it is an event sub-process that undoes the work of the sub-process around it.</summary>
    public bool IsCompensation => IsEventSubProcess && Nodes.Exists(node => node.Kind == "startEvent" && node.Has("compensate"));

    /// <summary>Where it begins: its start events, and instantiating tasks and gateways; where it has none, every node that nothing leads to.</summary>
    public List<DrawnNode> Beginnings()
    {
        var drawn = Nodes.Where(node => node.Begins).ToList();
        return drawn.Count > 0 ? drawn : [.. Nodes.Where(node => node.BeginsUndrawn)];
    }

    /// <summary>The nodes of the scope and of the scopes in it, in file order.</summary>
    public IEnumerable<DrawnNode> AllNodes()
    {
        // One stack instead of iterators inside iterators, whose cost would grow with the depth of each node.
        var open = new Stack<DrawnNode>(Enumerable.Reverse(Nodes));
        while (open.TryPop(out var node))
        {
            yield return node;
            if (node.Inside is null) continue;
            for (var at = node.Inside.Nodes.Count - 1; at >= 0; at--) open.Push(node.Inside.Nodes[at]);
        }
    }

    /// <summary>The scope and the scopes in it.</summary>
    public IEnumerable<DrawnScope> AllScopes() => AllNodes().Select(node => node.Inside).OfType<DrawnScope>().Prepend(this);
}

/// <summary>A flow node as drawn.</summary>
internal sealed class DrawnNode(XElement element, string id, DrawnScope scope, int index)
{
    public XElement Element { get; } = element;

    public string Id { get; } = id;

    public DrawnScope Scope { get; } = scope;

    /// <summary>The place among the nodes of the scope, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>The element's name in BPMN, e.g. <c>userTask</c>.</summary>
    public string Kind => Element.Name.LocalName;

    /// <summary>Of an event: its event definitions, those that it only refers to among them.</summary>
    public IReadOnlyList<XElement> Definitions { get; init; } = [];

    public List<DrawnFlow> Incoming { get; } = [];

    public List<DrawnFlow> Outgoing { get; } = [];

    /// <summary>The events on its border.</summary>
    public List<DrawnNode> Boundaries { get; } = [];

    /// <summary>Of a boundary event: the activity; null while it is not found.</summary>
    public DrawnNode? Host { get; set; }

    /// <summary>What a sub-process holds; null for every other node.</summary>
    public DrawnScope? Inside { get; set; }

    public bool IsEventSubProcess => Inside is { IsEventSubProcess: true };

    /// <summary>Whether it only undoes another activity's work, outside of the flow.</summary>
    public bool IsForCompensation => Element.Flag("isForCompensation", false);

    /// <summary>The other end of a link, or the activity that a compensation event leads to: where its token may be next without a flow.</summary>
    public List<DrawnNode> Leads { get; } = [];

    /// <summary>The name of the link of an event; null when it is no link.</summary>
    public string? Link => Definitions.FirstOrDefault(definition => definition.Name.LocalName == "linkEventDefinition")?.Text("name");

    /// <summary>Whether an event has a trigger of a kind, e.g. <c>error</c>.</summary>
    public bool Has(string trigger) => Definitions.Any(definition => definition.Name.LocalName == $"{trigger}EventDefinition");

    /// <summary>Whether a process or sub-process that has no start event begins here, or one that has: an instantiating task or gateway.</summary>
    public bool Begins => Kind == "startEvent" || (Scope.IsProcess && Incoming.Count == 0 && Element.Flag("instantiate", false));

    /// <summary>Whether it begins by itself where no start event is drawn: no flow leads here, and nothing else does (BPMN 2.0, 10.5.2).</summary>
    public bool BeginsUndrawn => Incoming.Count == 0 && Kind != "boundaryEvent" && !IsEventSubProcess && !IsForCompensation
        && !(Kind == "intermediateCatchEvent" && Link is not null);

    /// <summary>What the engine will see; null where the node cannot run.</summary>
    public FlowNode? Model { get; set; }
}

/// <summary>A sequence flow as drawn, with both its ends in the same scope.</summary>
internal sealed class DrawnFlow(XElement element, string id, DrawnNode source, DrawnNode target)
{
    public XElement Element { get; } = element;

    public string Id { get; } = id;

    public DrawnNode Source { get; } = source;

    public DrawnNode Target { get; } = target;

    /// <summary>The text of the condition; null when there is none or it is empty.</summary>
    public string? Condition => Element.Part("conditionExpression")?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>What the engine will see; null where the condition cannot be compiled.</summary>
    public SequenceFlow? Model { get; set; }
}
