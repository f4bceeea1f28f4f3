using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Activities that begin only when several tokens have come (BPMN 2.0, 10.3, startQuantity).</summary>
internal static class Quantities
{
    /// <summary>Takes the tokens that wait at the element together with the one that has just come; false when there are too few yet.</summary>
    public static bool Gather(Run run, TokenState token, FlowNode element)
    {
        if (element.StartQuantity == 1 || run.Mistakes(Mutation.QuantityIgnored) || run.IsGathered(token.Id)) return true;
        var stopped = run.State.HasIncidents ? run.State.Incidents().Select(incident => incident.TokenId).ToHashSet() : [];
        var waiting = run.State.Tokens()
            .Where(other => other.ScopeId == token.ScopeId && other.ElementId == token.ElementId && other.Id <= token.Id
                && other is { Waits.IsEmpty: true, InnerScopeId: null } && !stopped.Contains(other.Id))
            .ToList();
        if (waiting.Count < element.StartQuantity) return false;
        foreach (var other in waiting.Where(other => other.Id != token.Id).Take(element.StartQuantity - 1)) Flows.Remove(run, other.Id, canceled: false);
        return true;
    }
}
