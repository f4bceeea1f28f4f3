using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Inclusive and complex gateways (BPMN 2.0, 13.4.3 and 13.4.5). Whether more tokens can come is asked once all others rest: a token
/// can come over an empty flow if there is a way from where it stands, unless there is also one, without an event on a border, to a flow that has a token.
/// </summary>
internal static class Joins
{
    /// <summary>A token has come. One that came over no flow, or to a gateway with one flow, goes on at once.</summary>
    public static Onward Arrive(Run run, TokenState token, FlowNode gateway)
    {
        if (gateway.Incoming.Count < 2 || token.FlowId is null) return Onward.Leaves;
        run.HasJoins = true;
        if (gateway is FlowNode.ComplexGateway complex) Activate(run, token.ScopeId, complex);
        return Onward.Stays;
    }

    /// <summary>Whether a token waits at a complex gateway, which then alone says how it goes on.</summary>
    public static bool IsHeld(Run run, TokenState token) =>
        token.FlowId is not null && run.Model[token.ElementId] is FlowNode.ComplexGateway { Incoming.Count: > 1 } && !run.Mistakes(Mutation.ComplexRetryForgets);

    /// <summary>The operator lets a complex gateway go on as though its condition held.</summary>
    public static void Skip(Run run, TokenState token) => Activate(run, token.ScopeId, (FlowNode.ComplexGateway)run.Model[token.ElementId], asks: false);

    /// <summary>The operator has taken a token away from an element: what waits at a complex gateway is asked for without it.</summary>
    public static void Without(Run run, TokenState token)
    {
        run.HasJoins = true;
        if (run.Model[token.ElementId] is FlowNode.ComplexGateway { Incoming.Count: > 1 } gateway) Activate(run, token.ScopeId, gateway);
    }

    /// <summary>Lets a gateway go on that waits for nothing any more; the oldest token's first.</summary>
    /// <returns>Whether one went on.</returns>
    public static bool Settle(Run run)
    {
        if (!run.Model.MayJoin || (!run.HasJoins && !HasWaiting(run))) return false;
        var tokens = run.State.Tokens();
        foreach (var group in Waiting(run, tokens))
        {
            var gateway = run.Model[group.Key.ElementId];
            var beside = tokens.Where(token => token.ScopeId == group.Key.ScopeId && token.ElementId != gateway.Id).Select(token => token.ElementId).Distinct().ToList();
            if (gateway is FlowNode.ComplexGateway complex ? TryReset(run, complex, [.. group], beside) : TryJoin(run, gateway, [.. group], beside)) return true;
        }

        run.HasJoins = false;
        return false;
    }

    private static bool HasWaiting(Run run)
    {
        foreach (var token in run.State.Tokens())
            if (IsWaiting(run, token))
                return run.HasJoins = true;
        return false;
    }

    private static IEnumerable<IGrouping<(int ScopeId, string ElementId), TokenState>> Waiting(Run run, TokenState[] tokens)
    {
        var stopped = run.State.HasIncidents ? run.State.Incidents().Select(incident => incident.TokenId).ToHashSet() : [];
        return tokens.Where(token => !stopped.Contains(token.Id) && IsWaiting(run, token)).GroupBy(token => (token.ScopeId, token.ElementId));
    }

    private static bool IsWaiting(Run run, TokenState token) => token is { Waits.IsEmpty: true, InnerScopeId: null }
        && run.Model[token.ElementId] is FlowNode.InclusiveGateway { Incoming.Count: > 1 } or FlowNode.ComplexGateway { Incoming.Count: > 1 };

    private static bool TryJoin(Run run, FlowNode gateway, List<TokenState> waiting, List<string> beside)
    {
        var come = waiting.Select(token => token.FlowId!).ToHashSet(StringComparer.Ordinal);
        if (CanStillCome(run, gateway, come, beside)) return false;
        Leave(run, OneOfEach(waiting));
        return true;
    }

    /// <summary>A complex gateway that went on begins anew once no token can come any more over the flows it has not had.</summary>
    private static bool TryReset(Run run, FlowNode.ComplexGateway gateway, List<TokenState> waiting, List<string> beside)
    {
        if (waiting.Find(token => !token.Fired.IsEmpty) is not { } fired) return false;
        var late = OneOfEach(waiting.Where(token => token.Id != fired.Id && !fired.Fired.Items.Contains(token.FlowId!)));
        var come = fired.Fired.Items.Concat(late.Select(token => token.FlowId!)).ToHashSet(StringComparer.Ordinal);
        if (CanStillCome(run, gateway, come, beside)) return false;
        if (Named(run, fired, gateway, waitingForStart: false, Counts(gateway, late)) is not { } flows) return false;
        foreach (var token in late.Append(fired)) Flows.Remove(run, token.Id, canceled: false);
        if (flows.IsEmpty) Scopes.CompleteIfEmpty(run, fired.ScopeId);
        else Flows.Take(run, fired, flows);
        Activate(run, fired.ScopeId, gateway);
        return true;
    }

