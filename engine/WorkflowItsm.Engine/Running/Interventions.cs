using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>What an operator does to an instance by hand: skip what an incident stopped, move a token, take it away.</summary>
internal static class Interventions
{
    public static Verdict Skip(Run run, Command.Skip command)
    {
        if (run.State.FindIncident(command.IncidentId) is not { } incident) return Refusals.NoSuchIncident(run.State, command.IncidentId);
        if (incident.Leaving || incident.TokenId is not { } id || run.State.FindToken(id) is not { } token)
        {
            return Refusals.Refuse(
                "cannot-skip",
                $"Incident {incident.Id} did not stop an element's work, so that there is nothing to skip. Correct the cause and retry, or move the token.",
                $"故障 {incident.Id} 不是在执行元素时发生的，没有可跳过的内容。请消除原因后重试，或移动令牌。");
        }

        run.Happened(new EngineEvent.IncidentResolved(incident.Id));
        run.Happened(new EngineEvent.Intervened("skip", token.ElementId, null));
        Variables.Write(run, token.ScopeId, token.ElementId, command.Variables);
        Scopes.CancelInside(run, token);
        if (Joins.IsHeld(run, token)) Joins.Skip(run, token);
        else Flows.Leave(run, token.Id);
        return run.Go();
    }

    public static Verdict Move(Run run, Command.MoveToken command)
    {
        if (run.State.FindToken(command.TokenId) is not { } token) return Refusals.NoSuchToken(run.State, command.TokenId);
        if (Target(run, token, command.ElementId) is not { } target) return CannotMove(run, token, command.ElementId);
        run.Happened(new EngineEvent.Intervened("move", token.ElementId, target.Id));
        Take(run, token);
        run.Enter(token.ScopeId, target, null);
        Joins.Without(run, token);
        return run.Go();
    }

    public static Verdict Cancel(Run run, Command.CancelToken command)
    {
        if (run.State.FindToken(command.TokenId) is not { } token) return Refusals.NoSuchToken(run.State, command.TokenId);
        run.Happened(new EngineEvent.Intervened("cancel", token.ElementId, null));
        Take(run, token);
        Joins.Without(run, token);
        Scopes.CompleteIfEmpty(run, token.ScopeId);
        return run.Go();
    }

    private static void Take(Run run, TokenState token)
    {
        Scopes.CancelInside(run, token);
        run.LastEnd = token.ElementId;
        Flows.Remove(run, token.Id, canceled: true);
    }

    private static FlowNode? Target(Run run, TokenState token, string elementId)
    {
        var scope = run.State.FindScope(token.ScopeId)!;
        if (!scope.IsBody || run.Model.Find(elementId) is not { } target || target.ScopeId != scope.ElementId) return null;
        return target is FlowNode.BoundaryEvent or FlowNode.SubProcess { IsEventSubProcess: true } || target.IsForCompensation ? null : target;
    }

    private static Verdict CannotMove(Run run, TokenState token, string elementId)
    {
        var scope = run.State.FindScope(token.ScopeId)!;
        return Refusals.Refuse(
            "cannot-move",
            scope.IsBody
                ? $"Token {token.Id} cannot be moved to '{elementId}': a token moves to an element of its own process or sub-process {scope.ElementId}, and not to an event on a border, an event sub-process or an activity for compensation."
                : $"Token {token.Id} does one round of '{token.ElementId}' or undoes it, and cannot be moved; move the token of the whole activity, or cancel this one.",
            scope.IsBody
                ? $"令牌 {token.Id} 不能移到“{elementId}”：只能移到所在流程或子流程 {scope.ElementId} 中的元素，且不能是边界事件、事件子流程或补偿活动。"
                : $"令牌 {token.Id} 正在执行“{token.ElementId}”的一轮或其补偿，不能移动；请移动整个活动的令牌，或取消此令牌。");
    }
}
