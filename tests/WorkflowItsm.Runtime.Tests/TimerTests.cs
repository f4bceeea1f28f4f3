using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class TimerTests
{
    private static readonly DateTimeOffset _noon = TestRuntime.Noon;

    [Fact]
    public async Task A_due_row_fires_at_its_time_and_not_before()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Remind("tea", _noon.AddMinutes(4)));
        runtime.Time.Advance(TimeSpan.FromMinutes(4) - TimeSpan.FromTicks(1));
        Assert.True(runtime.Notes.IsQuiet);
        runtime.Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("tea", (await runtime.Notes.NextAsync()).Effect.Target);
        Assert.Empty((await runtime.CounterAsync("c"))!.Due);
    }

    [Fact]
    public async Task A_due_row_beyond_the_look_ahead_fires_too()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Remind("tea", _noon.AddDays(30)));
        runtime.Time.Advance(TimeSpan.FromDays(30));

        Assert.Equal("tea", (await runtime.Notes.NextAsync()).Effect.Target);
    }

    [Fact]
    public async Task A_due_row_that_was_taken_back_does_not_fire()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Remind("tea", _noon.AddMinutes(1)));
        await runtime.SendAsync("c", new Ask.Remind("tea", null));
        await runtime.SendAsync("c", new Ask.Remind("cake", _noon.AddMinutes(2)));
        runtime.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("cake", (await runtime.Notes.NextAsync()).Effect.Target);
        Assert.Equal(["fired cake"], (await runtime.CounterAsync("c"))!.Log.Items);
    }

    [Fact]
    public async Task A_due_row_that_moved_fires_at_its_new_time_only()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Remind("tea", _noon.AddMinutes(1)));
        await runtime.SendAsync("c", new Ask.Remind("tea", _noon.AddMinutes(3)));
        runtime.Time.Advance(TimeSpan.FromMinutes(2));
        await runtime.SendAsync("c", new Ask.Add(1));
        Assert.True(runtime.Notes.IsQuiet);
        runtime.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("tea", (await runtime.Notes.NextAsync()).Effect.Target);
    }

    [Fact]
    public async Task What_fell_due_while_nothing_ran_fires_once_and_in_order()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var shuffled = Enumerable.Range(0, 300).Select(n => n * 7 % 300).ToList();
        foreach (var n in shuffled) await runtime.SendAsync($"c{n % 10}", new Ask.Remind($"{n:D3}", _noon.AddMinutes(10 + n)));
        await runtime.StopAsync();
        runtime.Time.Advance(TimeSpan.FromDays(1));
        await runtime.StartAgainAsync();
        var fired = new List<string>();
        while (fired.Count < 300)
        {
            var batch = await runtime.CommitAsync(batch => batch.Effects.Count > 0);
            fired.AddRange(batch.Effects.Select(effect => effect.Effect.Target));
        }

        await runtime.RestartAsync();

        Assert.Equal(Enumerable.Range(0, 300).Select(n => $"{n:D3}"), fired);
        for (var n = 0; n < 10; n++) Assert.Equal(30, (await runtime.CounterAsync($"c{n}"))!.Log.Count);
        Assert.Empty(runtime.Verify().Problems);
    }

    [Fact]
    public async Task A_late_duplicate_is_no_more_than_a_line_in_the_log()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Remind("tea", _noon.AddMinutes(1)));
        runtime.Store.Plan(nameof(ICaseStore.CommitAsync), Fault.DoneButTimeout);
        runtime.Time.Advance(TimeSpan.FromMinutes(1));
        // The firing was not confirmed, so it is sent again after a second.
        Assert.Equal("tea", (await runtime.Notes.NextAsync()).Effect.Target);
        runtime.Time.Advance(TimeSpan.FromSeconds(1));
        await runtime.SendAsync("c", new Ask.Remind("cake", _noon.AddMinutes(2)));
        runtime.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("cake", (await runtime.Notes.NextAsync()).Effect.Target);

        Assert.Equal(["fired tea", "fired cake"], (await runtime.CounterAsync("c"))!.Log.Items);
    }
}
