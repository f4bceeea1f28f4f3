using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Scopes: the process and its sub-processes; how they open, complete and are cancelled (BPMN 2.0, 13.3.4 and 13.5.6).</summary>
internal static class Scopes
{
    /// <summary>A token has come to an embedded sub-process.</summary>
    public static Onward Open(Run run, TokenState token, FlowNode.SubProcess sub)
    {
        if (!OpenFor(run, token, sub, out var id)) return Onward.Stays;
        foreach (var start in run.Model.BeginningsOf(sub.Id)) run.Enter(id, start, null);
        CompleteIfEmpty(run, id);
        return Onward.Stays;
    }

    /// <summary>Opens the scope of a sub-process, with its variables and events; false when an event on its border left an incident.</summary>
    public static bool OpenFor(Run run, TokenState token, FlowNode sub, out int scopeId)
    {
        scopeId = 0;
        if (!Boundaries.Await(run, token)) return false;
        scopeId = run.NextId;
        run.Happened(new EngineEvent.ScopeOpened(scopeId, token.ScopeId, sub.Id, token.Id));
        Begin(run, scopeId, sub);
        return true;
    }

    /// <summary>A scope's own variables and the starts of its event sub-processes.</summary>
    public static void Begin(Run run, int scopeId, FlowNode sub)
    {
        Variables.Declare(run, run.State.FindScope(scopeId)!);
        if (!sub.Settings.Inputs.IsEmpty)
            Variables.WriteTo(run, run.State.FindScope(scopeId)!, sub.Id, run.Expressions.Evaluate(sub.Settings.Inputs, scopeId));
        EventSubProcesses.Await(run, run.State.FindScope(scopeId)!);
    }

    /// <summary>A scope is complete when no token and no scope is left in it; in one that was terminated, no next activity begins either.</summary>
    public static void CompleteIfEmpty(Run run, int scopeId, bool isTerminated = false)
    {
        if (run.State.Ended || run.State.FindScope(scopeId) is not { Tokens: 0, Children: 0 } scope) return;
        if (scope.Undoes) Compensations.Continue(run, scope);
        else if (scope.Round is not null) Loops.RoundGone(run, scope);
        else if (scope.Loop is null && !isTerminated && run.Model.Find(scope.ElementId) is FlowNode.AdHocSubProcess sub) AdHoc.Rest(run, scopeId, sub);
        else if (scope.Loop is null) Complete(run, scopeId);
    }

    /// <summary>A process or sub-process is complete: the case ends, or what holds the scope goes on.</summary>
    public static void Complete(Run run, int scopeId)
    {
        var scope = run.State.FindScope(scopeId)!;
        if (scope.ParentId is not { } parent)
        {
            End(run, run.LastEnd, null);
        }
        else if (scope.HostTokenId is { } host && run.State.FindToken(host) is { } token)
        {
            var element = run.Model[token.ElementId];
            var outputs = element is FlowNode.CallActivity && element.Settings.Outputs.IsEmpty ? scope.Variables : Results.Outputs(run, element, scope.Id, null);
            var personal = element is FlowNode.CallActivity ? Calls.PersonalOutputs(run, element, scope) : [];
            if (outputs is not null) Compensations.CompleteScope(run, token, scope);
            Close(run, scope.Id);
            if (outputs is null) Incidents.Budget(run, token, leaving: true);
            else
            {
                Variables.Write(run, token.ScopeId, token.ElementId, outputs, personal);
                Flows.Leave(run, token.Id);
            }
        }
        else
        {
            Close(run, scope.Id);
            CompleteIfEmpty(run, parent);
        }
    }

    /// <summary>A terminate end event: all of its scope ends; what holds the scope goes on.</summary>
    public static Onward Terminate(Run run, TokenState token)
    {
        run.LastEnd = token.ElementId;
        Flows.Remove(run, token.Id, canceled: false);
        if (!run.Mistakes(Mutation.TerminateLeavesTokens)) CancelWithin(run, token.ScopeId);
        CompleteIfEmpty(run, token.ScopeId, isTerminated: true);
        return Onward.Stays;
    }

    public static Verdict Cancel(Run run, Command.Cancel command)
    {
        CancelWithin(run, run.State.RootScopeId);
        End(run, null, command.Reason);
        return run.Go();
    }

    /// <summary>Ends what runs in the sub-process a token stands on.</summary>
    public static void CancelInside(Run run, TokenState token)
    {
        if (run.State.FindToken(token.Id)?.InnerScopeId is not { } inner) return;
        CancelWithin(run, inner);
        Close(run, inner);
    }

    /// <summary>
    /// Ends all tokens and scopes in a scope and gives up its waits; the scope itself stays. Each table is walked once,
    /// so that ending ten thousand tokens takes linear time.
    /// </summary>
    public static void CancelWithin(Run run, int scopeId)
    {
        var doomed = new HashSet<int> { scopeId };
        var inner = new Stack<int>();
        foreach (var scope in run.State.Scopes())
        {
            // Ids count up, so a scope comes after the one that holds it.
            if (scope.ParentId is not { } parent || !doomed.Contains(parent)) continue;
            doomed.Add(scope.Id);
            inner.Push(scope.Id);
        }

        foreach (var token in run.State.Tokens())
            if (doomed.Contains(token.ScopeId))
                Flows.Remove(run, token.Id, canceled: true);
        foreach (var id in inner) Close(run, id);
        GiveUp(run, scopeId);
    }

    /// <summary>Closes a scope in which nothing runs any more.</summary>
    public static void Close(Run run, int scopeId)
    {
        GiveUp(run, scopeId);
        States.Leave(run, scopeId);
        run.Happened(new EngineEvent.ScopeClosed(scopeId));
    }

    /// <summary>Ends what a scope itself waits for.</summary>
    public static void GiveUp(Run run, int scopeId)
    {
        Incidents.ResolveOfScope(run, scopeId);
        foreach (var wait in run.State.FindScope(scopeId)?.Waits ?? []) run.Happened(new EngineEvent.WaitClosed(wait, false));
    }

    private static void End(Run run, string? elementId, string? reason)
    {
        GiveUp(run, run.State.RootScopeId);
        foreach (var incident in run.State.Incidents()) run.Happened(new EngineEvent.IncidentResolved(incident.Id));
        run.Happened(new EngineEvent.InstanceEnded(elementId, reason));
        foreach (var key in run.State.Keys) run.Do(Messages.Listen(key, listens: false));
        Topics.LeaveAll(run);
    }
}
