using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>The beginning of an instance: at a start event, at a task or event that begins a process, or wherever no flow leads (BPMN 2.0, 10.5.2 and 13.2).</summary>
internal static class Starting
{
    public static Verdict Start(Run run, Command.Start start)
    {
        var places = Places(run, start.StartElementId, start.Variables);
        if (places.Count == 0) return Refusals.NoSuchStart(run.Context.Model, start.StartElementId);
        Begin(run, start);
        return Go(run, places, start.StartPart);
    }

    /// <summary>The instance exists and has its first variables; nothing has run yet.</summary>
    public static void Begin(Run run, Command.Start start)
    {
        run.Happened(new EngineEvent.InstanceStarted(run.Model.Id, run.NextId)
        {
            StartElementId = start.StartElementId,
            ConversationKey = start.ConversationKey,
        });
        run.Beginning = true;
        Variables.Declare(run, run.State.Root);
        Variables.Write(run, run.State.RootScopeId, null, start.Variables);
        run.Beginning = false;
    }

    /// <summary>Starts an instance again whose first run was undone.</summary>
    public static Verdict Again(Run run) => Go(run, Places(run, run.State.StartElementId, run.State.Root.Variables), null);

    /// <summary>The elements by whose name a process can be started.</summary>
    public static IEnumerable<FlowNode> Places(ProcessModel model)
    {
        foreach (var node in model.NodesOf(model.Id))
        {
            if (node is FlowNode.StartEvent or FlowNode.ReceiveTask { Instantiates: true }) yield return node;
            if (node is not FlowNode.EventBasedGateway { Instantiates: true }) continue;
            foreach (var flow in node.Outgoing) yield return model[flow.TargetId];
        }
    }

    /// <summary>What the start event's outputs make of the first variables counts before anything is derived from them.</summary>
    private static Verdict Go(Run run, ValueList<FlowNode> places, int? part)
    {
        EventSubProcesses.Await(run, run.State.Root);
        var first = places[0];
        var begun = first is FlowNode.StartEvent or FlowNode.ReceiveTask { Instantiates: true } || !first.Incoming.IsEmpty;
        var token = run.Enter(run.State.RootScopeId, first, null, ready: !begun);
        for (var i = 1; i < places.Count; i++) run.Enter(run.State.RootScopeId, places[i], null);
        if (!first.Incoming.IsEmpty && !run.Mistakes(Mutation.OthersForgotten))
            foreach (var other in Others(run, first)) run.Enter(run.State.RootScopeId, other, null);
        var onward = Onward.Stays;
        if (begun && Awaits(first, part) is { } more)
        {
            Triggers.Open(run, token, run.State.RootScopeId, first, more, part);
        }
        else if (begun)
        {
            run.Beginning = true;
            onward = Results.Keep(run, token, first, null);
            run.Beginning = false;
        }

        Derivations.All(run);
        if (onward is Onward.Leaves) Flows.Leave(run, token.Id);
        Scopes.CompleteIfEmpty(run, run.State.RootScopeId);
        return run.Go();
    }

    private static EventTrigger.Multiple? Awaits(FlowNode place, int? part) =>
        part is not null && Triggers.TriggerOf(place) is EventTrigger.Multiple { AwaitsAll: true } several ? several : null;

    /// <summary>The other events behind a gateway that begins the process and waits for all of them.</summary>
    private static IEnumerable<FlowNode> Others(Run run, FlowNode place)
    {
        foreach (var flow in place.Incoming)
            if (run.Model[flow.SourceId] is FlowNode.EventBasedGateway { Instantiates: true, AwaitsAll: true } gateway)
                return gateway.Outgoing.Items.Where(other => other.TargetId != place.Id).Select(other => run.Model[other.TargetId]);
        return [];
    }

    private static ValueList<FlowNode> Places(Run run, string? id, FeelContext variables)
    {
        var model = run.Context.Model;
        if (id is not null) return [.. Places(model).Where(place => place.Id == id).Take(1)];
        var beginnings = model.BeginningsOf(model.Id);
        if (beginnings is [FlowNode.StartEvent]) return beginnings;
        if (beginnings is [FlowNode.StartEvent first, ..]) return [first];
        return beginnings.Count > 0 ? beginnings : [.. Places(model).Where(place => Holds(run, place, variables)).Take(1)];
    }

    /// <summary>Whether the condition of a start event holds for the first variables.</summary>
    private static bool Holds(Run run, FlowNode place, FeelContext variables) =>
        place is FlowNode.StartEvent { Trigger: EventTrigger.Conditional conditional }
        && run.Expressions.Evaluate(conditional.Condition, run.State.RootScopeId, variables).IsTrue;
}
