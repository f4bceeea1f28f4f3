using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task A_repeat_changes_nothing_and_gets_the_case_as_it_is_now()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Add(1), key: "k", digest: "d");
        await runtime.SendAsync("c", new Ask.Add(10));

        Assert.Equal(
            new CommandResult.Done("c", new Counter("c") { Total = 11 }, 2, false),
            await runtime.SendAsync("other", new Ask.Add(1), key: "k", digest: "d"));
        Assert.Null(await runtime.CounterAsync("other"));
    }

    [Fact]
    public async Task A_repeat_after_a_restart_changes_nothing()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Add(1), key: "k");
        await runtime.RestartAsync();
        await runtime.SendAsync("c", new Ask.Add(1), key: "k");

        Assert.Equal(1, (await runtime.CounterAsync("c"))!.Total);
    }

    [Fact]
    public async Task A_key_with_another_request_is_refused()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Add(1), key: "k", digest: "d");

        Assert.Equal(
            new CommandResult.KeyReused("The idempotency key 'k' was used for another request; use a new key for a new request."),
            await runtime.SendAsync("c", new Ask.Add(2), key: "k", digest: "e"));
        Assert.IsType<CommandResult.Done>(await runtime.SendAsync("c", new Ask.Add(2), key: "k"));
        Assert.Equal(1, (await runtime.CounterAsync("c"))!.Total);
    }

    [Fact]
    public async Task A_hundred_concurrent_calls_under_one_key_make_one_change()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var results = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(n => Task.Run(() => runtime.SendAsync("c", new Ask.Add(1), key: "k"))));

        Assert.Equal(1, results.Cast<CommandResult.Done>().Count(done => done.Changed));
        Assert.Equal(1, (await runtime.CounterAsync("c"))!.Total);
    }

    [Fact]
    public async Task A_refusal_leaves_the_key_free()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Forbidden(), key: "k");

        Assert.True(Assert.IsType<CommandResult.Done>(await runtime.SendAsync("c", new Ask.Add(1), key: "k")).Changed);
    }

    [Fact]
    public async Task A_command_that_changed_nothing_keeps_its_key()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Nothing(), key: "k");
        await runtime.RestartAsync();

        Assert.Equal(new CommandResult.Done("c", new Counter("c"), 0, false), await runtime.SendAsync("c", new Ask.Add(1), key: "k"));
    }
}
