using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Leaving an element: its results, its outgoing flows (BPMN 2.0, 13.3.1 and 13.4).</summary>
internal static class Flows
{
    /// <summary>An element has done its work with a result (null: none): keeps it and leaves.</summary>
    public static void Finish(Run run, TokenState token, FeelValue? result)
    {
        if (Results.Keep(run, token, run.Model[token.ElementId], result) == Onward.Leaves) Leave(run, token.Id);
    }

    /// <summary>Leaves over the flows that are to be taken; without any the token ends here. The token of a round ends its round.</summary>
    public static void Leave(Run run, int tokenId)
    {
        if (run.State.FindToken(tokenId) is not { } token) return;
        if (Loops.IsRound(run, token))
        {
            Loops.EndRound(run, token);
            return;
        }

        var element = run.Model[token.ElementId];
        if (Choose(run, token, element, null) is not { } flows) return;
        if (element.Loop is null) Compensations.Complete(run, token);
        Remove(run, tokenId, canceled: false);
        Take(run, token, flows, element.CompletionQuantity);
    }

    /// <summary>Puts tokens on the target of each flow.</summary>
    public static void Take(Run run, TokenState from, ValueList<SequenceFlow> flows, int quantity = 1)
    {
        foreach (var flow in flows)
            for (var i = 0; i < quantity && run.Overrun is null; i++)
                run.Enter(from.ScopeId, run.Model[flow.TargetId], flow.Id);
        if (!flows.IsEmpty) return;
        run.LastEnd = from.ElementId;
        if (run.State.FindScope(from.ScopeId) is { } scope && run.Model.Find(scope.ElementId) is FlowNode.AdHocSubProcess sub && scope.IsBody) AdHoc.Ended(run, scope, sub);
        else Scopes.CompleteIfEmpty(run, from.ScopeId);
    }

    /// <summary>Takes a token away with all that lasts with it.</summary>
    public static void Remove(Run run, int tokenId, bool canceled)
    {
        Incidents.ResolveOf(run, tokenId);
        if (run.State.FindToken(tokenId) is not { } token) return;
        foreach (var wait in token.Waits)
            if (canceled || !run.Mistakes(Mutation.BorderStays)) run.Happened(new EngineEvent.WaitClosed(wait, false));
        States.Leave(run, tokenId);
        run.Happened(new EngineEvent.ElementLeft(tokenId, token.ElementId, canceled));
    }

    /// <summary>The flows to take; null after an incident.</summary>
    /// <param name="run">The run.</param>
    /// <param name="token">The token that leaves.</param>
    /// <param name="element">Its element.</param>
    /// <param name="moment">What conditions see besides the variables; null for nothing.</param>
    public static ValueList<SequenceFlow>? Choose(Run run, TokenState token, FlowNode element, FeelContext? moment)
    {
        var flows = element.Outgoing;
        // Without a flow a gateway is the end of a way as any other element is (BPMN 2.0, 10.5.3): there is nothing to choose.
        if (flows.IsEmpty || element is FlowNode.ParallelGateway or FlowNode.EventBasedGateway) return flows;
        var exclusive = element is FlowNode.ExclusiveGateway;
        if (exclusive ? flows is [{ Condition: null }] : element.DefaultFlowId is null && !HasConditions(flows)) return flows;

        var taken = new List<SequenceFlow>();
        var anyHolds = false;
        SequenceFlow? fallback = null;
        foreach (var flow in flows)
        {
            if (flow.Id == element.DefaultFlowId)
            {
                fallback = flow;
                continue;
            }

            if (Holds(run, token, element, flow, moment) is not { } holds) return null;
            if (!holds) continue;
            if (exclusive) return [flow];
            taken.Add(flow);
            anyHolds |= flow.Condition is not null;
        }

        if ((!anyHolds || run.Mistakes(Mutation.DefaultBesideTrue)) && fallback is not null) taken.Add(fallback);
        if (taken.Count > 0) return taken.ToValueList();
        Incidents.Raise(run, token, element, "no-flow-matches",
            $"{Elements.Says(element)} has no flow to take: the conditions of {Words.And(flows.Items.Select(flow => flow.Id))} are all false and no default flow is marked. Correct the data or mark a default flow, then retry.",
            leaving: true);
        return null;
    }

    private static bool? Holds(Run run, TokenState token, FlowNode element, SequenceFlow flow, FeelContext? moment)
    {
        if (flow.Condition is not { } condition) return true;
        var value = run.Expressions.Evaluate(condition, token.ScopeId, moment, out var because);
        if (run.Expressions.Exhausted is not null)
        {
            Incidents.Budget(run, token, leaving: true);
            return null;
        }

        if (value.TryGetBoolean(out var holds)) return holds;
        Incidents.Raise(run, token, element, "condition-not-boolean",
            $"{Elements.Says(element)}: the condition `{condition.Text}` of the flow {flow.Id} gives {Expressions.KindOf(value)}, expected true or false{because}. Correct the data or the condition, then retry.",
            leaving: true);
        return null;
    }

    private static bool HasConditions(ValueList<SequenceFlow> flows)
    {
        foreach (var flow in flows)
            if (flow.Condition is not null)
                return true;
        return false;
    }
}
