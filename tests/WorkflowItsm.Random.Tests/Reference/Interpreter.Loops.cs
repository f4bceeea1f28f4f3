using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>Loops and multi-instance activities (BPMN 2.0, 10.3.8 and 13.3.6 to 13.3.7).</summary>
internal sealed partial class Interpreter
{
    private void BeginLoop(Token token, Loop loop)
    {
        if (!AwaitBorder(token)) return;
        Rounds rounds;
        switch (loop)
        {
            case Loop.MultiInstance { Collection: { } collection } many:
                if (!Value(collection, token.Place).TryGetList(out var items))
                {
                    Raise(token, "loop-collection");
                    return;
                }

                var most = many.Cardinality is { } bound && Value(bound, token.Place).TryGetInt(out var count) && count >= 0 ? count : items.Count;
                rounds = new() { Total = Math.Min(items.Count, most), Items = items };
                break;
            case Loop.MultiInstance { Cardinality: { } cardinality }:
                if (!Value(cardinality, token.Place).TryGetInt(out var total) || total < 0)
                {
                    Raise(token, "loop-cardinality");
                    return;
                }

                rounds = new() { Total = total };
                break;
            default:
                rounds = new();
                break;
        }

        var place = new Place(PlaceKind.Loop, token.Place.Program, token.Node.Id, token.Place, token) { Rounds = rounds };
        Open(place);
        token.Inner = place;
        if (loop is Loop.MultiInstance { IsSequential: false })
            for (var i = 0; i < rounds.Total; i++)
                BeginRound(place);
        else if (MayBegin(place, loop, place)) BeginRound(place);
        if (rounds.Begun == 0) EndLoop(place);
    }

    /// <summary>Whether another round begins: the next item, or as the condition says.</summary>
    private bool MayBegin(Place place, Loop loop, Place asked)
    {
        var begun = place.Rounds!.Begun;
        if (loop is not Loop.Standard standard) return begun < place.Rounds.Total;
        if (standard.Maximum is { } most && begun >= most) return false;
        if (standard.Condition is null || (begun == 0 && !standard.TestsBefore)) return true;
        return Value(standard.Condition, asked).IsTrue;
    }

    private void BeginRound(Place loop)
    {
        var number = ++loop.Rounds!.Begun;
        var round = new Place(PlaceKind.Round, loop.Program, loop.ElementId, loop, null) { Round = number };
        Open(round);
        if (loop.Node!.Loop is Loop.MultiInstance { ItemVariable: { } name } && loop.Rounds.Items is { } items) round.Values[name] = items[number - 1];
        Enter(round, loop.Node, null);
    }

    private void EndRound(Token token)
    {
        var round = token.Place;
        var place = round.Around!;
        var node = token.Node;
        Complete(token);
        if (node.Loop is Loop.MultiInstance { ResultVariable: not null } collecting)
        {
            var result = collecting.Result is { } expression ? Value(expression, round) : round.Values.GetValueOrDefault(node.Settings.ResultVariable ?? "result");
            if (!result.IsNull) place.Rounds!.Results[round.Round] = result;
        }

        token.Inner = null;
        Remove(token);
        Close(round);
        place.Rounds!.Completed++;
        if (node.Loop is Loop.MultiInstance behaving)
        {
            ThrowBehavior(place, behaving);
            if (place.Closed) return;
        }

        if (node.Loop is Loop.MultiInstance { CompletionCondition: { } done } && Value(done, place).IsTrue)
        {
            CancelWithin(place);
            EndLoop(place);
            return;
        }

        if (node.Loop is not Loop.MultiInstance { IsSequential: false } && MayBegin(place, node.Loop!, round)) BeginRound(place);
        else if (place.Inside.Count == 0) EndLoop(place);
    }

    /// <summary>The event that the end of a round throws, to be caught on the border (10.3.8, table 10.29).</summary>
    private void ThrowBehavior(Place place, Loop.MultiInstance loop)
    {
        IEnumerable<EventTrigger> thrown = loop.Behavior switch
        {
            LoopBehavior.One one when place.Rounds!.Completed == 1 => [one.Event],
            LoopBehavior.None none => [none.Event],
            LoopBehavior.Complex complex => complex.Events.Items.Where(each => Value(each.Condition, place).IsTrue).Select(each => each.Event),
            _ => [],
        };
        foreach (var trigger in thrown.ToList())
        {
            if (place.Closed) return;
            var host = place.Host!;
            var border = Borders(host).FirstOrDefault(border => border.Trigger is not EventTrigger.Multiple { AwaitsAll: true } && border.Trigger.Each().Items.Any(part => IsSame(part, trigger)));
            if (border is null) continue;
            if (border.IsInterrupting) Interrupt(host, border, null);
            else Finish(Enter(host.Place, border, null, ready: false), null);
        }
    }

    private static bool IsSame(EventTrigger caught, EventTrigger thrown) => (caught, thrown) switch
    {
        (EventTrigger.Signal one, EventTrigger.Signal other) => one.SignalName == other.SignalName,
        (EventTrigger.Message one, EventTrigger.Message other) => one.MessageName == other.MessageName,
        (EventTrigger.Escalation one, EventTrigger.Escalation other) => one.Code is null || one.Code == other.Code,
        (EventTrigger.Error one, EventTrigger.Error other) => one.Code is null || one.Code == other.Code,
        _ => false,
    };

    /// <summary>A round is over without being complete.</summary>
    private void RoundGone(Place round)
    {
        var place = round.Around!;
        Close(round);
        place.Rounds!.Terminated++;
        if (round.Node!.Loop is Loop.MultiInstance { IsSequential: true } loop && MayBegin(place, loop, round)) BeginRound(place);
        else if (place.Inside.Count == 0) EndLoop(place);
    }

    private void EndLoop(Place place)
    {
        var host = place.Host!;
        if (host.Node.Loop is Loop.MultiInstance { ResultVariable: { } name })
            Write(host.Place, FeelContext.Of((name, FeelValue.List(place.Rounds!.Results.Values))));
        host.Place.Dones.AddRange(place.Dones);
        Close(place);
        Leave(host);
    }
}
