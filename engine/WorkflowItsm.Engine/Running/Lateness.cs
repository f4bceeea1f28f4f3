using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// What a timer does that is fired after its time, by the policy of its owner. Made of the timer, its policy and the
/// command's time alone, so that it is the same at every replay.
/// </summary>
/// <param name="Fires">Whether it fires; once.</param>
/// <param name="Missed">How many rounds are passed over and not made good.</param>
/// <param name="Round">The round that fires, or the newest that is passed over.</param>
/// <param name="Beyond">The next round comes after this moment.</param>
internal readonly record struct Lateness(bool Fires, int Missed, DateTimeOffset Round, DateTimeOffset Beyond)
{
    /// <summary>Up to this much after its time a timer is fired as if in time: a machine has other work too.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromMinutes(1);

    public static Lateness Of(Misfire policy, Wait.Timer timer, DateTimeOffset now) => policy switch
    {
        Misfire.FireOnce => new(true, 0, timer.DueAt, now),
        Misfire.FireAll all => Each(all.AtMost, timer, now),
        Misfire.Skip => Within(_grace, timer, now),
        Misfire.FireWithin within => Within(within.Window > _grace ? within.Window : _grace, timer, now),
    };

    /// <summary>The oldest of the rounds that fire, of which as many follow, each by a command of its own.</summary>
    private static Lateness Each(int atMost, Wait.Timer timer, DateTimeOffset now)
    {
        if (Repetition.Parse(timer.Repeat) is not { } rest) return new(true, 0, timer.DueAt, now);
        var passed = rest.Interval.RoundsUntil(timer.DueAt, now) + 1;
        var toFire = rest.Times is { } times ? Math.Min(passed, times + 1L) : passed;
        var missed = toFire > atMost ? (int)Math.Min(passed - atMost, int.MaxValue) : 0;
        var round = missed == 0 ? timer.DueAt : rest.Interval.Round(timer.DueAt, missed);
        return new(true, missed, round, round);
    }

    /// <summary>The newest round, if it is not too old.</summary>
    private static Lateness Within(TimeSpan window, Wait.Timer timer, DateTimeOffset now)
    {
        var (passed, newest) = (0L, timer.DueAt);
        if (Repetition.Parse(timer.Repeat) is { } rest)
        {
            passed = rest.Interval.RoundsUntil(timer.DueAt, now);
            newest = rest.Interval.Round(timer.DueAt, passed);
        }

        var fires = now - newest <= window;
        return new(fires, (int)Math.Min(fires ? passed : passed + 1, int.MaxValue), newest, now);
    }
}
