using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Errors: from where they are thrown outwards to the first that catches them (BPMN 2.0, 10.5.7).</summary>
internal static class Errors
{
    /// <summary>Throws from an activity that is done elsewhere: an event on its own border comes first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="token">The token that stands on the activity.</param>
    /// <param name="element">The activity.</param>
    /// <param name="code">The error's code.</param>
    /// <param name="error">What the catching event gets if it keeps a result.</param>
    public static void ThrowFrom(Run run, TokenState token, FlowNode element, string code, FeelValue error)
    {
        if (Catchers.OnBorder(run, token, trigger => Fits(trigger, code)) is not { } boundary)
        {
            Throw(run, token, element, code, error);
            return;
        }

        run.Happened(new EngineEvent.ErrorThrown(element.Id, code, boundary.Id));
        Boundaries.Interrupt(run, token, boundary, Kept(boundary, error));
    }

    /// <summary>Throws; an error that nothing catches stops the token with an incident.</summary>
    public static Onward Throw(Run run, TokenState token, FlowNode element, string? code, FeelValue? error = null)
    {
        if (Catchers.Find(run, token.ScopeId, trigger => Fits(trigger, code)) is { } catcher)
        {
            run.Happened(new EngineEvent.ErrorThrown(element.Id, code, catcher.Event.Id));
            run.LastEnd = element.Id;
            Scopes.CancelInside(run, token);
            Flows.Remove(run, token.Id, canceled: false);
            Catchers.Go(run, catcher, interrupts: true, Kept(catcher.Event, error));
            return Onward.Stays;
        }

        run.Happened(new EngineEvent.ErrorThrown(element.Id, code, null));
        Incidents.Raise(run, token, element, "uncaught-error",
            $"{Elements.Says(element)} throws {(code is null ? (Sentence)"an error without code" : (Sentence)$"the error '{code}'")}, which no boundary event or event sub-process around it catches. Add one that does, or cancel the case.");
        return Onward.Stays;
    }

    // Its entries become variables of the case only where the event says under which names.
    private static FeelValue? Kept(FlowNode catcher, FeelValue? error) =>
        catcher.Settings is { ResultVariable: null, Outputs.IsEmpty: true } ? null : error;

    private static int Fits(EventTrigger trigger, string? code) => trigger switch
    {
        EventTrigger.Error { Code: null } => 1,
        EventTrigger.Error error when error.Code == code => 2,
        _ => 0,
    };
}
