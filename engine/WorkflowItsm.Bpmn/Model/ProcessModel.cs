using System.Collections.Concurrent;
using System.Collections.Frozen;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Model;

/// <summary>An executable process, read and checked. Immutable; safe to share between threads.</summary>
public sealed class ProcessModel
{
    private readonly FrozenDictionary<string, FlowNode> _nodes;
    private readonly FrozenDictionary<string, ValueList<FlowNode>> _byScope;
    private readonly FrozenDictionary<string, ValueList<FlowNode.BoundaryEvent>> _boundaries;
    private readonly FrozenDictionary<string, ValueList<(FlowNode.SubProcess SubProcess, FlowNode.StartEvent Start)>> _eventSubProcesses;

    private readonly FrozenDictionary<string, ValueList<FlowNode>> _beginnings;
    private readonly FrozenDictionary<(string ScopeId, string Name), FlowNode> _links;
    private readonly FrozenDictionary<string, Lazy<JoinReach>> _joins;
    private readonly FrozenSet<string> _compensable;
    private readonly ConcurrentDictionary<string, ProcessModel> _called = new(StringComparer.Ordinal);

    /// <summary>Builds the look-ups; <paramref name="nodes"/> come in file order, ids are unique.</summary>
    public ProcessModel(string id, string name, ProcessSettings settings, ValueList<FlowNode> nodes)
    {
        (Id, Name, Settings, Nodes) = (id, name, settings, nodes);
        _nodes = nodes.ToFrozenDictionary(node => node.Id, StringComparer.Ordinal);
        _byScope = nodes.GroupBy(node => node.ScopeId).ToFrozenDictionary(scope => scope.Key, scope => scope.ToValueList(), StringComparer.Ordinal);
        _beginnings = _byScope.ToFrozenDictionary(scope => scope.Key, scope => Beginnings(scope.Value), StringComparer.Ordinal);
        _boundaries = nodes.OfType<FlowNode.BoundaryEvent>().GroupBy(node => node.AttachedTo)
            .ToFrozenDictionary(host => host.Key, host => host.ToValueList(), StringComparer.Ordinal);
        _links = nodes.OfType<FlowNode.CatchEvent>().Where(node => node.Trigger is EventTrigger.Link)
            .GroupBy(node => (node.ScopeId, ((EventTrigger.Link)node.Trigger).LinkName)).ToFrozenDictionary(group => group.Key, group => (FlowNode)group.First());
        _joins = nodes.Where(node => node is FlowNode.InclusiveGateway or FlowNode.ComplexGateway).ToFrozenDictionary(
            node => node.Id, node => new Lazy<JoinReach>(() => new JoinReach(this, node)), StringComparer.Ordinal);
        _compensable = Compensable();
        HasCalls = nodes.Any(node => node is FlowNode.CallActivity);
        HasConditions = nodes.Any(node => node is FlowNode.StartEvent { Trigger: var start } && Waits(start)
            || node is FlowNode.CatchEvent { Trigger: var caught } && Waits(caught) || node is FlowNode.BoundaryEvent { Trigger: var border } && Waits(border));
        var starts = from sub in nodes.OfType<FlowNode.SubProcess>()
                     where sub.IsEventSubProcess
                     from start in NodesOf(sub.Id).Items.OfType<FlowNode.StartEvent>()
                     select (Sub: sub, Start: start);
        _eventSubProcesses = starts.GroupBy(pair => pair.Sub.ScopeId).ToFrozenDictionary(scope => scope.Key, scope => scope.ToValueList(), StringComparer.Ordinal);
    }

    /// <summary>The id in the file.</summary>
    public string Id { get; }

    /// <summary>The name as drawn; may be empty.</summary>
    public string Name { get; }

    /// <summary>What our extension elements say of the process.</summary>
    public ProcessSettings Settings { get; }

    /// <summary>All flow nodes of the process and its sub-processes, in file order.</summary>
    public ValueList<FlowNode> Nodes { get; }

    /// <summary>The node with this id; the caller's bug when there is none.</summary>
    public FlowNode this[string id] => _nodes[id];

    /// <summary>The node with this id, or null.</summary>
    public FlowNode? Find(string id) => _nodes.GetValueOrDefault(id);

    /// <summary>The nodes directly in a process or sub-process, in file order.</summary>
    public ValueList<FlowNode> NodesOf(string scopeId) => _byScope.GetValueOrDefault(scopeId);

    /// <summary>The events on the border of an activity, in file order.</summary>
    public ValueList<FlowNode.BoundaryEvent> BoundariesOf(string activityId) => _boundaries.GetValueOrDefault(activityId);

    /// <summary>The event sub-processes directly in a process or sub-process, each with its start event.</summary>
    public ValueList<(FlowNode.SubProcess SubProcess, FlowNode.StartEvent Start)> EventSubProcessesOf(string scopeId) => _eventSubProcesses.GetValueOrDefault(scopeId);

    /// <summary>Whether this is a global task, which runs only where an activity calls it.</summary>
    public bool IsGlobalTask { get; private init; }

    /// <summary>The variables that processes and sub-processes declare by their data objects and properties, by the id of the scope.</summary>
    public FrozenDictionary<string, ValueList<string>> Data { get; init; } = FrozenDictionary<string, ValueList<string>>.Empty;

