using System.Globalization;
using System.Xml;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>Beginning to wait (BPMN 2.0, 10.5).</summary>
internal sealed partial class Interpreter
{
    private void Await(Token token, WaitKind kind, string name) =>
        Add(new(Number(), kind, token, token.Place, token.Node, 0) { Name = name });

    /// <summary>Waits for each trigger of an event, unless it is waited for already.</summary>
    private void Await(Token? owner, Place place, FlowNode node, EventTrigger trigger)
    {
        var parts = trigger.Each();
        for (var part = 0; part < parts.Count; part++)
            if (!WaitsOf(owner, place, node).Exists(wait => wait.Part == part))
                AwaitPart(owner, place, node, parts[part], part);
    }

    private static List<Waiting> WaitsOf(Token? owner, Place place, FlowNode node) =>
        [.. (owner is null ? place.Waits : owner.Waits).Where(wait => wait.Node == node)];

    private void AwaitPart(Token? owner, Place place, FlowNode node, EventTrigger trigger, int part)
    {
        switch (trigger)
        {
            case EventTrigger.Message message:
                if (Key(owner, place, node, message) is { } key)
                    Add(new(Number(), WaitKind.Message, owner, place, node, part) { Name = message.MessageName, Key = key });
                break;
            case EventTrigger.Signal signal:
                Add(new(Number(), WaitKind.Signal, owner, place, node, part) { Name = signal.SignalName });
                break;
            case EventTrigger.Conditional conditional:
                Add(new(Number(), WaitKind.Condition, owner, place, node, part) { Condition = conditional.Condition });
                break;
            case EventTrigger.Timer timer:
                if (Clock(owner, place, node, timer, part) is { } clock) Add(clock);
                else Raise(owner, place, node, "timer-not-a-time");
                break;
        }
    }

    private void Add(Waiting wait)
    {
        _waits.Add(wait);
        (wait.Owner is { } owner ? owner.Waits : wait.Place.Waits).Add(wait);
    }

    private void Close(Waiting wait)
    {
        wait.Open = false;
        _waits.Remove(wait);
        (wait.Owner is { } owner ? owner.Waits : wait.Place.Waits).Remove(wait);
    }

    /// <summary>The correlation key; empty without one, null when it cannot be told: an event beside the flow is then not waited for.</summary>
    private string? Key(Token? owner, Place place, FlowNode node, EventTrigger.Message message)
    {
        if (message.CorrelationKey is not { } expression) return "";
        var value = Value(expression, place);
        if (value.Kind is FeelKind.String or FeelKind.Number && value.ToText() is { Length: > 0 } key) return key;
        if (!value.IsNull || node is not (FlowNode.BoundaryEvent or FlowNode.StartEvent)) Raise(owner, place, node, "no-correlation-key");
        return null;
    }

    /// <summary>When a timer is due. Dates, durations and cycles without a start are all that the generator makes.</summary>
    private Waiting? Clock(Token? owner, Place place, FlowNode node, EventTrigger.Timer timer, int part)
    {
        var value = Value(timer.Expression, place);
        switch (timer.Kind)
        {
            case TimerKind.Date when value.TryGetDateTime(out var date):
                return new(Number(), WaitKind.Timer, owner, place, node, part) { Due = date };
            case TimerKind.Duration when value.TryGetDaysTime(out var duration):
                return new(Number(), WaitKind.Timer, owner, place, node, part) { Due = Now + duration };
            case TimerKind.Cycle when value.TryGetString(out var cycle) && cycle.Split('/') is [var repeat, var every]:
                int? count = repeat.Length == 1 ? null : int.Parse(repeat[1..], CultureInfo.InvariantCulture);
                var again = node is FlowNode.BoundaryEvent { IsInterrupting: false } or FlowNode.StartEvent { IsInterrupting: false };
                var length = XmlConvert.ToTimeSpan(every);
                return new(Number(), WaitKind.Timer, owner, place, node, part) { Due = Now + length, Every = length, Times = again ? count : 1 };
            default:
                return null;
        }
    }

    /// <summary>Asks the conditions that are waited for, oldest first, until one becomes true; whether one did (BPMN 2.0, 10.5.5, Conditional).</summary>
    private bool AskConditions()
    {
        foreach (var wait in _waits.Where(wait => wait.Kind == WaitKind.Condition).ToList())
        {
            var holds = Value(wait.Condition!, wait.Place).IsTrue;
            var rises = holds && !wait.Holds;
            wait.Holds = holds;
            if (!rises) continue;
            Fulfil(wait, null);
            return true;
        }

        return false;
    }
}
