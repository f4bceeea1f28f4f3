using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Escalations: outwards to the first that catches them, which may leave everything running; one that nothing catches does nothing (BPMN 2.0, 10.5.7).</summary>
internal static class Escalations
{
    public static Onward Throw(Run run, TokenState token, FlowNode element, string? code)
    {
        var found = Catchers.Find(run, token.ScopeId, trigger => Fits(trigger, code));
        run.Happened(new EngineEvent.EscalationThrown(element.Id, code, found?.Event.Id));
        if (found is not { } catcher) return Results.Keep(run, token, element, null);

        var interrupts = run.Mistakes(Mutation.EscalationInterrupts) || catcher.Event is FlowNode.BoundaryEvent { IsInterrupting: true } or FlowNode.StartEvent { IsInterrupting: true };
        if (interrupts)
        {
            run.LastEnd = element.Id;
            Flows.Remove(run, token.Id, canceled: false);
        }

        if (catcher is { Event: FlowNode.BoundaryEvent boundary, Host: { } host })
        {
            if (interrupts) Boundaries.Interrupt(run, host, boundary, null);
            else Flows.Finish(run, run.Enter(host.ScopeId, boundary, null, ready: false), null);
        }
        else
        {
            if (interrupts) Scopes.CancelWithin(run, catcher.ScopeId);
            EventSubProcesses.Open(run, catcher.ScopeId, (FlowNode.StartEvent)catcher.Event, null);
        }

        return interrupts || run.State.FindToken(token.Id) is null ? Onward.Stays : Results.Keep(run, token, element, null);
    }

    private static int Fits(EventTrigger trigger, string? code) => trigger switch
    {
        EventTrigger.Escalation { Code: null } => 1,
        EventTrigger.Escalation escalation when escalation.Code == code => 2,
        _ => 0,
    };
}
