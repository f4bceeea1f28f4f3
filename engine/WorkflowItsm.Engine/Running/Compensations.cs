using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Compensation: undoing what completed activities did, the last first, one after the other (BPMN 2.0, 10.7 and 13.5.5). What is to be
/// undone is gathered in a scope of its own inside the throwing event; a sub-process is undone in a scope inside that, with the variables it had.
/// </summary>
internal static class Compensations
{
    /// <summary>Keeps an activity that a token has completed, if its work can be undone.</summary>
    /// <param name="run">The run.</param>
    /// <param name="token">The token on the activity; of a sub-process its scope is still open.</param>
    public static void Complete(Run run, TokenState token)
    {
        if (!run.Model.IsCompensable(token.ElementId) || token.InnerScopeId is not null) return;
        if (run.Model[token.ElementId] is FlowNode.SubProcess or FlowNode.AdHocSubProcess or FlowNode.CallActivity) return;
        Keep(run, token, null);
    }

    /// <summary>Keeps a sub-process that is complete, with its variables and what was completed in it.</summary>
    public static void CompleteScope(Run run, TokenState host, ScopeState scope)
    {
        if (run.Model.IsCompensable(host.ElementId)) Keep(run, host, scope);
    }

    /// <summary>Throws compensation: what all the triggers mean is undone together, and the thrower waits if one of them says so, or if it ends something afterwards.</summary>
    public static Onward Throw(Run run, TokenState token, FlowNode element, ValueList<EventTrigger.Compensation> thrown)
    {
        List<(int ScopeId, string? ActivityId)> from = [];
        foreach (var one in thrown) from.AddRange(Sources(run, token.ScopeId, one.ActivityId).Select(scope => (scope, one.ActivityId)));
        if (from.Count == 0) return Results.Keep(run, token, element, null);
        var waits = thrown.Items.Any(one => one.WaitsForCompletion) || Triggers.EndsLater(element);
        var id = Gather(run, token.ScopeId, element, waits ? token : null, from);
        if (!Next(run, id)) Finish(run, id);
        return waits || run.State.FindToken(token.Id) is null ? Onward.Stays : Results.Keep(run, token, element, null);
    }

    /// <summary>Opens the scope in which completions are undone.</summary>
    public static int Gather(Run run, int scopeId, FlowNode element, TokenState? host, List<(int ScopeId, string? ActivityId)> from)
    {
        var id = run.NextId;
        run.Happened(new EngineEvent.ScopeOpened(id, scopeId, element.Id, host?.Id));
        foreach (var (source, activityId) in from) run.Happened(new EngineEvent.CompletionsTaken(source, activityId, false, id));
        return id;
    }

    /// <summary>Undoes what was completed last in a scope; false when nothing is left to be undone there.</summary>
    public static bool Next(Run run, int scopeId)
    {
        while (Last(run, scopeId) is { } completion)
            if (Undo(run, scopeId, completion))
                return true;
        return false;
    }

    /// <summary>Something that was undone in a scope has ended: what was completed before it comes next, else the scope is done.</summary>
    public static void Continue(Run run, ScopeState scope)
    {
        var hasOwn = run.Model.Find(scope.ElementId) is FlowNode.SubProcess && run.Model.CompensationOf(scope.ElementId) is not null;
        if (hasOwn || !Next(run, scope.Id)) Finish(run, scope.Id);
    }

    private static void Keep(Run run, TokenState token, ScopeState? scope)
    {
        var home = token.ScopeId;
        if (Loops.IsRound(run, token)) home = run.State.FindScope(home)!.ParentId!.Value;
        var variables = scope is null ? [] : scope.Variables.Select(variable =>
            new Variable(variable.Key, variable.Value, run.Model.Personal.Holds(scope.ElementId, variable.Key))).ToValueList();
        run.Happened(new EngineEvent.ActivityCompleted(run.NextId, home, token.ElementId, scope?.Id, variables));
    }

    private static bool Undo(Run run, int scopeId, Completion completion)
    {
        foreach (var boundary in run.Model.BoundariesOf(completion.ElementId))
        {
            if (boundary.HandlerId is not { } handler) continue;
            run.Happened(new EngineEvent.CompensationBegun(completion.Id, completion.ElementId, null));
            run.Enter(scopeId, run.Model[handler], null);
            return true;
        }

        var id = run.NextId;
        run.Happened(new EngineEvent.ScopeOpened(id, scopeId, completion.ElementId, null));
        run.Happened(new EngineEvent.CompensationBegun(completion.Id, completion.ElementId, id));
        Variables.WriteTo(run, run.State.FindScope(id)!, null, completion.Variables);
        if (run.Model.CompensationOf(completion.ElementId) is var (_, start))
        {
            EventSubProcesses.Open(run, id, start, null);
            return true;
        }

        if (Next(run, id)) return true;
        Scopes.Close(run, id);
        return false;
    }

    private static void Finish(Run run, int scopeId)
    {
        var scope = run.State.FindScope(scopeId)!;
        Scopes.Close(run, scopeId);
        if (run.State.FindScope(scope.ParentId!.Value) is { Undoes: true } around)
        {
            Continue(run, around);
        }
        else if (Transactions.IsCancelling(run, scope))
        {
            Transactions.Cancelled(run, scope.ParentId!.Value);
        }
        else if (scope.HostTokenId is { } host && run.State.FindToken(host) is { } token)
        {
            if (Triggers.ThrowLast(run, token, run.Model[token.ElementId]) == Onward.Leaves) Flows.Finish(run, token, null);
        }
        else
        {
            Scopes.CompleteIfEmpty(run, scope.ParentId!.Value);
        }
    }

    /// <summary>
    /// The scopes whose completions are meant: that of the activity, looked for outwards; without an activity the thrower's own, and
    /// for an event sub-process also the one around it, for whose sake it was started.
    /// </summary>
    private static List<int> Sources(Run run, int scopeId, string? activityId)
    {
        if (!run.State.HasCompletions) return [];
        var found = new List<int>();
        for (var scope = run.State.FindScope(scopeId); scope is not null; scope = run.State.FindScope(scope.ParentId!.Value))
        {
            if (run.State.CompletionsIn(scope.Id).Any(completion => activityId is null || completion.ElementId == activityId)) found.Add(scope.Id);
            var isEventSub = run.Model.Find(scope.ElementId) is FlowNode.SubProcess { IsEventSubProcess: true };
            if (scope.ParentId is null || ElementMap.IsCalledScope(scope.ElementId) || (activityId is null ? !isEventSub : found.Count > 0)) break;
        }

        return found;
    }

    private static Completion? Last(Run run, int scopeId) =>
        run.Mistakes(Mutation.CompensationForwards) ? run.State.CompletionsIn(scopeId).FirstOrDefault() : run.State.LastCompletionIn(scopeId);
}
