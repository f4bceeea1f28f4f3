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

    /// <summary>Leaves over the flows that are to be taken; without any the token ends here.</summary>
    public static void Leave(Run run, int tokenId)
    {
        if (run.State.FindToken(tokenId) is not { } token || Choose(run, token, run.Model[token.ElementId]) is not { } flows) return;
        Remove(run, tokenId, canceled: false);
        Take(run, token, flows);
    }

    /// <summary>Puts a token on the target of each flow.</summary>
    public static void Take(Run run, TokenState from, ValueList<SequenceFlow> flows)
    {
        foreach (var flow in flows) run.Enter(from.ScopeId, run.Model[flow.TargetId], flow.Id);
        if (!flows.IsEmpty) return;
        run.LastEnd = from.ElementId;
        Scopes.CompleteIfEmpty(run, from.ScopeId);
    }

    /// <summary>Takes a token away with all that lasts with it.</summary>
    public static void Remove(Run run, int tokenId, bool canceled)
    {
        Incidents.ResolveOf(run, tokenId);
        if (run.State.FindToken(tokenId) is not { } token) return;
        foreach (var wait in token.Waits) run.Happened(new EngineEvent.WaitClosed(wait, false));
        States.Leave(run, tokenId);
        run.Happened(new EngineEvent.ElementLeft(tokenId, token.ElementId, canceled));
    }

    /// <summary>The flows to take; null after an incident.</summary>
    private static ValueList<SequenceFlow>? Choose(Run run, TokenState token, FlowNode element)
    {
        var flows = element.Outgoing;
        var exclusive = element as FlowNode.ExclusiveGateway;
        if (exclusive is null ? !HasConditions(flows) : flows is [{ Condition: null }]) return flows;

        var taken = new List<SequenceFlow>();
        foreach (var flow in flows)
        {
            if (flow.Id == exclusive?.DefaultFlowId) continue;
            if (Holds(run, token, element, flow) is not { } holds) return null;
            if (!holds) continue;
            if (exclusive is not null) return [flow];
            taken.Add(flow);
        }

        if (exclusive?.DefaultFlowId is { } other && flows.Items.FirstOrDefault(flow => flow.Id == other) is { } fallback) return [fallback];
        if (taken.Count > 0) return taken.ToValueList();
        Incidents.Raise(run, token, element, "no-flow-matches",
            $"{Elements.Named(element)} has no flow to take: the conditions of {Words.And(flows.Items.Select(flow => flow.Id))} are all false and no default flow is marked. Correct the data or mark a default flow, then retry.",
            leaving: true);
        return null;
    }

    private static bool? Holds(Run run, TokenState token, FlowNode element, SequenceFlow flow)
    {
        if (flow.Condition is not { } condition) return true;
        var value = run.Expressions.Evaluate(condition, token.ScopeId, out var because);
        if (run.Expressions.Exhausted is not null)
        {
            Incidents.Budget(run, token, leaving: true);
            return null;
        }

        if (value.TryGetBoolean(out var holds)) return holds;
        Incidents.Raise(run, token, element, "condition-not-boolean",
            $"{Elements.Named(element)}: the condition `{condition.Text}` of the flow {flow.Id} gives {Expressions.KindOf(value)}, expected true or false{because}. Correct the data or the condition, then retry.",
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
