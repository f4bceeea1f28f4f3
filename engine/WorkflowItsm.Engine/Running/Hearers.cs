using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Who takes notice when several in an instance wait for the same message or signal (BPMN 2.0, 10.5.7).</summary>
internal static class Hearers
{
    /// <summary>
    /// Those of several waits that hear: an event sub-process absorbs what an event on the border of its own activity waits for too, until
    /// it throws it again. What interrupts comes first, so that nothing is begun only to be ended at once; else the oldest.
    /// </summary>
    public static IEnumerable<T> Of<T>(Run run, List<T> waits)
        where T : Wait
    {
        if (waits.Count < 2) return waits;
        var absorbed = waits.Where(wait => wait.TokenId is null).Select(wait => HostOf(run, wait.ScopeId)).OfType<int>().ToHashSet();
        return waits.Where(wait => run.Model[wait.ElementId] is not FlowNode.BoundaryEvent || !absorbed.Contains(wait.TokenId!.Value))
            .OrderBy(wait => !Triggers.Interrupts(run.Model[wait.ElementId]));
    }

    /// <summary>The token on the activity whose inside a scope is; null for a process and for what runs beside the flow.</summary>
    private static int? HostOf(Run run, int scopeId) =>
        run.State.FindScope(scopeId) is { HostTokenId: { } id } scope && !ElementMap.IsCalledScope(scope.ElementId) && run.State.FindToken(id) is { } token
            ? Loops.Outer(run, token).Id : null;
}
