using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Clocks;

/// <summary>
/// A running, paused or stopped clock (SLA) of a ticket. Only what has been recorded: the time spent so far is
/// the sum of closed stretches plus, while running, the time since <see cref="RunningSince"/>.
/// </summary>
/// <param name="Id">The clock's definition.</param>
/// <param name="Goal">The time allowed.</param>
/// <param name="StartedAt">When it started first.</param>
/// <param name="Spent">The time spent in closed stretches.</param>
/// <param name="RunningSince">Since when it runs; null while paused or stopped.</param>
/// <param name="StoppedAt">When it stopped; null while it has not.</param>
/// <param name="ReachedPercent">The highest threshold recorded; 0 for none.</param>
/// <param name="Thresholds">The thresholds in percent at which it is due, ascending; recorded so that a running clock keeps its own.</param>
public sealed record ClockState(
    string Id, TimeSpan Goal, DateTimeOffset StartedAt, TimeSpan Spent, DateTimeOffset? RunningSince, DateTimeOffset? StoppedAt, int ReachedPercent, ValueList<int> Thresholds)
{
    /// <summary>Whether it has used up its goal, as recorded by the threshold of 100 percent or on stopping late.</summary>
    public bool IsBreached { get; init; }

    /// <summary>Paused: started, neither running nor stopped.</summary>
    public bool IsPaused => RunningSince is null && StoppedAt is null;

    /// <summary>The time spent at a moment.</summary>
    public TimeSpan SpentAt(DateTimeOffset now) => RunningSince is { } since && now > since ? Spent + (now - since) : Spent;

    /// <summary>When a percentage is reached if it goes on running; null while it does not run.</summary>
    public DateTimeOffset? ReachedAt(int percent) => RunningSince is { } since ? since + (Goal * percent / 100 - Spent) : null;

    /// <summary>When the next threshold is due; null when there is none or the clock does not run.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            foreach (var threshold in Thresholds)
                if (threshold > ReachedPercent) return ReachedAt(threshold);
            return null;
        }
    }
}
