using System.Collections.Frozen;

namespace WorkflowItsm.Bpmn.Model;

/// <summary>
/// From where a token can still come to an incoming flow of an inclusive or complex gateway, without passing the gateway
/// itself (BPMN 2.0, 13.4.3). A token at a node comes over the flows that leave it and over links; besides, an event on its border may bring one.
/// </summary>
public sealed class JoinReach
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _byFlow;
    private readonly FrozenDictionary<string, FrozenSet<string>> _byItself;

    internal JoinReach(ProcessModel model, FlowNode gateway)
    {
        _byFlow = Walk(gateway, Before(model, gateway.ScopeId, withBorders: true));
        _byItself = model.NodesOf(gateway.ScopeId).Items.Any(node => node is FlowNode.BoundaryEvent)
            ? Walk(gateway, Before(model, gateway.ScopeId, withBorders: false)) : _byFlow;
    }

    /// <summary>Whether a token at a node can come to an incoming flow.</summary>
    /// <param name="nodeId">A node beside the gateway.</param>
    /// <param name="flowId">An incoming flow of the gateway.</param>
    public bool CanCome(string nodeId, string flowId) => _byFlow[flowId].Contains(nodeId);

    /// <summary>
    /// Whether the token itself can come to an incoming flow: the standard's path of sequence flows. An event on a border that leaves the
    /// activity running brings another token, and one that ends it may never happen.
    /// </summary>
    /// <param name="nodeId">A node beside the gateway.</param>
    /// <param name="flowId">An incoming flow of the gateway.</param>
    public bool ComesByItself(string nodeId, string flowId) => _byItself[flowId].Contains(nodeId);

    private static FrozenDictionary<string, FrozenSet<string>> Walk(FlowNode gateway, Dictionary<string, List<string>> before) =>
        gateway.Incoming.Items.ToFrozenDictionary(flow => flow.Id, flow => Walk(flow.SourceId, gateway.Id, before), StringComparer.Ordinal);

    private static Dictionary<string, List<string>> Before(ProcessModel model, string scopeId, bool withBorders)
    {
        var before = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        void Add(string to, string from)
        {
            if (!before.TryGetValue(to, out var sources)) before[to] = sources = [];
            sources.Add(from);
        }

        foreach (var node in model.NodesOf(scopeId))
        {
            foreach (var flow in node.Outgoing) Add(flow.TargetId, node.Id);
            if (withBorders && node is FlowNode.BoundaryEvent border) Add(node.Id, border.AttachedTo);
            if (node is FlowNode.ThrowEvent { Trigger: EventTrigger.Link link } && model.LinkTarget(scopeId, link.LinkName) is { } other) Add(other.Id, node.Id);
        }

        return before;
    }

    private static FrozenSet<string> Walk(string from, string notOver, Dictionary<string, List<string>> before)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var id))
        {
            if (id == notOver || !seen.Add(id)) continue;
            foreach (var source in before.GetValueOrDefault(id) ?? []) open.Push(source);
        }

        return seen.ToFrozenSet(StringComparer.Ordinal);
    }
}
