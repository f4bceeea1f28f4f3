using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>Leaving an element, and the end of a place.</summary>
internal sealed partial class Interpreter
{
    private void Finish(Token token, FeelValue? result)
    {
        Keep(token, result);
        Leave(token);
    }

    private void Leave(Token token)
    {
        if (token.IsRound)
        {
            EndRound(token);
            return;
        }

        if (Choose(token, []) is not { } flows) return;
        if (token.Node.Loop is null) Complete(token);
        token.Inner = null;
        Remove(token);
        Take(token.Place, flows, token.Node.CompletionQuantity);
    }

    private void Take(Place place, List<SequenceFlow> flows, int times = 1)
    {
        foreach (var flow in flows)
            for (var i = 0; i < times; i++)
                Enter(place, place.Program.Model[flow.TargetId], flow.Id);
        if (flows.Count == 0) TokenEnded(place, isCompleted: true);
    }

    /// <summary>The flows a token leaves over (BPMN 2.0, 13.3.1 and 13.4); null when none can be chosen, and the token has an incident.</summary>
    private List<SequenceFlow>? Choose(Token token, (string, FeelValue)[] moment)
    {
        var node = token.Node;
        List<SequenceFlow> all = [.. node.Outgoing];
        if (node is FlowNode.ParallelGateway or FlowNode.EventBasedGateway || all.Count == 0) return all;
        List<SequenceFlow> taken = [];
        var anyCondition = false;
        foreach (var flow in all.Where(flow => flow.Id != node.DefaultFlowId))
        {
            if (flow.Condition is { } condition)
            {
                if (!Value(condition, token.Place, moment).TryGetBoolean(out var holds))
                {
                    Raise(token, "condition-not-boolean", leaving: true);
                    return null;
                }

                if (!holds) continue;
                anyCondition = true;
            }

            taken.Add(flow);
            if (node is FlowNode.ExclusiveGateway) return taken;
        }

        if (!anyCondition) taken.AddRange(all.Where(flow => flow.Id == node.DefaultFlowId));
        if (taken.Count > 0) return taken;
        Raise(token, "no-flow-matches", leaving: true);
        return null;
    }

    /// <summary>A token has ended; a place without tokens and without places inside is complete (BPMN 2.0, 13.3.4 and 13.5.6).</summary>
    private void TokenEnded(Place place, bool isCompleted = false)
    {
        if (Ended || place.Closed) return;
        if (place.ToStart is not null && ContinueAdHoc(place, isCompleted)) return;
        if (place.Tokens.Count > 0 || place.Inside.Count > 0) return;
        switch (place.Kind)
        {
            case PlaceKind.Body when place.Around is null:
                End();
                break;
            case PlaceKind.Body or PlaceKind.Called when place.Host is { } host:
                CompleteSub(place, host);
                break;
            case PlaceKind.Undo:
                UndoNext(place);
                break;
            case PlaceKind.EventSub or PlaceKind.Body:
                Close(place);
                TokenEnded(place.Around!);
                break;
        }
    }

    private void CompleteSub(Place place, Token host)
    {
        var outputs = host.Node is FlowNode.CallActivity { Settings.Outputs.IsEmpty: true }
            ? FeelContext.Of([.. place.Values.Select(pair => (pair.Key, pair.Value))])
            : Outputs(host.Node, place, null);
        Complete(host, place);
        Close(place);
        Write(host.Place, outputs);
        Leave(host);
    }

    private void End()
    {
        foreach (var wait in _waits.ToList()) Close(wait);
        _stops.Clear();
        Ended = true;
    }

    private static void Open(Place place) => place.Around!.Inside.Add(place);

    /// <summary>Closes an empty place.</summary>
    private void Close(Place place)
    {
        foreach (var wait in place.Waits.ToList()) Close(wait);
        foreach (var stop in _stops.Where(stop => stop.Token is null && stop.Place == place).ToList()) _stops.Remove(stop);
        place.Closed = true;
        place.Around?.Inside.Remove(place);
        if (place.Host is { } host && host.Inner == place) host.Inner = null;
    }

    /// <summary>Ends all tokens and places inside a place; the place itself stays.</summary>
    private void CancelWithin(Place place)
    {
        place.ToUndo.Clear();
        place.ToStart?.Clear();
        foreach (var token in place.Tokens.ToList()) Remove(token);
        foreach (var inner in place.Inside.ToList())
        {
            CancelWithin(inner);
            Close(inner);
        }

        foreach (var wait in place.Waits.ToList()) Close(wait);
        _stops.RemoveAll(stop => stop.Token is null && stop.Place == place);
    }

    /// <summary>What a place begins with: its data, and the starts of its event sub-processes, which are waited for.</summary>
    private void Begin(Place place)
    {
        foreach (var name in place.Program.Model.Data.GetValueOrDefault(place.ElementId)) place.Values.TryAdd(name, FeelValue.Null);
        foreach (var (_, start) in EventSubs(place)) Await(null, place, start, start.Trigger);
    }

    /// <summary>The start event without trigger; where nothing is drawn, every node that no flow leads to.</summary>
    private static IEnumerable<FlowNode> Begins(Place place)
    {
        List<FlowNode> nodes = [.. place.Program.Model.Nodes.Items.Where(node => node.ScopeId == place.ElementId)];
        if (nodes.Exists(node => node is FlowNode.StartEvent or FlowNode.ReceiveTask { Instantiates: true } or FlowNode.EventBasedGateway { Instantiates: true })) return nodes.Where(node => node is FlowNode.StartEvent { Trigger: EventTrigger.None });
        return nodes.Where(node => node.Incoming.IsEmpty && !node.IsForCompensation
            && node is not (FlowNode.BoundaryEvent or FlowNode.SubProcess { IsEventSubProcess: true } or FlowNode.CatchEvent { Trigger: EventTrigger.Link }));
    }

    private static IEnumerable<(FlowNode.SubProcess Sub, FlowNode.StartEvent Start)> EventSubs(Place place)
    {
        if (place.Kind is PlaceKind.Loop or PlaceKind.Round or PlaceKind.Undo) yield break;
        var model = place.Program.Model;
        foreach (var sub in model.Nodes.Items.OfType<FlowNode.SubProcess>().Where(node => node.IsEventSubProcess && node.ScopeId == place.ElementId))
            foreach (var start in model.Nodes.Items.OfType<FlowNode.StartEvent>().Where(node => node.ScopeId == sub.Id))
                yield return (sub, start);
    }
}
