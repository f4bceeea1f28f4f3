using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Web.Desk.Parts;

namespace WorkflowItsm.Web.Tests.Desk;

public sealed class ClockFaceTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    private static ClockState Running { get; } = new("response", TimeSpan.FromMinutes(30), s_start, TimeSpan.Zero, s_start, null, 0, [50, 75, 100]);

    [Theory]
    [InlineData(0, 0, "calm", false)]
    [InlineData(1349, 74, "calm", false)]
    [InlineData(1350, 75, "near", false)]
    [InlineData(1799, 99, "near", false)]
    [InlineData(1800, 100, "over", true)]
    [InlineData(7200, 100, "over", true)]
    public void A_clock_gets_near_and_over_as_time_goes_by(int seconds, int percent, string mood, bool isBreached)
    {
        var face = At(Running, seconds);
        Assert.Equal((percent, mood, isBreached), (face.Percent, face.Mood, face.IsBreached));
    }

    [Theory]
    [InlineData(0, 0, 30, 0)]
    [InlineData(1199, 0, 10, 0)]
    [InlineData(1201, 0, 9, 59)]
    [InlineData(1799.5, 0, 0, 1)]
    [InlineData(1800 + (26 * 3600), 2, 0, 0)]
    public void Seconds_are_told_only_in_the_last_ten_minutes(double seconds, int hours, int minutes, int parts)
    {
        var face = At(Running, seconds);
        Assert.Equal((hours, minutes, parts), (face.Parts.Hours, face.Parts.Minutes, face.Parts.Seconds));
    }

    [Fact]
    public void A_paused_clock_stands_and_a_stopped_one_keeps_its_verdict()
    {
        var paused = Running with { RunningSince = null, Spent = TimeSpan.FromMinutes(10) };
        Assert.Equal((ClockStanding.Paused, TimeSpan.FromMinutes(20)), (At(paused, 9999).Standing, At(paused, 9999).Left));
        var kept = paused with { StoppedAt = s_start.AddMinutes(10) };
        Assert.Equal((ClockStanding.Stopped, "calm"), (At(kept, 9999).Standing, At(kept, 9999).Mood));
        Assert.Equal("over", At(kept with { IsBreached = true }, 9999).Mood);
    }

    private static ClockFace At(ClockState clock, double seconds) => ClockFace.Of(clock, "Response", s_start.AddSeconds(seconds));
}
