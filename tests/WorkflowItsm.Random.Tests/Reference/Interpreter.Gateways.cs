using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>Gateways (BPMN 2.0, 13.4).</summary>
internal sealed partial class Interpreter
{
    /// <summary>Waits for a token on each incoming flow and takes one of each (13.4.1). One that came over none was put there by hand, and goes on.</summary>
    private void Join(Token token)
    {
        var isAlone = token.Node.Incoming.Count < 2 || token.FlowId is null;
        token.Joining = true;
        while (true)
        {
            var waiting = Waiting(token.Place, token.Node);
            List<Token> taken = [.. token.Node.Incoming.Items.Select(flow => waiting.Find(other => other.FlowId == flow.Id)).OfType<Token>()];
            if (isAlone) taken = [token];
            else if (taken.Count < token.Node.Incoming.Count) return;
            foreach (var other in taken) Remove(other);
            Take(token.Place, [.. token.Node.Outgoing]);
            if (isAlone) return;
        }
    }

    private void AwaitFirst(Token token)
    {
        foreach (var flow in token.Node.Outgoing)
        {
            var node = token.Place.Program.Model[flow.TargetId];
            Await(token, token.Place, node, node is FlowNode.CatchEvent caught ? caught.Trigger : ((FlowNode.ReceiveTask)node).Trigger);
        }
    }

    private static List<Token> Waiting(Place place, FlowNode node) =>
        [.. place.Tokens.Where(token => token.Node == node && token is { Joining: true, Fired: null, Stop: null })];

    /// <summary>Lets one inclusive or complex gateway go on that can, that of the token that has waited longest; false when none can.</summary>
    private bool SettleJoins()
    {
        foreach (var token in Tokens.Where(token => token.Joining && token.Stop is null).ToList())
        {
            if (token.Node is FlowNode.InclusiveGateway && SettleInclusive(token.Place, token.Node)) return true;
            if (token.Node is FlowNode.ComplexGateway complex && token.Fired is not null && Reset(token.Place, complex, token)) return true;
        }

        return false;
    }

    /// <summary>
    /// An inclusive gateway goes on when each token that could still come over an empty incoming flow could also come over one
    /// that has a token (13.4.3).
    /// </summary>
    private bool SettleInclusive(Place place, FlowNode gateway)
    {
        var taken = OneOfEach(Waiting(place, gateway));
        if (MoreCanCome(place, gateway, [.. taken.Select(token => token.FlowId!)])) return false;
        var last = taken[0];
        last.Joining = false;
        foreach (var token in taken.Where(token => token != last)) Remove(token);
        Leave(last);
        return true;
    }

    /// <summary>
    /// A complex gateway goes on as soon as its condition holds, with a token of each flow that has one; then it waits for what can
    /// still come over the others, takes that too, and begins anew (13.4.5). While one of its tokens is stopped it does neither.
    /// </summary>
    private void Activate(Place place, FlowNode.ComplexGateway gateway, bool asks = true)
    {
        List<Token> all = [.. place.Tokens.Where(token => token.Node == gateway && token.FlowId is not null)];
        List<Token> waiting = [.. all.Where(token => token is { Fired: null, Stop: null })];
        if (waiting.Count == 0 || waiting.Count < all.Count) return;
        (string, FeelValue)[] moment = [("waitingForStart", true), .. Counts(gateway, waiting)];
        if (asks && gateway.ActivationCondition is { } condition)
        {
            if (!Value(condition, place, moment).TryGetBoolean(out var holds))
            {
                Raise(waiting[^1], "condition-not-boolean");
                return;
            }

            if (!holds) return;
        }

        var taken = OneOfEach(waiting);
        if (Choose(taken[0], moment) is not { } flows) return;
        taken[0].Joining = true;
        taken[0].Fired = [.. taken.Select(token => token.FlowId!)];
        foreach (var token in taken.Skip(1)) Remove(token);
        foreach (var flow in flows) Enter(place, place.Program.Model[flow.TargetId], flow.Id);
    }

    private bool Reset(Place place, FlowNode.ComplexGateway gateway, Token stays)
    {
        var late = OneOfEach(Waiting(place, gateway).Where(token => !stays.Fired!.Contains(token.FlowId!)));
        if (MoreCanCome(place, gateway, [.. stays.Fired!, .. late.Select(token => token.FlowId!)])) return false;
        (string, FeelValue)[] moment = [("waitingForStart", false), .. Counts(gateway, late)];
        List<SequenceFlow> flows =
        [
            .. gateway.Outgoing.Items.Where(flow => flow.Condition is { } asked && asked.Names.Items.Contains("waitingForStart") && Value(asked, place, moment).IsTrue),
        ];
        foreach (var token in late) Remove(token);
        Remove(stays);
        Take(place, flows);
        if (!place.Closed) Activate(place, gateway);
        return true;
    }

    private static List<Token> OneOfEach(IEnumerable<Token> waiting) => [.. waiting.GroupBy(token => token.FlowId).Select(group => group.First())];

    private static IEnumerable<(string, FeelValue)> Counts(FlowNode gateway, List<Token> waiting) =>
        gateway.Incoming.Items.Select(flow => (flow.Id, (FeelValue)waiting.Count(token => token.FlowId == flow.Id))).Prepend(("activationCount", waiting.Count));

    /// <summary>Whether a token could come over an empty flow, be it brought by an event on a border, that could not itself as well come over one that has a token.</summary>
    private static bool MoreCanCome(Place place, FlowNode gateway, HashSet<string> full) =>
        place.Tokens.Where(token => token.Node != gateway).Any(token =>
            Reach(place.Program.Model, token.Node, gateway, withBorders: true).Except(full).Any()
            && !Reach(place.Program.Model, token.Node, gateway, withBorders: false).Overlaps(full));

    /// <summary>The incoming flows of a gateway to which a token at a node can come without passing the gateway.</summary>
    private static HashSet<string> Reach(ProcessModel model, FlowNode from, FlowNode gateway, bool withBorders)
    {
        HashSet<string> flows = [];
        HashSet<string> seen = [];
        var open = new Stack<FlowNode>([from]);
        while (open.TryPop(out var node))
        {
            if (node.Id == gateway.Id || !seen.Add(node.Id)) continue;
            foreach (var flow in node.Outgoing)
            {
                if (flow.TargetId == gateway.Id) flows.Add(flow.Id);
                open.Push(model[flow.TargetId]);
            }

            foreach (var other in model.Nodes.Items.Where(other => other.ScopeId == from.ScopeId))
            {
                if (withBorders && other is FlowNode.BoundaryEvent border && border.AttachedTo == node.Id) open.Push(other);
                if (other is FlowNode.CatchEvent { Trigger: EventTrigger.Link link }
                    && node is FlowNode.ThrowEvent { Trigger: EventTrigger.Link { LinkName: var name } } && name == link.LinkName) open.Push(other);
            }
        }

        return flows;
    }

    private static IEnumerable<Place> Places(Place place) => place.Inside.SelectMany(Places).Prepend(place);
}
