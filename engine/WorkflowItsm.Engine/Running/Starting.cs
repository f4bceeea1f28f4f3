using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>The beginning of an instance.</summary>
internal static class Starting
{
    public static Verdict Start(Run run, Command.Start start)
    {
        if (FindStart(run.Model, start.StartElementId) is not { } element) return Refusals.NoSuchStart(run.Model, start.StartElementId);
        Begin(run, start);
        return Go(run, element);
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
        Variables.Write(run, run.State.RootScopeId, null, start.Variables);
        run.Beginning = false;
    }

    /// <summary>Starts an instance again whose first run was undone.</summary>
    public static Verdict Again(Run run) => Go(run, FindStart(run.Model, run.State.StartElementId)!);

    /// <summary>What the start event's outputs make of the first variables counts before anything is derived from them.</summary>
    private static Verdict Go(Run run, FlowNode.StartEvent element)
    {
        EventSubProcesses.Await(run, run.State.Root);
        var token = run.Enter(run.State.RootScopeId, element, null, ready: false);
        run.Beginning = true;
        var onward = Results.Keep(run, token, element, null);
        run.Beginning = false;
        Derivations.All(run);
        if (onward is Onward.Leaves) Flows.Leave(run, token.Id);
        return run.Go();
    }

    private static FlowNode.StartEvent? FindStart(ProcessModel model, string? id)
    {
        foreach (var node in model.NodesOf(model.Id))
            if (node is FlowNode.StartEvent start && (id is null ? start.Trigger is EventTrigger.None : start.Id == id))
                return start;
        return null;
    }
}
