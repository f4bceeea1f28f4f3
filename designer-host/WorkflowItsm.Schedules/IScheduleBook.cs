using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Schedules;

namespace WorkflowItsm.Schedules;

/// <summary>The schedules of the newest release as they are run: looked at, changed, run at once. Safe to share between threads.</summary>
public interface IScheduleBook
{
    /// <summary>All schedules, by id.</summary>
    Task<ValueList<ScheduleEntry>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes when a schedule runs. Kept through restarts and new releases.</summary>
    Task<ScheduleAnswer> ChangeAsync(string id, ScheduleChange change, Actor actor, CancellationToken cancellationToken = default);

    /// <summary>Goes back to what the release says.</summary>
    Task<ScheduleAnswer> ResetAsync(string id, Actor actor, CancellationToken cancellationToken = default);

    /// <summary>Opens the case of a schedule now, besides its own times; also of one that is off.</summary>
    Task<ScheduleAnswer> RunNowAsync(string id, Actor actor, CancellationToken cancellationToken = default);

    /// <summary>The next times a cron expression means, in its time zone; a refusal (with its field) when it cannot be run.</summary>
    /// <param name="cron">As Quartz writes it.</param>
    /// <param name="timeZone">An IANA time zone.</param>
    /// <param name="count">How many times at most.</param>
    SchedulePreview Preview(string cron, string timeZone, int count = 5);

    /// <summary>
    /// Calls <paramref name="listener"/> after each run, change and new release, until what is given back is disposed. It is
    /// called on the thread that did it, and only takes note.
    /// </summary>
    IDisposable Subscribe(Action listener);
}

/// <summary>When a schedule is to run.</summary>
/// <param name="Cron">Seconds, minutes, hours, day of month, month, day of week, as Quartz writes them.</param>
/// <param name="TimeZone">The IANA time zone it is read in.</param>
/// <param name="Enabled">False: it does not run by itself.</param>
public sealed record ScheduleChange(string Cron, string TimeZone, bool Enabled);

/// <summary>A schedule and how it stands.</summary>
/// <param name="Definition">What the release says.</param>
/// <param name="Bundle">The bundle that declares it.</param>
/// <param name="Settings">When it runs: the release's, unless somebody changed them.</param>
/// <param name="ChangedBy">Who changed the settings; null when they are the release's.</param>
/// <param name="ChangedAt">When; null when they are the release's.</param>
/// <param name="NextRun">The next run, with the time zone's offset; null when it is off or will not run again.</param>
/// <param name="LastRun">The last run; null before the first.</param>
public sealed record ScheduleEntry(
    ScheduleDefinition Definition, string Bundle, ScheduleChange Settings, string? ChangedBy, DateTimeOffset? ChangedAt, DateTimeOffset? NextRun, ScheduleRun? LastRun);

/// <summary>A run of a schedule.</summary>
/// <param name="At">When it ran.</param>
/// <param name="By">The person who ran it; null when the calendar did.</param>
/// <param name="CaseId">The case it opened; null when it failed.</param>
/// <param name="Table">The kind of ticket; null when it failed.</param>
/// <param name="Number">The ticket's number; null when it failed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record ScheduleRun(DateTimeOffset At, string? By, string? CaseId, string? Table, string? Number, Refusal? Failure);

/// <summary>What became of a change or a run. Closed.</summary>
public abstract record ScheduleAnswer
{
    private ScheduleAnswer()
    {
    }

    /// <summary>Done; the schedule as it stands now.</summary>
    public sealed record Done(ScheduleEntry Entry) : ScheduleAnswer;

    /// <summary>Nothing changed, and why. Of a run that failed the failure is noted as its last run.</summary>
    public sealed record Refused(Refusal Refusal) : ScheduleAnswer;
}

/// <summary>The times that a cron expression means.</summary>
/// <param name="Runs">The times, with the time zone's offset; empty when refused.</param>
/// <param name="Refusal">What is wrong, and in which field (<c>cron</c> or <c>timeZone</c>); null when nothing is.</param>
public sealed record SchedulePreview(ValueList<DateTimeOffset> Runs, Refusal? Refusal);
