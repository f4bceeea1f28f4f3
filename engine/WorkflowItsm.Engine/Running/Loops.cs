using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Activities that repeat (BPMN 2.0, 10.3.8 and 13.3.6). The token on the activity opens a scope that counts the rounds; each round is a scope in that, with a token of its
/// own on the same activity. Events on the border belong to the activity as a whole.
/// </summary>
internal static class Loops
{
    /// <summary>Whether a token does one round of a loop rather than the whole activity.</summary>
    public static bool IsRound(Run run, TokenState token) => run.State.FindScope(token.ScopeId) is { Round: not null } scope && scope.ElementId == token.ElementId;

    /// <summary>The token on the whole activity, for that of one of its rounds or for itself.</summary>
    public static TokenState Outer(Run run, TokenState token)
    {
        if (!IsRound(run, token)) return token;
        var loop = run.State.FindScope(run.State.FindScope(token.ScopeId)!.ParentId!.Value)!;
        return run.State.FindToken(loop.HostTokenId!.Value)!;
    }

    public static Onward Begin(Run run, TokenState token, FlowNode element, Loop loop)
    {
        if (token.InnerScopeId is not null || !Boundaries.Await(run, token)) return Onward.Stays;
        int? total = null;
        ValueList<FeelValue> items = [];
        if (loop is Loop.MultiInstance several && !Count(run, token, element, several, out total, out items)) return Onward.Stays;
        var id = run.NextId;
        run.Happened(new EngineEvent.ScopeOpened(id, token.ScopeId, element.Id, token.Id));
        run.Happened(new EngineEvent.LoopBegun(id, total, items) { Personal = loop is Loop.MultiInstance { Collection: { } collection } && run.Model.Personal.Reads(element.ScopeId, collection) });
        if (loop is Loop.MultiInstance { IsSequential: false })
        {
            for (var number = 1; number <= total && run.Overrun is null; number++) BeginRound(run, id, element, loop);
            if (total == 0) Finish(run, id);
        }
        else if (loop is Loop.Standard { TestsBefore: true } standard)
        {
            if (GoesOn(run, token, standard, id, 0) is { } goesOn) BeginOrFinish(run, id, element, loop, goesOn);
            else Scopes.CancelInside(run, token);
        }
        else
        {
            BeginOrFinish(run, id, element, loop, loop is Loop.Standard { Maximum: not 0 } || total > 0);
        }

        return Onward.Stays;
    }

    /// <summary>The token of a round has done its work. What the round gives and whether another follows is asked before it is over, so that an incident can be retried.</summary>
    public static void EndRound(Run run, TokenState token)
    {
        var element = run.Model[token.ElementId];
        var round = run.State.FindScope(token.ScopeId)!;
        var loopScope = run.State.FindScope(round.ParentId!.Value)!;
        var host = run.State.FindToken(loopScope.HostTokenId!.Value)!;
        var loop = element.Loop!;
        var result = loop is Loop.MultiInstance several ? Result(run, several, element, round) : FeelValue.Null;
        var isDone = false;
        if (loop is Loop.MultiInstance { CompletionCondition: { } condition } && !run.Mistakes(Mutation.CompletionConditionMissed))
            isDone = run.Expressions.Evaluate(condition, round.Id, Counts(loopScope.Loop!)).IsTrue;
        var goesOn = loop is Loop.Standard standard ? GoesOn(run, token, standard, round.Id, round.Round!.Value) : true;
        if (goesOn is null) return;
        if (run.Expressions.Exhausted is not null)
        {
            Incidents.Budget(run, token, leaving: true);
            return;
        }

        Compensations.Complete(run, token);
        Flows.Remove(run, token.Id, canceled: false);
        run.Happened(new EngineEvent.RoundEnded(loopScope.Id, round.Round!.Value, true, result) { Personal = GivesPersonal(run, element) });
        Scopes.Close(run, round.Id);
        if (!Behave(run, host, element, loop, loopScope.Id)) return;
        if (isDone) CancelRounds(run, loopScope.Id);
        GoOn(run, loopScope.Id, element, loop, goesOn.Value && !isDone);
    }

