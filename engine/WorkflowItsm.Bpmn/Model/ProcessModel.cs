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

    /// <summary>Builds the look-ups; <paramref name="nodes"/> come in file order, ids are unique.</summary>
    public ProcessModel(string id, string name, ProcessSettings settings, ValueList<FlowNode> nodes)
    {
        (Id, Name, Settings, Nodes) = (id, name, settings, nodes);
        _nodes = nodes.ToFrozenDictionary(node => node.Id, StringComparer.Ordinal);
        _byScope = nodes.GroupBy(node => node.ScopeId).ToFrozenDictionary(scope => scope.Key, scope => scope.ToValueList(), StringComparer.Ordinal);
        _boundaries = nodes.OfType<FlowNode.BoundaryEvent>().GroupBy(node => node.AttachedTo)
            .ToFrozenDictionary(host => host.Key, host => host.ToValueList(), StringComparer.Ordinal);
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
}

/// <summary>What our extension elements say of a process.</summary>
public sealed record ProcessSettings
{
    /// <summary>Settings of a process that has none.</summary>
    public static ProcessSettings None { get; } = new();

    /// <summary>The process's name in Simplified Chinese; null shows its name.</summary>
    public string? NameZh { get; init; }

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
