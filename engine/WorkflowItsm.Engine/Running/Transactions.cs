using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Transactions: a cancel event ends what runs in them, undoes what was completed, and leaves over the border (BPMN 2.0, 10.3.5 and 13.5.7).</summary>
internal static class Transactions
{
    public static Onward Cancel(Run run, TokenState token, FlowNode element)
    {
        var scope = run.State.FindScope(token.ScopeId);
        while (scope is not null && !(scope.IsBody && run.Model.Find(scope.ElementId) is FlowNode.SubProcess { IsTransaction: true }))
            scope = scope.ParentId is { } parent ? run.State.FindScope(parent) : null;
        if (scope is null) throw new InvalidOperationException($"'{element.Id}' cancels a transaction and is in none; reading refuses such a process.");

        run.LastEnd = element.Id;
        if (run.State.HasCompletions) run.Happened(new EngineEvent.CompletionsTaken(scope.Id, null, true, scope.Id));
        Flows.Remove(run, token.Id, canceled: false);
        Scopes.CancelWithin(run, scope.Id);
        var undoing = Compensations.Gather(run, scope.Id, element, null, run.Mistakes(Mutation.CancelForgetsCompensation) ? [] : [(scope.Id, null)]);
        if (!Compensations.Next(run, undoing)) Compensations.Continue(run, run.State.FindScope(undoing)!);
        return Onward.Stays;
    }

    /// <summary>Whether a scope is where a cancelled transaction is undone: it lies in that of the transaction, and stands for the cancel event.</summary>
    public static bool IsCancelling(Run run, ScopeState scope) => scope.HostTokenId is null
        && run.Model.Find(scope.ElementId) is FlowNode.EndEvent end && end.Trigger.Each().Items.Any(part => part is EventTrigger.Cancel);

    /// <summary>All is undone: the token leaves over the cancel event on the border. Where none is drawn, it ends.</summary>
    public static void Cancelled(Run run, int scopeId)
    {
        if (run.State.FindScope(scopeId)?.HostTokenId is not { } hostId || run.State.FindToken(hostId) is not { } host) return;
        var outer = Loops.Outer(run, host);
        foreach (var boundary in run.Model.BoundariesOf(outer.ElementId))
        {
            if (!boundary.Trigger.Each().Items.Any(part => part is EventTrigger.Cancel)) continue;
            Boundaries.Interrupt(run, outer, boundary, null);
            return;
        }

        Scopes.CancelInside(run, host);
        Flows.Remove(run, host.Id, canceled: true);
        Scopes.CompleteIfEmpty(run, host.ScopeId);
    }
}
