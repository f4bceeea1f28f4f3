using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>Compensation and cancellation (BPMN 2.0, 10.7 and 13.5.5): completed work is undone one after another, the last first.</summary>
internal sealed partial class Interpreter
{
    private static readonly Dictionary<string, FeelValue> _nothing = [];

    /// <summary>An activity was completed; each round of a loop is a completion of its own. A sub-process is completed when nothing is left in it.</summary>
    private void Complete(Token token, Place? inner = null)
    {
        if (token.Node.IsForCompensation || !IsActivity(token.Node) || (inner is null && IsSub(token.Node))) return;
        (token.IsRound ? token.Place.Around! : token.Place).Dones.Add(new(Number(), token.Place.Program, token.Node, inner));
    }

    private static bool IsSub(FlowNode node) => node is FlowNode.SubProcess or FlowNode.AdHocSubProcess or FlowNode.CallActivity;

    private static bool IsActivity(FlowNode node) => node is
        FlowNode.UserTask or FlowNode.ServiceTask or FlowNode.BusinessRuleTask or FlowNode.ScriptTask or FlowNode.SendTask or FlowNode.ReceiveTask
        or FlowNode.CodeTask or FlowNode.CallActivity or FlowNode.PlainTask or FlowNode.SubProcess or FlowNode.AdHocSubProcess;

    /// <summary>Throws compensation; whether the thrower has to wait for it, and goes on then.</summary>
    private bool Compensate(Token token, List<EventTrigger.Compensation> thrown, bool endsLater, Action goOn)
    {
        var dones = thrown.SelectMany(one => Meant(token, one)).ToList();
        if (dones.Count == 0) return false;
        if (!endsLater && !thrown.Exists(one => one.WaitsForCompletion))
        {
            Undo(token.Place, null, dones, _nothing, () => TokenEnded(token.Place));
            return false;
        }

        Undo(token.Place, token, dones, _nothing, goOn);
        return true;
    }

    /// <summary>What a compensation means, taken from where it was completed.</summary>
    private static List<Done> Meant(Token token, EventTrigger.Compensation thrown)
    {
        List<Done> dones = [];
        for (var place = token.Place; place is not null; place = place.Around)
        {
            if (thrown.ActivityId is { } id)
            {
                dones.AddRange(place.Dones.Where(done => done.Activity.Id == id));
                place.Dones.RemoveAll(done => done.Activity.Id == id);
                continue;
            }

            dones.AddRange(place.Dones);
            place.Dones.Clear();
            if (place.Kind != PlaceKind.EventSub) break;
        }

        return dones;
    }

    private void Undo(Place around, Token? host, IEnumerable<Done> dones, IReadOnlyDictionary<string, FeelValue> values, Action afterwards)
    {
        var place = new Place(PlaceKind.Undo, around.Program, around.ElementId, around, host) { Afterwards = afterwards };
        Open(place);
        if (host is not null) host.Inner = place;
        foreach (var (name, value) in values) place.Values[name] = value;
        place.ToUndo.AddRange(dones.OrderBy(done => done.Number));
        UndoNext(place);
    }

    private void UndoNext(Place place)
    {
        while (place is { Closed: false, Tokens.Count: 0, Inside.Count: 0 })
        {
            if (place.ToUndo.Count == 0)
            {
                Close(place);
                place.Afterwards!();
                return;
            }

            var done = place.ToUndo[^1];
            place.ToUndo.RemoveAt(place.ToUndo.Count - 1);
            UndoOne(place, done);
        }
    }

    /// <summary>The activity at the compensation event on the border undoes the work; else the event sub-process for it; else all that was completed inside.</summary>
    private void UndoOne(Place place, Done done)
    {
        var nodes = done.Program.Model.Nodes.Items;
        if (nodes.OfType<FlowNode.BoundaryEvent>().FirstOrDefault(border => border.AttachedTo == done.Activity.Id && border.HandlerId is not null) is { } border)
        {
            Enter(place, done.Program.Model[border.HandlerId!], null);
            return;
        }

        if (done.Inner is not { Kind: PlaceKind.Body } inner) return;
        if (EventSubs(inner).FirstOrDefault(pair => pair.Start.Trigger is EventTrigger.Compensation) is { Start: { } start })
        {
            var body = new Place(PlaceKind.Body, inner.Program, inner.ElementId, place, null) { Values = new(inner.Values), Dones = inner.Dones, Interrupted = true };
            Open(body);
            OpenEventSub(body, start, null);
        }
        else
        {
            Undo(place, null, inner.Dones, inner.Values, () => TokenEnded(place));
        }
    }

    /// <summary>A cancel end event: all of the transaction ends, all that was completed in it is undone, and the token leaves over the cancel event on its border.</summary>
    private void CancelTransaction(Token token)
    {
        var place = token.Place;
        while (place is not { Kind: PlaceKind.Body, Node: FlowNode.SubProcess { IsTransaction: true } }) place = place.Around!;
        var dones = Places(place).SelectMany(inner => inner.Dones).ToList();
        Remove(token);
        CancelWithin(place);
        place.Interrupted = true;
        place.Dones.Clear();
        Undo(place, null, dones, _nothing, () => LeaveCancelled(place));
    }

    private void LeaveCancelled(Place place)
    {
        var host = place.Host!;
        var whole = host.IsRound ? host.Place.Around!.Host! : host;
        if (Borders(whole).FirstOrDefault(border => border.Trigger.Each().Items.Any(part => part is EventTrigger.Cancel)) is { } border)
        {
            Interrupt(whole, border, null);
            return;
        }

        // Without such an event the transaction is over and nothing follows; of a loop, its round is.
        Remove(host);
        if (host.IsRound) RoundGone(host.Place);
        else TokenEnded(host.Place);
    }
}
