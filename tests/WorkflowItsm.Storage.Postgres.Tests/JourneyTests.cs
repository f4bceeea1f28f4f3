using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Postgres.Tests;

/// <summary>A question to the server is a journey: commands that are decided together ask together.</summary>
public sealed class JourneyTests
{
    [Fact]
    public async Task Commands_that_are_decided_together_look_up_keys_and_cases_in_one_journey()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var before = runtime.Store.Calls(nameof(ICaseStore.CommitAsync));
        var done = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => runtime.SendAsync($"c{i}", new Ask.Open(FeelContext.Empty), $"key-{i}")));

        Assert.All(done, result => Assert.IsType<CommandResult.Done>(result));
        Assert.Equal(0, runtime.Store.Calls(nameof(ICaseStore.FindKeyAsync)));
        Assert.Equal(0, runtime.Store.Calls(nameof(ICaseStore.HasCaseAsync)));
        Assert.Equal(runtime.Store.Calls(nameof(ICaseStore.CommitAsync)) - before, runtime.Store.Calls(nameof(ICaseStore.LookUpAsync)));
    }

    [Fact]
    public async Task What_is_looked_up_together_is_what_is_there()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("there", new Ask.Open(FeelContext.Empty), "used", "digest");
        await runtime.SendAsync("there", new Ask.Add(1));
        var found = await runtime.Store.LookUpAsync(["used", "new", "half a pair \ud800"], ["there", "not there"], TestContext.Current.CancellationToken);

        Assert.Equal(new UsedKey("used", "digest", "ticket", "there"), found!.Keys["used"]);
        Assert.Null(found.Keys["new"]);
        Assert.False(found.Keys.ContainsKey("half a pair \ud800"));
        Assert.Equal([("not there", false), ("there", true)], found.Cases.Select(one => (one.Key, one.Value)).Order());
    }

    /// <summary>What no server can keep is one caller's trouble.</summary>
    [Fact]
    public async Task A_key_that_cannot_be_kept_hurts_nobody_beside_it()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var results = await Task.WhenAll(
            runtime.SendAsync("a", new Ask.Open(FeelContext.Empty), "good"),
            runtime.SendAsync("b", new Ask.Open(FeelContext.Empty), "half a pair \ud800"),
            runtime.SendAsync("c", new Ask.Open(FeelContext.Empty), "also good"));

        Assert.IsType<CommandResult.Done>(results[0]);
        Assert.IsType<CommandResult.Done>(results[2]);
    }
}
