using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class StoreFaultTests
{
    private const string Unsure = "The store did not confirm the change, so it may or may not hold. "
        + "Send the command again under the same idempotency key.";

    [Fact]
    public async Task A_failed_commit_leaves_nothing_and_the_next_one_goes_on()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Add(1));
        runtime.Store.Plan(nameof(ICaseStore.CommitAsync), Fault.Fails);

        Assert.Equal(Unsure, Assert.IsType<CommandResult.Busy>(await runtime.SendAsync("c", new Ask.Add(1), key: "k")).Sentence);
        Assert.Equal(1, (await runtime.CounterAsync("c"))!.Total);
        Assert.Equal(2, Assert.IsType<CommandResult.Done>(await runtime.SendAsync("c", new Ask.Add(1), key: "k")).Version);
        Assert.Empty(runtime.Verify().Problems);
    }

    [Fact]
    public async Task A_commit_that_was_done_but_not_confirmed_shows_what_is_on_disk()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Plan(nameof(ICaseStore.CommitAsync), Fault.DoneButTimeout);

        Assert.Equal(
            Unsure, Assert.IsType<CommandResult.Busy>(await runtime.SendAsync("c", new Ask.Open(FeelContext.Empty), key: "k")).Sentence);
        Assert.Equal("CNT0000001", (await runtime.CounterAsync("c"))!.Number);
        Assert.False(Assert.IsType<CommandResult.Done>(await runtime.SendAsync("c", new Ask.Open(FeelContext.Empty), key: "k")).Changed);
        await runtime.SendAsync("d", new Ask.Open(FeelContext.Empty));
        Assert.Equal("CNT0000002", (await runtime.CounterAsync("d"))!.Number);
        Assert.Empty(runtime.Verify().Problems);
    }

    [Fact]
    public async Task An_effect_of_an_unconfirmed_commit_is_done_without_another_command()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Plan(nameof(ICaseStore.CommitAsync), Fault.DoneButTimeout);
        await runtime.SendAsync("c", new Ask.Emit(new("note", "x", FeelContext.Empty)), key: "k");

        Assert.Equal("c.1.0", (await runtime.Notes.NextAsync()).Id);
    }

    private static readonly string[] _methods =
    [
        nameof(ICaseStore.HeadAsync),
        nameof(ICaseStore.LookUpAsync),
        nameof(ICaseStore.HasCaseAsync),
        nameof(ICaseStore.LoadTailAsync),
        nameof(ICaseStore.FindKeyAsync),
        nameof(ICaseStore.CounterAsync),
        nameof(ICaseStore.CommitAsync),
    ];

    public static TheoryData<string, Fault> Faults() => new(
        from method in _methods
        from fault in new[] { Fault.Fails, Fault.DoneButTimeout }
        select (method, fault));

    /// <summary>Every call of every method fails once, in turn: what was insisted on is there exactly once.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_call_fails_a_repeat_under_the_same_key_makes_one_change(string method, Fault fault)
    {
        for (var call = 1; ; call++)
        {
            await using var runtime = await TestRuntime.StartAsync();
            var before = runtime.Store.Calls(method);
            // Twice in a row: the recovery may fail as well.
            runtime.Store.Plan(method, fault, call);
            runtime.Store.Plan(method, fault, call + 1);
            await runtime.InsistAsync("a", new Ask.Open(FeelContext.Empty), "1");
            await runtime.InsistAsync("a", new Ask.Add(1), "2");
            await runtime.InsistAsync("b", new Ask.Open(FeelContext.Empty), "3");
            await runtime.InsistAsync("a", new Ask.Add(2), "4");
            var calls = runtime.Store.Calls(method) - before;

            Assert.Equal(
                new Counter("a") { Number = "CNT0000001", Release = 0, Fields = FeelContext.Empty, Total = 3 },
                await ReadAsync(runtime, "a"));
            Assert.Equal("CNT0000002", (await ReadAsync(runtime, "b")).Number);
            Assert.Equal(new JournalReport(4, 4, 2, 0, []), runtime.Verify());
            if (call > calls) return;
        }
    }

    [Fact]
    public async Task A_canary_without_keys_shows_that_the_faults_bite()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Plan(nameof(ICaseStore.CommitAsync), Fault.DoneButTimeout);
        await runtime.SendAsync("c", new Ask.Add(1));
        await runtime.SendAsync("c", new Ask.Add(1));

        Assert.Equal(2, (await runtime.CounterAsync("c"))!.Total);
    }

    private static async Task<Counter> ReadAsync(TestRuntime runtime, string caseId)
    {
        while (true)
        {
            try
            {
                return (await runtime.CounterAsync(caseId))!;
            }
            catch (StoreException)
            {
                // The planned fault hit this read; the next one reads.
            }
        }
    }
}
