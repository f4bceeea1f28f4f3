using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>What may be asked of the timers that start processes. Closed.</summary>
public abstract record StartTimersCommand : CaseCommand
{
    private StartTimersCommand()
    {
    }

    /// <summary>Follows the newest definitions: sets timers that are new or whose expression has changed, and drops those that are gone.</summary>
    public sealed record Follow : StartTimersCommand;

    /// <summary>A timer is due.</summary>
    /// <param name="Key">Which: <see cref="StartTimer.Key"/>.</param>
    public sealed record Fire(string Key) : StartTimersCommand;
}

/// <summary>What happened to the timers that start processes. Closed.</summary>
public abstract record StartTimersFact : CaseFact
{
    private StartTimersFact()
    {
    }

    /// <summary>A timer was set, in the place of one with the same key.</summary>
    public sealed record Set(StartTimer Timer) : StartTimersFact;

    /// <summary>A timer was due.</summary>
    /// <param name="Key">Which.</param>
    /// <param name="CaseId">The case that it began; null when it was passed over as missed.</param>
    /// <param name="Missed">How many rounds were passed over and are not made good.</param>
    /// <param name="DueAt">When it is due next; null: never again.</param>
    /// <param name="Repeat">What is left of its cycle after that; null when nothing is.</param>
    public sealed record Came(string Key, string? CaseId, int Missed, DateTimeOffset? DueAt, string? Repeat) : StartTimersFact;

    /// <summary>A timer is gone from the definitions.</summary>
    public sealed record Dropped(string Key) : StartTimersFact;
}

/// <summary>A timer that starts a process.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="ElementId">The element that begins it.</param>
/// <param name="Part">Which of the element's triggers it is, from 0.</param>
/// <param name="Basis">What of the definition it was made from; another basis is another timer.</param>
/// <param name="DueAt">When it is due; null when it is over.</param>
/// <param name="Repeat">Of a cycle: what is left of it after that; null when nothing is.</param>
public sealed record StartTimer(string ProcessId, string ElementId, int Part, string Basis, DateTimeOffset? DueAt, string? Repeat)
{
    /// <summary>What tells it from the others.</summary>
    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"start:{ProcessId}/{ElementId}/{Part}");

    /// <summary>When it last began a case; null when it has not yet. A timer whose definition changes keeps it.</summary>
    public StartTimerRun? Last { get; internal init; }
}

/// <summary>A case that a timer began.</summary>
/// <param name="At">When it was begun, which may be after the timer was due.</param>
/// <param name="CaseId">The case.</param>
public sealed record StartTimerRun(DateTimeOffset At, string CaseId);

/// <summary>The timers that start processes. Two states are equal when they hold equal values.</summary>
public sealed record StartTimersState : CaseState
{
    /// <summary>Before anything was published.</summary>
    public static StartTimersState Initial { get; } = new();

    /// <summary>The timers, also those that are over, by key.</summary>
    public ValueList<StartTimer> Timers { get; internal init; } = [];

    /// <summary>A timer by key, or null.</summary>
    public StartTimer? Find(string key) => Timers.Items.FirstOrDefault(timer => timer.Key == key);
}

/// <summary>How the facts of start timers are written: tags 280–289, for ever.</summary>
internal static class StartTimersFactKinds
{
    public static IEnumerable<FactKind> All() =>
    [
        FactKind.Of<StartTimersFact.Set>(280, "start-timer-set", 1, (w, fact) => Write(w, fact.Timer), r => new StartTimersFact.Set(Read(r))),
        FactKind.Of<StartTimersFact.Came>(281, "start-timer-came", 1,
            (w, fact) =>
            {
                w.Text(fact.Key);
                w.TextOrNull(fact.CaseId);
                w.Int(fact.Missed);
                Write(w, fact.DueAt);
                w.TextOrNull(fact.Repeat);
            },
            r => new StartTimersFact.Came(r.Text(), r.TextOrNull(), r.Int(), r.Bool() ? r.Time() : null, r.TextOrNull())),
        FactKind.Of<StartTimersFact.Dropped>(282, "start-timer-dropped", 1, (w, fact) => w.Text(fact.Key), r => new StartTimersFact.Dropped(r.Text())),
    ];

    public static void Write(FactWriter writer, StartTimer timer)
    {
        writer.Text(timer.ProcessId);
        writer.Text(timer.ElementId);
        writer.Int(timer.Part);
        writer.Text(timer.Basis);
        Write(writer, timer.DueAt);
        writer.TextOrNull(timer.Repeat);
    }

    public static StartTimer Read(FactReader reader) =>
        new(reader.Text(), reader.Text(), reader.Int(), reader.Text(), reader.Bool() ? reader.Time() : null, reader.TextOrNull());

    /// <summary>A timer as a snapshot keeps it: with what the facts since have made of it.</summary>
    public static void WriteState(FactWriter writer, StartTimer timer)
    {
        Write(writer, timer);
        Write(writer, timer.Last?.At);
        writer.TextOrNull(timer.Last?.CaseId);
    }

    public static StartTimer ReadState(FactReader reader)
    {
        var timer = Read(reader);
        DateTimeOffset? at = reader.Bool() ? reader.Time() : null;
        var caseId = reader.TextOrNull();
        return at is { } moment && caseId is not null ? timer with { Last = new(moment, caseId) } : timer;
    }

    private static void Write(FactWriter writer, DateTimeOffset? moment)
    {
        writer.Bool(moment is not null);
        if (moment is { } at) writer.Time(at);
    }
}
