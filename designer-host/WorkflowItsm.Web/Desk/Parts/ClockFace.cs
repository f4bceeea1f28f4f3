using WorkflowItsm.Itsm.Clocks;

namespace WorkflowItsm.Web.Desk.Parts;

/// <summary>How a clock stands.</summary>
public enum ClockStanding
{
    Running,
    Paused,
    Stopped,
}

/// <summary>A clock as a screen shows it at one moment.</summary>
/// <param name="Name">Its words.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Left">The time left; less than nothing when it is over its goal.</param>
/// <param name="Percent">How much of its goal is spent, 0 to 100.</param>
/// <param name="IsBreached">Whether it is over its goal.</param>
public sealed record ClockFace(string Name, ClockStanding Standing, TimeSpan Left, int Percent, bool IsBreached)
{
    public static ClockFace Of(ClockState clock, string name, DateTimeOffset now)
    {
        var spent = clock.SpentAt(now);
        var standing = clock.StoppedAt is not null ? ClockStanding.Stopped : clock.IsPaused ? ClockStanding.Paused : ClockStanding.Running;
        // Whole seconds, and the last one counts until it has passed.
        var left = TimeSpan.FromSeconds(Math.Ceiling((clock.Goal - spent).TotalSeconds));
        var percent = clock.Goal > TimeSpan.Zero ? (int)Math.Clamp(100 * (spent / clock.Goal), 0, 100) : 100;
        return new(name, standing, left, percent, clock.IsBreached || (standing != ClockStanding.Stopped && left <= TimeSpan.Zero));
    }

    /// <summary>Calm until half of it is spent, then getting near, then over.</summary>
    public string Mood => IsBreached ? "over" : Percent >= 75 && Standing != ClockStanding.Stopped ? "near" : "calm";

    /// <summary>The time left, or over, as it is worth telling: seconds only in the last minutes.</summary>
    public (int Days, int Hours, int Minutes, int Seconds) Parts
    {
        get
        {
            var time = Left.Duration();
            return (time.Days, time.Hours, time.Minutes, time < TimeSpan.FromMinutes(10) ? time.Seconds : 0);
        }
    }
}
