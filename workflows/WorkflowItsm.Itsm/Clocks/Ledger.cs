using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Clocks;

/// <summary>The arithmetic of clocks: how each recorded change folds into a clock's state.</summary>
internal static class Ledger
{
    public static ClockState Start(string id, TimeSpan goal, ValueList<int> thresholds, DateTimeOffset at) =>
        new(id, goal, at, TimeSpan.Zero, at, null, 0, thresholds);

    public static ClockState Pause(ClockState clock, DateTimeOffset at) => clock with { Spent = clock.SpentAt(at), RunningSince = null };

    public static ClockState Resume(ClockState clock, DateTimeOffset at) => clock with { RunningSince = at, StoppedAt = null };

    public static ClockState Stop(ClockState clock, bool isBreached, DateTimeOffset at) =>
        clock with { Spent = clock.SpentAt(at), RunningSince = null, StoppedAt = at, IsBreached = clock.IsBreached || isBreached };

    public static ClockState Reach(ClockState clock, int percent) =>
        clock with { ReachedPercent = Math.Max(clock.ReachedPercent, percent), IsBreached = clock.IsBreached || percent >= 100 };

    /// <summary>The thresholds that have passed and are not recorded yet, ascending.</summary>
    public static ValueList<int> Passed(ClockState clock, DateTimeOffset now)
    {
        var spent = clock.SpentAt(now);
        return clock.Thresholds.Items.Where(percent => percent > clock.ReachedPercent && spent >= clock.Goal * percent / 100).ToValueList();
    }
}
