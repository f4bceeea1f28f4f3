using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>What could not go on: raised, resolved, tried again; and runs that passed a bound, which are undone.</summary>
internal static class Incidents
{
    public const string StepLimit = "step-limit";
    public const string TokenLimit = "token-limit";
    public const string VariableLimit = "variable-limit";
    public const string FeelBudget = "feel-budget";

    public static void Raise(Run run, TokenState? token, FlowNode? element, string code, Sentence sentence, bool leaving = false)
    {
        var incident = new Incident(run.NextId, token?.Id, element?.Id, code, sentence.ToString()) { Leaving = leaving };

        // A token stands still after its incident; what has no token would say the same again at every change.
        if (token is null && run.State.Incidents().Any(open => open with { Id = incident.Id } == incident)) return;
        run.Happened(new EngineEvent.IncidentRaised(incident));
    }

    /// <summary>The budget of the command's expressions has run out at a token's element; a value got after that is never used.</summary>
    public static Onward Budget(Run run, TokenState token, bool leaving = false) => Budget(run, token, run.Model[token.ElementId], leaving);

    public static Onward Budget(Run run, TokenState? token, FlowNode element, bool leaving = false)
    {
        Raise(run, token, element, FeelBudget,
            $"{Elements.Says(element)} could not be evaluated: {run.Expressions.Exhausted} Make its expressions smaller, then retry.", leaving);
        return Onward.Stays;
    }

    /// <summary>Whether an incident makes a token stand still.</summary>
    public static bool Stops(Run run, TokenState token) => run.State.HasIncidents && Array.Exists(run.State.Incidents(), incident => incident.TokenId == token.Id);

    public static void ResolveOf(Run run, int tokenId)
    {
        if (!run.State.HasIncidents) return;
        foreach (var incident in run.State.Incidents())
            if (incident.TokenId == tokenId || incident.HeldTimer?.TokenId == tokenId)
                run.Happened(new EngineEvent.IncidentResolved(incident.Id));
    }

    /// <summary>
    /// Lets the held timers of a scope's event sub-processes go, so that they are given up with the scope, and with the last scope of an element what
    /// could not be waited for in it: nothing would be left that a retry could do.
    /// </summary>
    public static void ResolveOfScope(Run run, int scopeId)
    {
        if (!run.State.HasIncidents || run.State.FindScope(scopeId) is not { } scope) return;
        foreach (var incident in run.State.Incidents())
            if (incident.HeldTimer is { TokenId: null } timer ? timer.ScopeId == scopeId : IsOfScope(run, incident, scope))
                run.Happened(new EngineEvent.IncidentResolved(incident.Id));
    }

    private static bool IsOfScope(Run run, Incident incident, ScopeState scope) =>
        scope.IsBody && incident is { TokenId: null, HeldTimer: null, ElementId: { } id } && run.Model.Find(id) is FlowNode.StartEvent start
        && run.Model.Find(start.ScopeId) is FlowNode.SubProcess { IsEventSubProcess: true } sub && sub.ScopeId == scope.ElementId
        && !Array.Exists(run.State.Scopes(), other => other.Id != scope.Id && other.IsBody && other.ElementId == scope.ElementId);

    /// <summary>
    /// Tries again: the token does its element's work once more, or only chooses its flows when that is what failed. An incident
    /// without a token is over with this; what it rolled back can be asked again, and a first run starts again by itself.
    /// </summary>
    public static Verdict Retry(Run run, Command.Retry command)
    {
        if (run.State.FindIncident(command.IncidentId) is not { } incident) return Refusals.NoSuchIncident(run.State, command.IncidentId);
        run.Happened(new EngineEvent.IncidentResolved(incident.Id));
        if (incident.TokenId is { } id && run.State.FindToken(id) is { } token) Retry(run, token, incident.Leaving);
        else if (run.State.TokenCount == 0 && run.State.Root.Children == 0) return Starting.Again(run);
        else if (incident.ElementId is null) Derivations.All(run);
        else if (run.Model.Find(incident.ElementId) is FlowNode.StartEvent start) Await(run, start);
        return run.Go();
    }

    /// <summary>
    /// The answer to a run that passed a bound: nothing of it happened but the incident that says so. A first run leaves an
    /// instance with its variables, so that the case is there to be seen.
    /// </summary>
    public static Verdict Undo(Run run)
    {
        var (element, times) = MostEntered(run);
        var clean = new Run(run.Context, run.Before, run.Command);
        if (run.Command is Command.Start start) Starting.Begin(clean, start);
        var retried = run.Command is Command.Retry retry ? run.Before.FindIncident(retry.IncidentId) : null;
        if (retried is not null) clean.Happened(new EngineEvent.IncidentResolved(retried.Id));
        var wait = run.Command switch
        {
            Command.FireTimer fire => run.Before.FindWait(fire.WaitId),
            Command.CompleteJob job => run.Before.FindWait(job.WaitId),
            Command.ThrowError error => run.Before.FindWait(error.WaitId),
            _ => null,
        };

        // A handler answers once, so its token keeps the incident: trying again calls the handler again.
        var token = wait is Wait.Job ? wait.TokenId : retried?.TokenId;
        clean.Happened(new EngineEvent.IncidentRaised(new(clean.NextId, token, element?.Id, run.Overrun!, Overrun(run, element, times).ToString())
        {
            Leaving = retried?.Leaving ?? false,
            HeldTimer = wait as Wait.Timer ?? retried?.HeldTimer,
        }));
        return clean.Go();
    }

    private static void Retry(Run run, TokenState token, bool leaving)
    {
        if (leaving && !Joins.IsHeld(run, token))
        {
            Flows.Leave(run, token.Id);
            return;
        }

        foreach (var id in token.Waits)
            if (run.State.FindWait(id)?.ElementId == token.ElementId)
                run.Happened(new EngineEvent.WaitClosed(id, false));
        run.Ready(token.Id, gathered: true);
    }

    private static void Await(Run run, FlowNode.StartEvent start)
    {
        var around = run.Model[start.ScopeId].ScopeId;
        foreach (var scope in run.State.Scopes())
            if (scope.IsBody && scope.ElementId == around)
                EventSubProcesses.Await(run, scope.Id, start);
    }

    private static (FlowNode? Element, int Times) MostEntered(Run run)
    {
        var most = run.Events.OfType<EngineEvent.ElementEntered>().CountBy(entered => entered.ElementId).MaxBy(entered => entered.Value);
        return most.Key is null ? (null, 0) : (run.Model[most.Key], most.Value);
    }

    private static Sentence Overrun(Run run, FlowNode? element, int times)
    {
        var limits = run.Context.Limits;
        var entered = element is null ? (Sentence)"A command" : (Sentence)$"{Elements.Says(element)} was entered {times} times in one command, which";
        return run.Overrun switch
        {
            StepLimit => (Sentence)$"{entered} entered more than {limits.Steps} elements; the command was undone. Put a task or an event that waits into the loop, or a condition that ends it, then retry.",
            TokenLimit => (Sentence)$"{entered} made more than {limits.Tokens} tokens; the command was undone. Join the branches before they fork again, then retry.",
            _ => (Sentence)$"{entered} wrote values of more than {limits.VariableSize} characters and items; the command was undone. Keep large data outside of the case and name only where it is, then retry.",
        };
    }
}
