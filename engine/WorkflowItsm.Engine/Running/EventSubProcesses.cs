using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Event sub-processes: what may start beside or instead of the flow of a scope (BPMN 2.0, 10.3.5 and 13.5.4).</summary>
internal static class EventSubProcesses
{
    /// <summary>Opens the waits of all starts in a scope; a start with an action and a trigger waits for either.</summary>
    public static void Await(Run run, ScopeState scope)
    {
        foreach (var (_, start) in run.Model.EventSubProcessesOf(scope.ElementId)) Await(run, scope.Id, start);
    }

    public static void Await(Run run, int scopeId, FlowNode.StartEvent start)
    {
        if (start.Settings.Action is not null && !Triggers.Has<Wait.Action>(run, null, scopeId, start))
            run.Happened(new EngineEvent.WaitOpened(new Wait.Action(run.NextId, null, scopeId, start.Id)));

        // The message of an action without a key is only BPMN's way to draw it: no message from elsewhere could be matched.
        if (start is { Settings.Action: not null, Trigger: EventTrigger.Message { CorrelationKey: null } }) return;
        Triggers.Open(run, null, scopeId, start, start.Trigger);
    }

    /// <summary>A start has been triggered.</summary>
    public static void Start(Run run, Wait wait, FlowNode.StartEvent start, FeelValue? result)
    {
        if (start.IsInterrupting) Scopes.CancelWithin(run, wait.ScopeId);
        else Triggers.Again(run, wait);
        if (start.IsInterrupting && run.Mistakes(Mutation.EventSubProcessStays)) Await(run, run.State.FindScope(wait.ScopeId)!);
        Open(run, wait.ScopeId, start, result);
    }

    /// <summary>Opens the event sub-process of a start and goes on from there.</summary>
    public static void Open(Run run, int parentScopeId, FlowNode.StartEvent start, FeelValue? result)
    {
        var id = run.NextId;
        var sub = (FlowNode.SubProcess)run.Model[start.ScopeId];
        run.Happened(new EngineEvent.ScopeOpened(id, parentScopeId, sub.Id, null));
        States.Enter(run, id, sub);
        Scopes.Begin(run, id, sub);
        Flows.Finish(run, run.Enter(id, start, null, ready: false), result);
    }
}
