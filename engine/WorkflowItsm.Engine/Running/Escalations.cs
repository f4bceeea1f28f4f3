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

        var interrupts = run.Mistakes(Mutation.EscalationInterrupts) || Triggers.Interrupts(catcher.Event);
        if (interrupts)
        {
            run.LastEnd = element.Id;
            Flows.Remove(run, token.Id, canceled: false);
        }

        Catchers.Go(run, catcher, interrupts, null);
        return interrupts || run.State.FindToken(token.Id) is null ? Onward.Stays : Results.Keep(run, token, element, null);
    }

    private static int Fits(EventTrigger trigger, string? code) => trigger switch
    {
        EventTrigger.Escalation { Code: null } => 1,
        EventTrigger.Escalation escalation when escalation.Code == code => 2,
        _ => 0,
    };
}
