using Microsoft.Extensions.Time.Testing;

namespace WorkflowItsm.Faults.Tests.Timers;

/// <summary>
/// What can happen to the clock on the wall while time itself goes on: it is set, stands still, runs fast, or is smeared
/// over a leap second. What sleeps is woken by time itself, as the operating system does it.
/// </summary>
internal static class WallClock
{
    private static readonly TimeSpan[] _jumps =
    [
        TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.FromDays(1), TimeSpan.FromDays(-1), TimeSpan.FromMinutes(-10),
    ];

    /// <summary>Lets something happen, and says what.</summary>
    public static string Shake(FakeTimeProvider time, Random chance)
    {
        var passed = TimeSpan.FromMilliseconds(chance.Next(1, 90_000));
        switch (chance.Next(8))
        {
            case 0:
                var jump = _jumps[chance.Next(_jumps.Length)];
                Set(time, jump);
                return $"set by {jump}";
            case 1:
                time.Advance(passed);
                Set(time, -passed);
                return $"stands still for {passed}";
            case 2:
                time.Advance(passed);
                Set(time, passed);
                return $"runs {passed} at double rate";
            case 3:
                time.Advance(TimeSpan.FromSeconds(1000));
                Set(time, TimeSpan.FromMilliseconds(-11.6));
                return "smears a leap second";
            default:
                time.Advance(passed);
                return $"{passed} pass";
        }
    }

    /// <summary>Sets the clock on the wall; time itself does not move.</summary>
    public static void Set(FakeTimeProvider time, TimeSpan by) => time.AdjustTime(time.GetUtcNow() + by);
}