    /// <summary>
    /// Lets a complex gateway that is not waiting to begin anew go on if its condition holds. While an incident stops one of its tokens the
    /// whole gateway stands still; what has come in the meantime counts when it is tried again.
    /// </summary>
    private static void Activate(Run run, int scopeId, FlowNode.ComplexGateway gateway, bool asks = true)
    {
        var waiting = run.State.Tokens().Where(token => token.ScopeId == scopeId && token.ElementId == gateway.Id && token.FlowId is not null).ToList();
        if (waiting.Count == 0 || waiting.Exists(token => !token.Fired.IsEmpty || Incidents.Stops(run, token))) return;
        var moment = Counts(gateway, waiting).With("waitingForStart", true);
        if (asks && gateway.ActivationCondition is { } condition)
        {
            var value = run.Expressions.Evaluate(condition, scopeId, moment, out var because);
            if (run.Expressions.Exhausted is not null)
            {
                Incidents.Budget(run, waiting[0]);
                return;
            }

            if (!value.TryGetBoolean(out var holds))
            {
                Incidents.Raise(run, waiting[^1], gateway, "condition-not-boolean",
                    $"{Elements.Says(gateway)}: the activation condition `{condition.Text}` gives {Expressions.KindOf(value)}, expected true or false{because}. Correct the data or the condition, then retry.");
                return;
            }

            if (!holds) return;
        }

        var taken = OneOfEach(waiting);
        var carrier = taken[0];
        if (Flows.Choose(run, carrier, gateway, moment) is not { } flows) return;
        foreach (var token in taken.Skip(1)) Flows.Remove(run, token.Id, canceled: false);
        run.Happened(new EngineEvent.GatewayFired(carrier.Id, taken.Select(token => token.FlowId!).ToValueList()));
        run.HasJoins = true;
        Flows.Take(run, carrier, flows);
    }

    /// <summary>The flows whose condition names waitingForStart and holds; nothing else leaves when a gateway begins anew. Null after an incident.</summary>
    private static ValueList<SequenceFlow>? Named(Run run, TokenState token, FlowNode gateway, bool waitingForStart, FeelContext counts)
    {
        var moment = counts.With("waitingForStart", waitingForStart);
        var flows = new List<SequenceFlow>();
        foreach (var flow in gateway.Outgoing)
        {
            if (flow.Condition is not { } condition || !condition.Names.Items.Contains("waitingForStart")) continue;
            var holds = run.Expressions.Evaluate(condition, token.ScopeId, moment).IsTrue;
            if (run.Expressions.Exhausted is not null)
            {
                Incidents.Budget(run, token, leaving: true);
                return null;
            }

            if (holds) flows.Add(flow);
        }

        return flows.ToValueList();
    }

    private static FeelContext Counts(FlowNode gateway, List<TokenState> waiting)
    {
        var counts = FeelContext.Of(("activationCount", waiting.Count));
        // A condition of a called process names its flows as they are drawn, without the way to them.
        foreach (var flow in gateway.Incoming) counts = counts.With(flow.Id[(flow.Id.LastIndexOf('/') + 1)..], waiting.Count(token => token.FlowId == flow.Id));
        return counts;
    }

    private static bool CanStillCome(Run run, FlowNode gateway, HashSet<string> come, List<string> beside)
    {
        var reach = run.Model.JoinOf(gateway);
        foreach (var elementId in beside)
        {
            var toEmpty = false;
            var toFull = false;
            foreach (var flow in gateway.Incoming)
            {
                if (!reach.CanCome(elementId, flow.Id)) continue;
                if (!come.Contains(flow.Id)) toEmpty = true;
                else if (reach.ComesByItself(elementId, flow.Id)) toFull = true;
            }

            if (toEmpty && !toFull) return !run.Mistakes(Mutation.InclusiveWaitsForNothing);
        }

        return false;
    }

    private static List<TokenState> OneOfEach(IEnumerable<TokenState> waiting) => [.. waiting.DistinctBy(token => token.FlowId)];

    private static void Leave(Run run, List<TokenState> round)
    {
        foreach (var token in round.Skip(1)) Flows.Remove(run, token.Id, canceled: false);
        Flows.Leave(run, round[0].Id);
    }
}
