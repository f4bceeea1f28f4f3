using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Contract;

/// <summary>Erasing a person: what named them is gone, everything else and the hash chain stay.</summary>
public sealed class ErasureTests
{
    private const string Erased = "2 {} | 6 {\"caller_id\": \"bob\", \"short_description\": \"printer\"} bob: done by eve.canary2";

    [Fact]
    public async Task What_names_the_person_is_gone_and_the_journal_still_holds()
    {
        await using var runtime = await TestRuntime.StartAsync(parts: ErasureStory.AddParticipant);
        await ErasureStory.TellAsync(runtime);
        var report = await ErasureStory.EndAsync(runtime, await ErasureStory.OrderAsync(runtime));

        // Three rows of a and b are hers or name her, and six of the others; she acted in eight.
        Assert.Equal((9L, 8L, 2L), (report.Rows, report.Cases, report.Keys));
        Assert.Equal(9, report.Others);
        Assert.Equal("ada", report.OrderedBy);
        await CheckAsync(runtime);
        await runtime.RestartAsync();
        await CheckAsync(runtime);
        using var hand = runtime.Database.Hand();
        Assert.Equal(0L, hand.Value("SELECT COUNT(*) FROM used_key WHERE key LIKE '%canary%'"));
        Assert.Equal(0L, hand.Value("SELECT COUNT(*) FROM used_key WHERE digest IS NOT NULL"));
        Assert.Equal(1L, hand.Value("SELECT COUNT(*) FROM effect WHERE kind = 'mail' AND state = 3 AND target = '' AND payload IS NULL AND last_error IS NULL"));
    }

    [Fact]
    public async Task Erasing_again_finds_nothing_and_is_recorded()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await ErasureStory.TellAsync(runtime);
        await ErasureStory.EndAsync(runtime, await ErasureStory.OrderAsync(runtime));
        var again = await ErasureStory.EndAsync(runtime, await ErasureStory.OrderAsync(runtime));

        Assert.Equal((0L, 0L, 0L), (again.Rows, again.Cases, again.Keys));
        await CheckAsync(runtime);
    }

    [Fact]
    public async Task Only_an_administrator_orders_it()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var (id, refusal) = await runtime.Services.GetRequiredService<IErasures>()
            .OrderAsync(ErasureStory.Person, TestRuntime.Ann, TestContext.Current.CancellationToken);

        Assert.Null(id);
        Assert.Equal("Only an administrator has people's data erased; ask one.", refusal!.Sentence);
        Assert.Equal("只有管理员可以删除个人数据；请联系管理员。", refusal.SentenceZh);
        Assert.Equal(0, runtime.Verify().Rows);
    }

    /// <summary>The process ends at each transaction of the erasure, done or not: the next start takes it to its end.</summary>
    [Theory]
    [InlineData(Fault.Fails)]
    [InlineData(Fault.DoneButTimeout)]
    public async Task Whenever_the_process_ends_the_next_one_finishes_it(Fault fault)
    {
        for (var commit = 1; ; commit++)
        {
            await using var runtime = await TestRuntime.StartAsync();
            await ErasureStory.TellAsync(runtime);
            var id = await ErasureStory.OrderAsync(runtime);
            runtime.Store.Plan(nameof(ICaseStore.CommitAsync), fault, commit);
            var before = runtime.Store.Calls(nameof(ICaseStore.CommitAsync));
            // Until the planned commit, or the end when there are not that many.
            while (runtime.Store.Calls(nameof(ICaseStore.CommitAsync)) < before + commit
                && (await runtime.Services.GetRequiredService<IErasures>().FindAsync(id, TestContext.Current.CancellationToken))!.Phase != ErasurePhase.Finished)
                await Task.Delay(5, TestContext.Current.CancellationToken);
            var isOver = runtime.Store.Calls(nameof(ICaseStore.CommitAsync)) < before + commit;
            await runtime.RestartAsync();
            await ErasureStory.EndAsync(runtime, id);
            await CheckAsync(runtime);
            if (isOver) return;
        }
    }

    private static async Task CheckAsync(TestRuntime runtime)
    {
        Assert.Equal(Erased, await ErasureStory.ReadAsync(runtime));
        Assert.Empty(runtime.Verify().Problems);
        var tickets = await runtime.Services.GetRequiredService<ITicketQueries>()
            .ListAsync(new("counter", null, [], 10, 0), new("ada", Role.Auditor), TestContext.Current.CancellationToken);
        Assert.Equal(["", "printer"], tickets.Rows.Select(row => row.Fields["short_description"].TryGetString(out var text) ? text : "").Order(StringComparer.Ordinal));
    }
}
