using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Events on the border of an activity (BPMN 2.0, 10.5.4 and 13.5.3).</summary>
internal static class Boundaries
{
    /// <summary>Opens the waits of an activity that is about to wait itself; false when one of them left an incident.</summary>
    public static bool Await(Run run, TokenState token)
    {
        var boundaries = run.Model.BoundariesOf(token.ElementId);
        if (boundaries.IsEmpty || Loops.IsRound(run, token)) return true;
        var before = run.Events.Count;
        foreach (var boundary in boundaries) Triggers.Open(run, token, token.ScopeId, boundary, boundary.Trigger);
        for (var i = before; i < run.Events.Count; i++)
            if (run.Events[i] is EngineEvent.IncidentRaised)
                return false;
        return true;
    }

    /// <summary>A boundary event has been triggered.</summary>
    public static void Trigger(Run run, Wait wait, FlowNode.BoundaryEvent boundary, FeelValue? result)
    {
        if (run.State.FindToken(wait.TokenId!.Value) is not { } host) return;
        if (!boundary.IsInterrupting) Triggers.Again(run, wait);
        Happen(run, host, boundary, boundary.IsInterrupting, result);
    }

    /// <summary>The event happens on the border of a token's activity.</summary>
    public static void Happen(Run run, TokenState host, FlowNode.BoundaryEvent boundary, bool interrupts, FeelValue? result)
    {
        if (interrupts) Interrupt(run, host, boundary, result);
        else Flows.Finish(run, run.Enter(host.ScopeId, boundary, null, ready: false), result);
    }

    /// <summary>Ends the activity and goes on from the event.</summary>
    public static void Interrupt(Run run, TokenState host, FlowNode.BoundaryEvent boundary, FeelValue? result)
    {
        Scopes.CancelInside(run, host);
        Flows.Remove(run, host.Id, canceled: true);
        Flows.Finish(run, run.Enter(host.ScopeId, boundary, null, ready: false), result);
    }
}
