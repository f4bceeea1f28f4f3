using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class WriterTests
{
    [Fact]
    public async Task Commands_of_many_callers_share_transactions()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Hold();
        var sent = Enumerable.Range(0, 64).Select(n => runtime.SendAsync($"c{n % 8}", new Ask.Add(1))).ToList();
        runtime.Store.LetGo();
        var results = await Task.WhenAll(sent);

        Assert.All(results, result => Assert.IsType<CommandResult.Done>(result));
        Assert.Equal(64, runtime.Store.Commits.Sum(batch => batch.Rows.Count));
        Assert.InRange(runtime.Store.Commits.Count(batch => batch.Rows.Count > 0), 1, 8);
        for (var n = 0; n < 8; n++) Assert.Equal(8, (await runtime.CounterAsync($"c{n}"))!.Total);
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Hold();
        var sent = runtime.SendAsync("c", new Ask.Add(1));
        var refused = runtime.SendAsync("c", new Ask.Forbidden());

        Assert.Null(await runtime.CounterAsync("c"));
        Assert.False(sent.IsCompleted);
        runtime.Store.LetGo();
        Assert.Equal(new CommandResult.Done("c", new Counter("c") { Total = 1 }, 1, true), await sent);
        Assert.Equal("That may not be.", Assert.IsType<CommandResult.Refused>(await refused).Refusal.Sentence);
    }

    [Fact]
    public async Task A_later_command_of_the_same_transaction_sees_the_earlier_one()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Hold();
        var sent = Enumerable.Range(1, 3).Select(_ => runtime.SendAsync("c", new Ask.Add(1))).ToList();
        runtime.Store.LetGo();

        Assert.Equal([1, 2, 3], (await Task.WhenAll(sent)).Cast<CommandResult.Done>().Select(done => done.Version));
    }

    [Fact]
    public async Task A_full_queue_answers_busy_at_once()
    {
        await using var runtime = await TestRuntime.StartAsync(options => (options.QueueCapacity, options.MaxBatch) = (4, 1));
        runtime.Store.Hold();
        var sent = Enumerable.Range(0, 12).Select(_ => runtime.SendAsync("c", new Ask.Add(1))).ToList();
        var busy = sent.Where(task => task.IsCompleted).Select(task => task.Result).ToList();
        runtime.Store.LetGo();
        var done = (await Task.WhenAll(sent)).OfType<CommandResult.Done>().Count();

        Assert.InRange(busy.Count, 7, 8);
        Assert.All(busy, answer => Assert.Equal(
            new CommandResult.Busy(
                TimeSpan.FromSeconds(1), "The queue of commands is full; nothing was done. Send the command again after a second."),
            answer));
        Assert.Equal(done, (await runtime.CounterAsync("c"))!.Total);
    }

    [Fact]
    public async Task A_core_that_throws_hurts_only_its_own_caller()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Hold();
        var sent = new Ask[] { new Ask.Add(1), new Ask.Boom(), new Ask.Add(1) }.Select(ask => runtime.SendAsync("c", ask)).ToList();
        runtime.Store.LetGo();
        var results = await Task.WhenAll(sent);

        var refusal = Assert.IsType<CommandResult.Refused>(results[1]).Refusal;
        Assert.Equal("engine-fault", refusal.Code);
        Assert.Equal(
            "The command 'Boom' on 'c' failed inside the engine: The core has a bug. Nothing was changed; "
                + "the log has the details.", refusal.Sentence);
        Assert.Equal(2, (await runtime.CounterAsync("c"))!.Total);
        Assert.Contains("Critical: The command Boom on ticket c failed inside the core; nothing was changed.", runtime.Log);
    }

    [Fact]
    public async Task A_caller_that_saw_an_older_version_is_told()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Add(1));

        Assert.Equal(new CommandResult.Stale(1), await runtime.SendAsync("c", new Ask.Add(1), version: 0));
        Assert.IsType<CommandResult.Done>(await runtime.SendAsync("c", new Ask.Add(1), version: 1));
    }

    [Fact]
    public async Task A_restart_reads_everything_back()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Open(Feel.FeelContext.Of(("caller_id", "eve"))));
        await runtime.SendAsync("c", new Ask.Add(5, "thanks"));
        var before = await runtime.CounterAsync("c");
        await runtime.RestartAsync();

        Assert.Equal(before, await runtime.CounterAsync("c"));
        Assert.Equal(["ann: thanks"], before!.Log.Items);
        var history = await runtime.Cases.HistoryAsync("ticket", "c", TestContext.Current.CancellationToken);
        Assert.Equal([1L, 2L], history.Select(recorded => recorded.Sequence));
        Assert.All(history, recorded => Assert.Equal(new(TestRuntime.Noon, "ann"), recorded.Header));
        Assert.Empty(runtime.Verify().Problems);
    }

    [Fact]
    public async Task Numbers_count_up_without_gaps_over_refusals_and_restarts()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("a", new Ask.Open(Feel.FeelContext.Empty));
        await runtime.SendAsync("b", new Ask.Forbidden());
        await runtime.RestartAsync();
        await runtime.SendAsync("c", new Ask.Open(Feel.FeelContext.Empty));

        Assert.Equal("CNT0000001", (await runtime.CounterAsync("a"))!.Number);
        Assert.Equal("CNT0000002", (await runtime.CounterAsync("c"))!.Number);
    }

    [Fact]
    public async Task A_stop_answers_what_is_queued_and_then_takes_no_more()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Hold();
        var cases = runtime.Cases;
        var queued = runtime.SendAsync("c", new Ask.Add(1));
        var writer = (CaseWriter)runtime.Services.GetService(typeof(CaseWriter))!;
        var stopping = writer.StopAsync();
        var late = await cases.SendAsync(new("ticket", "c", new Ask.Add(1), TestRuntime.Ann), TestContext.Current.CancellationToken);
        runtime.Store.LetGo();
        await stopping;

        Assert.IsType<CommandResult.Done>(await queued);
        Assert.Equal(
            "The server is stopping; nothing was done. Send the command again when it is back.",
            Assert.IsType<CommandResult.Busy>(late).Sentence);
    }

    [Fact]
    public async Task Case_ids_are_32_hexadecimal_digits_that_sort_by_time()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var first = runtime.Cases.NewCaseId();
        runtime.Time.Advance(TimeSpan.FromMilliseconds(1));
        var second = runtime.Cases.NewCaseId();

        Assert.Matches("^[0-9a-f]{32}$", first);
        Assert.True(string.CompareOrdinal(first, second) < 0);
    }

    [Fact]
    public async Task A_kind_without_a_core_is_the_callers_bug()
    {
        await using var runtime = await TestRuntime.StartAsync();

        var bug = await Assert.ThrowsAsync<ArgumentException>(
            () => runtime.Cases.SendAsync(new("pet", "c", new Ask.Nothing(), TestRuntime.Ann), TestContext.Current.CancellationToken));
        Assert.StartsWith(
            "No core is registered for streams of kind 'pet'; registered: conversation, definitions, effect, erasure, retention, start-timers, ticket, topic. "
                + "Register one with AddCore.", bug.Message, StringComparison.Ordinal);
    }
}
