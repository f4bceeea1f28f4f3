using System.Globalization;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Timer events (BPMN 2.0, 10.5.5): a date, a duration from now, or a cycle.</summary>
internal static class Timers
{
    private static readonly string[] _moments = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>Opens the wait; an expression that gives no moment leaves an incident.</summary>
    public static void Await(Run run, TokenState? owner, int scopeId, FlowNode element, int part, EventTrigger.Timer timer)
    {
        var value = run.Expressions.Evaluate(timer.Expression, scopeId, out var because);
        if (run.Expressions.Exhausted is not null) Incidents.Budget(run, owner, element);
        else if (Due(timer.Kind, value, run.Context.Now) is not { } due)
        {
            Incidents.Raise(run, owner, element, "timer-not-a-time",
                $"{Elements.Says(element)}: the timer's expression `{timer.Expression.Text}` gives {Expressions.KindOf(value)} that is no moment, expected {Expected(timer.Kind)}{because}. Correct the data or the expression, then retry.");
        }
        else
        {
            // Only what leaves its owner running can happen again.
            var again = element is FlowNode.BoundaryEvent { IsInterrupting: false } or FlowNode.StartEvent { IsInterrupting: false };
            run.Happened(new EngineEvent.WaitOpened(
                new Wait.Timer(run.NextId, owner?.Id, scopeId, element.Id, due.At.ToUniversalTime(), again ? due.Following?.ToString() : null) { Part = part }));
        }
    }

    public static Verdict Fire(Run run, Command.FireTimer command)
    {
        if (run.State.FindWait(command.WaitId) is not Wait.Timer timer) return Refusals.NoSuchTimer(run.State, command.WaitId);
        if (run.Context.Now < timer.DueAt) return Refusals.NotDue(timer, run.Context.Now);
        var late = Lateness.Of(Policy(run, timer), timer, run.Context.Now);
        if (late.Missed > 0) run.Happened(new EngineEvent.TimerMissed(timer.Id, timer.ElementId, late.Missed));
        if (late.Fires)
        {
            run.Happened(new EngineEvent.TimerFired(timer.Id, timer.ElementId));
            Triggers.Fulfil(run, timer);
        }
        else
        {
            PassOver(run, timer, late);
        }

        return run.Go();
    }

    /// <summary>The next round of a cycle that has fired; null when it is over. Its number counts what fired, not what was missed.</summary>
    public static Wait.Timer? Next(Run run, Wait.Timer timer)
    {
        var late = Lateness.Of(Policy(run, timer), timer, run.Context.Now);
        if (Repetition.Parse(timer.Repeat) is not { } rest || rest.Interval.NextAfter(late.Round, late.Beyond) is not { } due) return null;
        return timer with { Id = run.NextId, DueAt = due, Repeat = rest.Following?.ToString() };
    }

    /// <summary>What was missed does not happen: a cycle waits for its next round, and another timer is given up.</summary>
    private static void PassOver(Run run, Wait.Timer timer, Lateness late)
    {
        run.Happened(new EngineEvent.WaitClosed(timer.Id, false));
        if (Repetition.Parse(timer.Repeat)?.Interval.NextAfter(late.Round, late.Beyond) is { } due)
            run.Happened(new EngineEvent.WaitOpened(timer with { Id = run.NextId, DueAt = due }));
    }

    private static Misfire Policy(Run run, Wait.Timer timer)
    {
        var trigger = Triggers.TriggerOf(run.Model[timer.ElementId])
            ?? throw new InvalidOperationException($"'{timer.ElementId}' waits for a timer and is no event.");
        return ((EventTrigger.Timer)trigger.Each()[timer.Part]).Misfire;
    }

    internal static (DateTimeOffset At, Repetition? Following)? Due(TimerKind kind, FeelValue value, DateTimeOffset now)
    {
        switch (kind)
        {
            case TimerKind.Date:
                return Moment(value) is { } date ? (date, null) : null;
            case TimerKind.Duration:
                return IsoInterval.Parse(value.ToText())?.AddTo(now) is { } end ? (end, null) : null;
            default:
                if (!value.TryGetString(out var text) || Repetition.Parse(text) is not { } cycle) return null;
                var first = cycle.Start is not { } start ? cycle.Interval.AddTo(now) : start >= now ? start : cycle.Interval.NextAfter(start, now);
                return first is { } at ? (at, cycle.Following) : null;
        }
    }

    /// <summary>A date and time; one that names no offset is taken as UTC, a date as its midnight in UTC.</summary>
    internal static DateTimeOffset? Moment(FeelValue value)
    {
        if (value.TryGetDateTime(out var exact)) return exact;
        if (value.Kind is not (FeelKind.Date or FeelKind.DateTime or FeelKind.String)) return null;
        return Moment(value.ToText());
    }

    internal static DateTimeOffset? Moment(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParseExact(text, _moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static Sentence Expected(TimerKind kind) => kind switch
    {
        TimerKind.Date => "a date and time such as 2026-01-31T12:00:00Z",
        TimerKind.Duration => "a duration such as PT30M",
        _ => "a repeating interval such as R3/PT10M",
    };
}
