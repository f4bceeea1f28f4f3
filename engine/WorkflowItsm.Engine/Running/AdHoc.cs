using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Ad hoc sub-processes (BPMN 2.0, 10.3.5): activities without a drawn order. The engine starts each once, or people choose: each
/// activity is then an action, and so is completing the whole where no condition says when it is complete.
/// </summary>
internal static class AdHoc
{
    public static Onward Open(Run run, TokenState token, FlowNode.AdHocSubProcess sub)
    {
        if (!Scopes.OpenFor(run, token, sub, out var scopeId)) return Onward.Stays;
        var activities = Activities(run, sub);
        if (sub.IsManual)
        {
            foreach (var activity in activities) run.Happened(new EngineEvent.WaitOpened(new Wait.Action(run.NextId, null, scopeId, activity.Id)));
            if (sub.CompletionCondition is null) run.Happened(new EngineEvent.WaitOpened(new Wait.Action(run.NextId, null, scopeId, sub.Id)));
        }
        else
        {
            foreach (var activity in sub.IsSequential ? activities.Items.Take(1) : activities.Items) Start(run, scopeId, activity);
        }

        Rest(run, scopeId, sub);
        return Onward.Stays;
    }

    /// <summary>An activity in it, with all that follows it, has ended.</summary>
    public static void Ended(Run run, ScopeState scope, FlowNode.AdHocSubProcess sub)
    {
        if (sub.CompletionCondition is { } condition)
        {
            var holds = run.Expressions.Evaluate(condition, scope.Id).IsTrue;
            if (run.Expressions.Exhausted is not null) Incidents.Budget(run, run.State.FindToken(scope.HostTokenId!.Value), sub);
            else if (holds)
            {
                if (sub.CancelsRemaining) Scopes.CancelWithin(run, scope.Id);
                else Scopes.GiveUp(run, scope.Id);
                if (run.State.FindScope(scope.Id) is { Tokens: 0, Children: 0 }) Scopes.Complete(run, scope.Id);
                else Forgo(run, scope.Id, sub);
                return;
            }
        }

        Rest(run, scope.Id, sub);
    }

    /// <summary>A person has chosen an activity, or that all is done.</summary>
    public static Verdict Take(Run run, Wait.Action wait, FlowNode element)
    {
        if (element is FlowNode.AdHocSubProcess sub)
        {
            run.Happened(new EngineEvent.ActionTaken(wait.Id, element.Id, "complete"));
            if (sub.CancelsRemaining) Scopes.CancelWithin(run, wait.ScopeId);
            else Scopes.GiveUp(run, wait.ScopeId);
            if (run.State.FindScope(wait.ScopeId) is { Tokens: 0, Children: 0 }) Scopes.Complete(run, wait.ScopeId);
            return run.Go();
        }

        var around = (FlowNode.AdHocSubProcess)run.Model[element.ScopeId];
        if (around.IsSequential && !run.Mistakes(Mutation.SeveralByHand) && run.State.FindScope(wait.ScopeId) is { Tokens: > 0 } or { Children: > 0 })
        {
            return Refusals.Refuse(
                "one-at-a-time",
                $"{Elements.Named(around)} allows one activity at a time; wait until the one that runs has ended.",
                $"“{(around.Name.Length > 0 ? around.Name : around.Id)}”一次只允许进行一项活动，请等当前活动结束。");
        }

        run.Happened(new EngineEvent.ActionTaken(wait.Id, element.Id, element.Id));
        Start(run, wait.ScopeId, element);
        return run.Go();
    }

    /// <summary>Goes on once nothing runs in it: with the next activity, or it is complete, or it waits for people.</summary>
    public static void Rest(Run run, int scopeId, FlowNode.AdHocSubProcess sub)
    {
        if (run.State.FindScope(scopeId) is not { Tokens: 0, Children: 0 } scope) return;
        if (scope.Waits.Items.Any(id => run.State.FindWait(id) is Wait.Action action && IsChoice(run, action, sub))) return;
        var next = sub is { IsManual: false, IsSequential: true } ? Activities(run, sub).Items.Skip(scope.Started).FirstOrDefault() : null;
        if (next is not null) Start(run, scopeId, next);
        else Scopes.Complete(run, scopeId);
    }

    private static bool IsChoice(Run run, Wait.Action action, FlowNode.AdHocSubProcess sub) => action.ElementId == sub.Id || run.Model[action.ElementId].ScopeId == sub.Id;

    /// <summary>Once its condition has held nothing more begins, though it should hold no longer when what still runs has ended.</summary>
    private static void Forgo(Run run, int scopeId, FlowNode.AdHocSubProcess sub)
    {
        if (sub.IsManual || !sub.IsSequential) return;
        foreach (var left in Activities(run, sub).Items.Skip(run.State.FindScope(scopeId)!.Started)) run.Happened(new EngineEvent.AdHocStarted(scopeId, left.Id));
    }

    private static void Start(Run run, int scopeId, FlowNode activity)
    {
        run.Happened(new EngineEvent.AdHocStarted(scopeId, activity.Id));
        run.Enter(scopeId, activity, null);
    }

    private static ValueList<FlowNode> Activities(Run run, FlowNode.AdHocSubProcess sub) => run.Model.BeginningsOf(sub.Id);
}
