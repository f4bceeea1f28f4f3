using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class WakeSignalTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_is_woken()
    {
        var wake = new WakeSignal(new FakeTimeProvider(TestRuntime.Noon));
        var waits = wake.WaitUntilAsync(null, Stop);
        Assert.False(waits.IsCompleted);
        wake.Set();
        await waits;
    }

    [Fact]
    public async Task A_clock_that_moves_while_the_sleep_begins_makes_it_no_longer()
    {
        var time = new MovingTime();
        await new WakeSignal(time).WaitUntilAsync(TestRuntime.Noon.AddSeconds(1), Stop);
        Assert.Equal(TestRuntime.Noon.AddSeconds(2), time.GetUtcNow());
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_in_the_middle_of_the_sleep_is_noticed_after_seconds()
    {
        var time = new FakeTimeProvider(TestRuntime.Noon);
        var waits = new WakeSignal(time).WaitUntilAsync(TestRuntime.Noon.AddHours(1), Stop);
        time.AdjustTime(TestRuntime.Noon.AddHours(1));
        Assert.False(waits.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        await waits;
    }

    /// <summary>A clock that is set forward just before a timer is made.</summary>
    private sealed class MovingTime() : FakeTimeProvider(TestRuntime.Noon)
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Advance(TimeSpan.FromSeconds(2));
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
