using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Errors: from the error end event outwards to the first that catches it (BPMN 2.0, 10.5.7).</summary>
internal static class Errors
{
    /// <summary>Throws from an activity that is done elsewhere: a boundary event of its own comes first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="token">The token that stands on the activity.</param>
    /// <param name="element">The activity.</param>
    /// <param name="code">The error's code.</param>
    /// <param name="error">What the catching event gets if it keeps a result.</param>
    public static void ThrowFrom(Run run, TokenState token, FlowNode element, string code, FeelValue error)
    {
        if (BoundaryFor(run.Model, element.Id, code) is not { } boundary)
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
        // What an event sub-process throws after it has interrupted its scope, that scope can no longer catch itself.
        var interrupted = false;
        for (var scope = run.State.FindScope(token.ScopeId); scope is not null; scope = scope.ParentId is { } parent ? run.State.FindScope(parent) : null)
        {
            if (!interrupted && StartFor(run.Model, scope.ElementId, code) is { } start)
            {
                Leave(run, token, element, code, start);
                Scopes.CancelWithin(run, scope.Id);
                EventSubProcesses.Open(run, scope.Id, start, Kept(start, error));
                return Onward.Stays;
            }

            if (scope.HostTokenId is { } hostId && run.State.FindToken(hostId) is { } host && BoundaryFor(run.Model, host.ElementId, code) is { } boundary)
            {
                Leave(run, token, element, code, boundary);
                Boundaries.Interrupt(run, host, boundary, Kept(boundary, error));
                return Onward.Stays;
            }

            interrupted = scope.HostTokenId is null && scope.ParentId is not null
                && run.Model.NodesOf(scope.ElementId).Items.Any(node => node is FlowNode.StartEvent { IsInterrupting: true });
        }

        run.Happened(new EngineEvent.ErrorThrown(element.Id, code, null));
        Incidents.Raise(run, token, element, "uncaught-error",
            $"{Elements.Named(element)} throws {(code is null ? "an error without code" : $"the error '{code}'")}, which no boundary event or event sub-process around it catches. Add one that does, or cancel the case.");
        return Onward.Stays;
    }

    // Its entries become variables of the case only where the event says under which names.
    private static FeelValue? Kept(FlowNode catcher, FeelValue? error) =>
        catcher.Settings is { ResultVariable: null, Outputs.IsEmpty: true } ? null : error;

    private static void Leave(Run run, TokenState token, FlowNode element, string? code, FlowNode catcher)
    {
        run.Happened(new EngineEvent.ErrorThrown(element.Id, code, catcher.Id));
        run.LastEnd = element.Id;
        Flows.Remove(run, token.Id, canceled: false);
    }

    private static FlowNode.StartEvent? StartFor(ProcessModel model, string scopeElementId, string? code) =>
        Best(model.EventSubProcessesOf(scopeElementId).Select(sub => sub.Start), start => start.Trigger, code);

    private static FlowNode.BoundaryEvent? BoundaryFor(ProcessModel model, string activityId, string? code) =>
        Best(model.BoundariesOf(activityId).Items, boundary => boundary.Trigger, code);

    /// <summary>The event that names the code, else the one that catches any.</summary>
    private static T? Best<T>(IEnumerable<T> events, Func<T, EventTrigger> trigger, string? code)
        where T : FlowNode
    {
        T? any = null;
        foreach (var caught in events)
        {
            if (trigger(caught) is not EventTrigger.Error error) continue;
            if (error.Code is not null && error.Code == code) return caught;
            if (error.Code is null) any ??= caught;
        }

        return any;
    }
}
