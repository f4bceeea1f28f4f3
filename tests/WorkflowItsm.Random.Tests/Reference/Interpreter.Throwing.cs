using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>Throwing and end events; errors and escalations look for who catches them from inside out (BPMN 2.0, 10.5.7).</summary>
internal sealed partial class Interpreter
{
    /// <summary>
    /// Throws each trigger of an event: what undoes after the others, and when all is undone what ends something. The token goes on when none of
    /// them has taken it elsewhere.
    /// </summary>
    private void Throw(Token token, EventTrigger trigger)
    {
        List<EventTrigger> parts = [.. trigger.Each()];
        List<EventTrigger> last = [.. parts.Where(part => part is EventTrigger.Error or EventTrigger.Cancel or EventTrigger.Terminate)];
        List<EventTrigger.Compensation> undone = [.. parts.OfType<EventTrigger.Compensation>()];
        if (!ThrowAll(token, parts.Except(last).Except(undone))) return;
        void GoOn()
        {
            if (ThrowAll(token, last)) Finish(token, null);
        }

        if (!Compensate(token, undone, last.Count > 0, GoOn)) GoOn();
    }

    /// <summary>Throws one after the other; whether the token may go on at once.</summary>
    private bool ThrowAll(Token token, IEnumerable<EventTrigger> parts)
    {
        foreach (var part in parts)
            if (!ThrowPart(token, part) || token.Gone || token.Stop is not null)
                return false;
        return !token.Gone && token.Stop is null;
    }

    /// <summary>Throws one trigger; whether the token may go on at once.</summary>
    private bool ThrowPart(Token token, EventTrigger trigger)
    {
        switch (trigger)
        {
            case EventTrigger.Message:
                return Send(token, trigger);
            case EventTrigger.Signal signal:
                ThrowSignal(token, signal);
                return !token.Gone;
            case EventTrigger.Escalation escalation:
                ThrowEscalation(token, escalation.Code);
                return !token.Gone;
            case EventTrigger.Error error:
                ThrowError(token, error.Code, FeelValue.Null, ends: true);
                return false;
            case EventTrigger.Cancel:
                CancelTransaction(token);
                return false;
            case EventTrigger.Terminate:
                Terminate(token);
                return false;
            default:
                return true;
        }
    }

    private bool Send(Token token, EventTrigger trigger)
    {
        if (trigger is not EventTrigger.Message message) return true;
        if (Key(token, token.Place, token.Node, message) is null) return false;
        Trace.Send("publish", message.MessageName);
        return true;
    }

    private void ThrowSignal(Token token, EventTrigger.Signal signal)
    {
        Trace.Send("signal", signal.SignalName);
        Hear(signal.SignalName, Inputs(token.Node, token.Place));
    }

    private void Terminate(Token token)
    {
        var place = token.Place;
        Remove(token);
        CancelWithin(place);
        TokenEnded(place);
    }

    private void FollowLink(Token token, EventTrigger.Link link)
    {
        var target = token.Place.Program.Model.Nodes.Items.First(node =>
            node.ScopeId == token.Node.ScopeId && node is FlowNode.CatchEvent { Trigger: EventTrigger.Link other } && other.LinkName == link.LinkName);
        Keep(token, null);
        Remove(token);
        Enter(token.Place, target, null);
    }

    /// <summary>An error ends what it is caught around; one that nothing catches stops the token (10.5.7 leaves that open).</summary>
    private void ThrowError(Token token, string? code, FeelValue error, bool ends)
    {
        bool Catches(EventTrigger trigger, bool any) => trigger is EventTrigger.Error caught && (any ? caught.Code is null : caught.Code is not null && caught.Code == code);
        var (border, host, start, place) = FindCatcher(token, Catches, ownBorder: !ends);
        if (border is null && start is null)
        {
            Raise(token, "uncaught-error");
            return;
        }

        if (ends) Remove(token);
        if (border is not null)
        {
            Interrupt(host!, border, Kept(border, error));
            return;
        }

        Remove(token);
        InterruptPlace(place!);
        OpenEventSub(place!, start!, Kept(start!, error));
    }

    /// <summary>An escalation interrupts or not, as its catcher says; one that nothing catches does nothing.</summary>
    private void ThrowEscalation(Token token, string? code)
    {
        bool Catches(EventTrigger trigger, bool any) => trigger is EventTrigger.Escalation caught && (any ? caught.Code is null : caught.Code is not null && caught.Code == code);
        var (border, host, start, place) = FindCatcher(token, Catches, ownBorder: false);
        if (border is not null)
        {
            if (border.IsInterrupting) Interrupt(host!, border, null);
            else Finish(Enter(host!.Place, border, null, ready: false), null);
        }
        else if (start is not null)
        {
            if (start.IsInterrupting) InterruptPlace(place!);
            OpenEventSub(place!, start, null);
        }
    }

    // The entries of an error become variables only where the event says under which names.
    private static FeelValue? Kept(FlowNode catcher, FeelValue error) => catcher.Settings is { ResultVariable: null, Outputs.IsEmpty: true } || error.IsNull ? null : error;

    /// <summary>
    /// From inside out: the event sub-processes of each place, but not the one it comes out of nor those of a place that was interrupted,
    /// then the border of the activity around. An event that names the code goes before one that catches any.
    /// </summary>
    private static (FlowNode.BoundaryEvent? Border, Token? Host, FlowNode.StartEvent? Start, Place? Place) FindCatcher(
        Token token, Func<EventTrigger, bool, bool> catches, bool ownBorder)
    {
        bool Any(EventTrigger trigger, bool any) => trigger is not EventTrigger.Multiple { AwaitsAll: true } && trigger.Each().Items.Any(part => catches(part, any));
        FlowNode.BoundaryEvent? On(Token host) => host.IsRound
            ? null
            : Borders(host).FirstOrDefault(border => Any(border.Trigger, false)) ?? Borders(host).FirstOrDefault(border => Any(border.Trigger, true));

        if (ownBorder && On(token) is { } own) return (own, token, null, null);
        string? from = null;
        for (var place = token.Place; place is not null; place = place.Around)
        {
            if (!place.Interrupted)
            {
                var starts = EventSubs(place).Where(pair => pair.Sub.Id != from).Select(pair => pair.Start).ToList();
                if ((starts.Find(start => Any(start.Trigger, false)) ?? starts.Find(start => Any(start.Trigger, true))) is { } start) return (null, null, start, place);
            }

            from = place.Kind == PlaceKind.EventSub ? place.ElementId : null;
            if (place.Host is { } host && host.Node is not (FlowNode.ThrowEvent or FlowNode.EndEvent) && On(host) is { } border) return (border, host, null, null);
        }

        return (null, null, null, null);
    }
}