    /// <summary>The catching link event of a name in a process or sub-process, or null.</summary>
    public FlowNode? LinkTarget(string scopeId, string name) => _links.GetValueOrDefault((scopeId, name));

    /// <summary>Whether an activity in it calls another process.</summary>
    public bool HasCalls { get; }

    /// <summary>Whether an event in it waits for a condition.</summary>
    public bool HasConditions { get; }

    /// <summary>Whether an inclusive or complex gateway is in it.</summary>
    public bool HasJoins => _joins.Count > 0;

    /// <summary>What can still come to an inclusive or complex gateway.</summary>
    public JoinReach JoinOf(FlowNode gateway) => _joins[gateway.Id].Value;

    /// <summary>
    /// Whether the work of an activity can be undone: a compensation event sits on its border, or it holds such an activity or an
    /// event sub-process for compensation (BPMN 2.0, 10.7.1).
    /// </summary>
    public bool IsCompensable(string activityId) => _compensable.Contains(activityId);

    /// <summary>The event sub-process that undoes the work of a sub-process, or null.</summary>
    public (FlowNode.SubProcess SubProcess, FlowNode.StartEvent Start)? CompensationOf(string scopeId)
    {
        foreach (var pair in EventSubProcessesOf(scopeId))
            if (pair.Start.Trigger is EventTrigger.Compensation)
                return pair;
        return null;
    }

    /// <summary>
    /// Where a process or sub-process begins: its start events without trigger; where it has no start event at all, every node that no flow
    /// leads to and nothing else begins (BPMN 2.0, 10.5.2).
    /// </summary>
    public ValueList<FlowNode> BeginningsOf(string scopeId) => _beginnings.GetValueOrDefault(scopeId);

    /// <summary>The same process with a prefix before all its ids, for a call that runs inside another process's case. Kept for the next call.</summary>
    public ProcessModel Under(string prefix) => _called.GetOrAdd(prefix, static (prefix, model) => ProcessPrefix.Put(model, prefix), this);

    internal ProcessModel AsGlobalTask() => new(Id, Name, Settings, Nodes) { Data = Data, IsGlobalTask = true };

    private static bool Waits(EventTrigger trigger) => trigger.Each().Items.Any(part => part is EventTrigger.Conditional);

    private static ValueList<FlowNode> Beginnings(ValueList<FlowNode> nodes)
    {
        var drawn = nodes.Items.Where(IsDrawnBeginning).ToList();
        return drawn.Count > 0 ? [.. drawn.Where(node => node is FlowNode.StartEvent { Trigger: EventTrigger.None })] : [.. nodes.Items.Where(BeginsUndrawn)];
    }

    private static bool IsDrawnBeginning(FlowNode node) =>
        node is FlowNode.StartEvent or FlowNode.ReceiveTask { Instantiates: true } or FlowNode.EventBasedGateway { Instantiates: true };

    private static bool BeginsUndrawn(FlowNode node) => node.Incoming.IsEmpty && !node.IsForCompensation
        && node is not (FlowNode.BoundaryEvent or FlowNode.SubProcess { IsEventSubProcess: true } or FlowNode.CatchEvent { Trigger: EventTrigger.Link });

    private FrozenSet<string> Compensable()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in Nodes)
        {
            if (node is FlowNode.BoundaryEvent { HandlerId: not null } border) AddWithHolders(border.AttachedTo, found);
            if (node is FlowNode.StartEvent { Trigger: EventTrigger.Compensation } && _nodes.GetValueOrDefault(node.ScopeId) is { } sub) AddWithHolders(sub.ScopeId, found);
        }

        return found.ToFrozenSet(StringComparer.Ordinal);
    }

    private void AddWithHolders(string id, HashSet<string> found)
    {
        for (var node = _nodes.GetValueOrDefault(id); node is not null && found.Add(node.Id); node = _nodes.GetValueOrDefault(node.ScopeId))
        {
        }
    }
}

/// <summary>What our extension elements say of a process.</summary>
public sealed record ProcessSettings
{
    /// <summary>Settings of a process that has none.</summary>
    public static ProcessSettings None { get; } = new();

    /// <summary>The process's name in Simplified Chinese; null shows its name.</summary>
    public string? NameZh { get; init; }

    /// <summary>The tag by which call activities can ask for this version; null when it has none.</summary>
    public string? VersionTag { get; init; }

    /// <summary>The kind of ticket a case of this process is (its table name, e.g. <c>incident</c>); null for a case without a ticket.</summary>
    public string? TicketTable { get; init; }

    /// <summary>What ticket numbers begin with, e.g. <c>INC</c>.</summary>
    public string? NumberPrefix { get; init; }

    /// <summary>Variables of the process that a decision computes, recomputed whenever an input of the decision changes, in order.</summary>
    public ValueList<Derivation> Derivations { get; init; }

    /// <summary>The handbook clauses the process serves.</summary>
    public ValueList<string> Clauses { get; init; }

    /// <summary>The names of variables that hold personal data; they are kept apart so that they can be erased.</summary>
    public ValueList<string> PersonalVariables { get; init; }
}

/// <summary>A variable and the decision that computes it.</summary>
public sealed record Derivation(string Variable, string Decision);