    /// <summary>The token of a round was taken away: the round counts as terminated.</summary>
    public static void RoundGone(Run run, ScopeState round)
    {
        var loopId = round.ParentId!.Value;
        var element = run.Model[round.ElementId];
        run.Happened(new EngineEvent.RoundEnded(loopId, round.Round!.Value, false, FeelValue.Null));
        Scopes.Close(run, round.Id);
        GoOn(run, loopId, element, element.Loop!, element.Loop is Loop.MultiInstance);
    }

    private static void GoOn(Run run, int loopId, FlowNode element, Loop loop, bool goesOn)
    {
        if (run.State.FindScope(loopId) is not { Loop: { } state } scope) return;
        if (loop is Loop.MultiInstance several) goesOn &= state.Begun < state.Total && several.IsSequential;
        if (goesOn) BeginRound(run, loopId, element, loop);
        else if (scope.Children == 0) Finish(run, loopId);
    }

    private static void BeginOrFinish(Run run, int loopId, FlowNode element, Loop loop, bool begins)
    {
        if (begins) BeginRound(run, loopId, element, loop);
        else Finish(run, loopId);
    }

    private static void BeginRound(Run run, int loopId, FlowNode element, Loop loop)
    {
        var state = run.State.FindScope(loopId)!.Loop!;
        var number = state.Begun + 1;
        var id = run.NextId;
        run.Happened(new EngineEvent.ScopeOpened(id, loopId, element.Id, null));
        run.Happened(new EngineEvent.RoundBegun(loopId, id, run.Mistakes(Mutation.LoopCounterFromZero) ? number - 1 : number));
        if (loop is Loop.MultiInstance { ItemVariable: { } item } && number <= state.Items.Count)
            Variables.WriteTo(run, run.State.FindScope(id)!, element.Id, FeelContext.Of((item, state.Items[number - 1])));
        run.Enter(id, element, null);
    }

    private static void CancelRounds(Run run, int loopId)
    {
        var active = run.State.Scopes().Where(scope => scope.ParentId == loopId).ToList();
        Scopes.CancelWithin(run, loopId);
        foreach (var round in active) run.Happened(new EngineEvent.RoundEnded(loopId, round.Round!.Value, false, FeelValue.Null));
    }

    private static void Finish(Run run, int loopId)
    {
        var scope = run.State.FindScope(loopId)!;
        var host = run.State.FindToken(scope.HostTokenId!.Value)!;
        run.Happened(new EngineEvent.LoopEnded(loopId));
        Scopes.Close(run, loopId);
        if (run.Model[host.ElementId].Loop is Loop.MultiInstance { ResultVariable: { } name })
        {
            var results = FeelValue.List(scope.Loop!.Results.Entries.Select(entry => entry.Value).ToValueList());
            Variables.Write(run, host.ScopeId, host.ElementId, FeelContext.Of((name, results)));
        }

        Flows.Leave(run, host.Id);
    }

    private static FeelValue Result(Run run, Loop.MultiInstance several, FlowNode element, ScopeState round)
    {
        if (several.ResultVariable is null) return FeelValue.Null;
        if (several.Result is { } expression) return run.Expressions.Evaluate(expression, round.Id);
        return round.Variables.TryGet(element.Settings.ResultVariable ?? "result", out var value) ? value : FeelValue.Null;
    }

    /// <summary>What the completion condition sees: this round is complete already.</summary>
    private static FeelContext Counts(LoopState loop) => FeelContext.Of(
        ("numberOfInstances", loop.Total ?? loop.Begun),
        ("numberOfActiveInstances", loop.Active - 1),
        ("numberOfCompletedInstances", loop.Completed + 1),
        ("numberOfTerminatedInstances", loop.Terminated));

