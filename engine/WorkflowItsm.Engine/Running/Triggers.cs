using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Events: waiting for what triggers them, and what follows when it comes (BPMN 2.0, 10.5).</summary>
internal static class Triggers
{
    /// <summary>A catching event in the flow.</summary>
    public static Onward Await(Run run, TokenState token, FlowNode element, EventTrigger trigger) => trigger switch
    {
        EventTrigger.Message or EventTrigger.Timer => Open(run, token, token.ScopeId, element, trigger),
        EventTrigger.None or EventTrigger.Error or EventTrigger.Terminate => Onward.Leaves,
    };

    /// <summary>A throwing or end event.</summary>
    public static Onward Throw(Run run, TokenState token, FlowNode element, EventTrigger trigger) => trigger switch
    {
        EventTrigger.Message message => Messages.Publish(run, token, element, message),
        EventTrigger.Error error => Errors.Throw(run, token, element, error.Code),
        EventTrigger.Terminate => Scopes.Terminate(run, token),
        EventTrigger.None or EventTrigger.Timer => Onward.Leaves,
    };

    /// <summary>
    /// Opens the wait of an event, unless its owner has it already (after an incident only what is missing is opened).
    /// Always stays; an event that cannot be waited for leaves an incident.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="owner">The token that waits or whose activity carries the event; null for the start of an event sub-process.</param>
    /// <param name="scopeId">The scope.</param>
    /// <param name="element">The event or receive task.</param>
    /// <param name="trigger">What it waits for.</param>
    public static Onward Open(Run run, TokenState? owner, int scopeId, FlowNode element, EventTrigger trigger)
    {
        if (trigger is EventTrigger.Message message && !Has<Wait.Message>(run, owner, scopeId, element)) Messages.Await(run, owner, scopeId, element, message);
        if (trigger is EventTrigger.Timer timer && !Has<Wait.Timer>(run, owner, scopeId, element)) Timers.Await(run, owner, scopeId, element, timer);
        return Onward.Stays;
    }

    /// <summary>What was waited for has come: the element of the wait goes on.</summary>
    public static void Fulfil(Run run, Wait wait, FeelContext? payload = null)
    {
        run.Happened(new EngineEvent.WaitClosed(wait.Id, true));
        FeelValue? result = payload is null ? null : FeelValue.Context(payload);
        var element = run.Model[wait.ElementId];
        if (element is FlowNode.StartEvent start) EventSubProcesses.Start(run, wait, start, result);
        else if (element is FlowNode.BoundaryEvent boundary) Boundaries.Trigger(run, wait, boundary, result);
        else if (run.State.FindToken(wait.TokenId!.Value) is { } token)
            Flows.Finish(run, token.ElementId == wait.ElementId ? token : Gateways.Take(run, token, element), result);
    }

    /// <summary>Waits anew after a trigger that leaves its owner running: always for messages and actions, for timers while the cycle lasts.</summary>
    public static void Again(Run run, Wait wait)
    {
        Wait? next = wait switch
        {
            Wait.Timer timer => Timers.Next(run, timer),
            Wait.Message message => message with { Id = run.NextId },
            Wait.Action action => action with { Id = run.NextId },
            Wait.Task or Wait.Job => null,
        };
        if (next is not null) run.Happened(new EngineEvent.WaitOpened(next));
    }

    public static bool Has<T>(Run run, TokenState? owner, int scopeId, FlowNode element)
        where T : Wait
    {
        var waits = owner is null ? run.State.FindScope(scopeId)?.Waits ?? [] : run.State.FindToken(owner.Id)?.Waits ?? [];
        foreach (var id in waits)
            if (run.State.FindWait(id) is T wait && wait.ElementId == element.Id)
                return true;
        return false;
    }
}