    /// <summary>Whether a standard loop goes on; null after an incident.</summary>
    private static bool? GoesOn(Run run, TokenState token, Loop.Standard loop, int scopeId, int done)
    {
        if (loop.Maximum is { } maximum && done >= maximum) return false;
        if (loop.Condition is not { } condition) return true;
        var value = run.Expressions.Evaluate(condition, scopeId, out var because);
        if (value.TryGetBoolean(out var holds) && run.Expressions.Exhausted is null) return holds;
        var element = run.Model[token.ElementId];
        if (run.Expressions.Exhausted is not null) Incidents.Budget(run, token, leaving: done > 0);
        else
        {
            Incidents.Raise(run, token, element, "condition-not-boolean",
                $"{Elements.Says(element)}: the loop condition `{condition.Text}` gives {Expressions.KindOf(value)}, expected true or false{because}. Correct the data or the condition, then retry.",
                leaving: done > 0);
        }

        return null;
    }

    private static bool Count(Run run, TokenState token, FlowNode element, Loop.MultiInstance loop, out int? total, out ValueList<FeelValue> items)
    {
        (total, items) = (null, []);
        var expression = loop.Collection ?? loop.Cardinality!;
        var value = run.Expressions.Evaluate(expression, token.ScopeId, out var because);
        if (run.Expressions.Exhausted is not null)
        {
            Incidents.Budget(run, token);
            return false;
        }

        if (loop.Collection is not null && value.TryGetList(out items)) total = items.Count;
        else if (loop.Collection is null && value.TryGetInt(out var number) && number >= 0) total = number;
        if (loop is { Collection: not null, Cardinality: { } bound } && total is { } known
            && run.Expressions.Evaluate(bound, token.ScopeId).TryGetInt(out var most) && most >= 0) total = Math.Min(known, most);
        if (total is not null) return true;
        Incidents.Raise(run, token, element, loop.Collection is null ? "loop-cardinality" : "loop-not-a-list",
            $"{Elements.Says(element)}: {(loop.Collection is null ? (Sentence)"the loop cardinality" : (Sentence)"the list")} `{expression.Text}` gives {Expressions.KindOf(value)}, expected {(loop.Collection is null ? (Sentence)"a whole number that is not negative" : (Sentence)"a list")}{because}. Correct the data or the expression, then retry.");
        return false;
    }

    /// <summary>What the end of a round throws, caught on the border of the activity; false when that has ended the activity.</summary>
    private static bool Behave(Run run, TokenState host, FlowNode element, Loop loop, int loopId)
    {
        if (loop is not Loop.MultiInstance { Behavior: not LoopBehavior.All } several) return true;
        IEnumerable<EventTrigger> thrown = several.Behavior switch
        {
            LoopBehavior.None each => [each.Event],
            LoopBehavior.One first => run.State.FindScope(loopId)!.Loop!.Completed == 1 ? [first.Event] : [],
            LoopBehavior.Complex complex => complex.Events.Items.Where(one => run.Expressions.Evaluate(one.Condition, loopId).IsTrue).Select(one => one.Event),
            LoopBehavior.All => [],
        };
        foreach (var trigger in thrown)
        {
            if (run.State.FindToken(host.Id) is null) return false;
            if (run.Model.BoundariesOf(element.Id).Items.FirstOrDefault(border => Catches(border.Trigger, trigger)) is { } boundary)
                Boundaries.Happen(run, host, boundary, boundary.IsInterrupting, null);
        }

        return run.State.FindToken(host.Id) is not null;
    }

    // An event that waits for several things is not caught by one of them alone.
    private static bool Catches(EventTrigger caught, EventTrigger thrown) =>
        caught is not EventTrigger.Multiple { AwaitsAll: true } && caught.Each().Items.Any(part => Same(part, thrown));

    private static bool Same(EventTrigger caught, EventTrigger thrown) => (caught, thrown) switch
    {
        (EventTrigger.Signal one, EventTrigger.Signal other) => one.SignalName == other.SignalName,
        (EventTrigger.Message one, EventTrigger.Message other) => one.MessageName == other.MessageName,
        (EventTrigger.Escalation one, EventTrigger.Escalation other) => one.Code is null || one.Code == other.Code,
        (EventTrigger.Error one, EventTrigger.Error other) => one.Code is null || one.Code == other.Code,
        _ => false,
    };

    /// <summary>Whether what the rounds give is personal.</summary>
    private static bool GivesPersonal(Run run, FlowNode element) =>
        element.Loop is Loop.MultiInstance { ResultVariable: { } name } && run.Model.Personal.Holds(element.Id, name);
}
