using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Retention;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Contract;

/// <summary>
/// What is personal in tickets goes when they were closed long enough ago; tickets that are open, or younger, keep theirs, and the
/// chain holds.
/// </summary>
public sealed class PersonalRetentionTests
{
    private const int Old = 250;
    private static readonly TimeSpan _kept = TimeSpan.FromDays(30);

    [Fact]
    public async Task Tickets_closed_long_ago_lose_what_is_personal_and_nothing_else_changes()
    {
        await using var runtime = await ToldAsync(Old);
        var rows = runtime.Verify().Rows;

        Assert.Equal(Old, await RunAsync(runtime));

        Assert.Equal(0, await RunAsync(runtime));
        var report = runtime.Verify();
        Assert.Empty(report.Problems);
        Assert.Equal(2 * Old, report.Erased);
        // Each transaction says in the journal what it took.
        Assert.Equal(3, report.Rows - rows);
        await CheckAsync(runtime, Old);
        await runtime.RestartAsync();
        await CheckAsync(runtime, Old);
        Assert.Equal(0, await RunAsync(runtime));
    }

    [Fact]
    public async Task What_hangs_on_these_tickets_goes_first()
    {
        var participant = new Participant();
        await using var runtime = await ToldAsync(3, builder => builder.Services.AddSingleton<IErasureParticipant>(participant));
        await RunAsync(runtime);

        Assert.Equal(["old0: canary note 0", "old1: canary note 1", "old2: canary note 2"], participant.Seen);
    }

    [Theory]
    [InlineData(Fault.Fails)]
    [InlineData(Fault.DoneButTimeout)]
    public async Task Whenever_the_process_ends_the_next_run_erases_the_rest(Fault fault)
    {
        for (var commit = 1; commit <= 2; commit++)
        {
            await using var runtime = await ToldAsync(Old);
            var before = runtime.Store.Calls(nameof(ICaseStore.CommitAsync));
            runtime.Store.Plan(nameof(ICaseStore.CommitAsync), fault, commit);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            // It waits for a clock that stands still: there it ends.
            var run = RunAsync(runtime, ended.Token);
            while (runtime.Store.Calls(nameof(ICaseStore.CommitAsync)) < before + commit) await Task.Delay(5, TestContext.Current.CancellationToken);
            await ended.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            await runtime.RestartAsync();

            await RunAsync(runtime);
            await CheckAsync(runtime, Old);
            Assert.Empty(runtime.Verify().Problems);
        }
    }

    [Fact]
    public async Task A_preview_counts_and_changes_nothing()
    {
        await using var runtime = await ToldAsync(3);
        var before = runtime.Verify();
        var retention = runtime.Services.GetRequiredService<IRetention>();

        Assert.True((await retention.PreviewAsync(cancellationToken: TestContext.Current.CancellationToken)).IsEmpty);
        var now = runtime.Time.GetUtcNow();
        var share = Assert.Single(await retention.PreviewAsync(_kept, TestContext.Current.CancellationToken));
        Assert.Equal(new RetentionShare("counter", _kept, now - _kept, 3, TestRuntime.Noon, TestRuntime.Noon.AddMinutes(2), 0, null), share);
        var all = Assert.Single(await retention.PreviewAsync(TimeSpan.FromDays(1), TestContext.Current.CancellationToken));
        Assert.Equal((4L, TestRuntime.Noon), (all.Cases, all.Oldest));
        Assert.Equal((before.Rows, before.Erased), (runtime.Verify().Rows, runtime.Verify().Erased));

        await RunAsync(runtime);
        var after = Assert.Single(await retention.PreviewAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal((0L, null, null, 3L, now), (after.Cases, after.Oldest, after.Newest, after.ErasedCases, after.LastErasedAt));
    }

    [Fact]
    public async Task A_ticket_is_marked_for_as_long_as_its_journal_names_somebody()
    {
        await using var runtime = await ToldAsync(3);
        using var hand = runtime.Database.Hand();
        Assert.Equal(5L, Marked());
        var (id, _) = await runtime.Services.GetRequiredService<IErasures>().OrderAsync(
            new([TestRuntime.Ann.Name]), ErasureStory.Admin, TestContext.Current.CancellationToken);
        await ErasureStory.EndAsync(runtime, id!);
        Assert.Equal(0L, Marked());

        // A row that changes nothing by which the ticket is found, and one that does.
        await runtime.SendAsync("old0", new Ask.Remind("tea", runtime.Time.GetUtcNow().AddDays(1)));
        Assert.Equal(1L, Marked());
        await runtime.SendAsync("old1", new Ask.Add(1));
        Assert.Equal(2L, Marked());
        Assert.Empty(runtime.Verify().Problems);

        object Marked() => hand.Value("SELECT COUNT(*) FROM ticket WHERE has_personal = 'true'");
    }

    [Fact]
    public async Task A_table_may_have_an_age_of_its_own()
    {
        await using var runtime = await ToldAsync(3);
        var options = runtime.Services.GetRequiredService<WorkflowItsmOptions>();
        options.PersonalRetentionOf["counter"] = TimeSpan.FromDays(365);

        Assert.Equal(0, await RunAsync(runtime));
        options.PersonalRetentionOf["counter"] = TimeSpan.FromDays(2);
        Assert.Equal(4, await RunAsync(runtime));
    }

    /// <summary>Some that were closed long ago, a minute apart; one closed lately, and one that is open.</summary>
    private static async Task<TestRuntime> ToldAsync(int old, Action<WorkflowItsmBuilder>? parts = null)
    {
        var runtime = await TestRuntime.StartAsync(parts: parts);
        await Task.WhenAll(Enumerable.Range(0, old).Select(i => CloseAsync(runtime, $"old{i}", TestRuntime.Noon.AddMinutes(i), $"canary note {i}")));
        await runtime.SendAsync("open", new Ask.Open(FeelContext.Of(("caller_id", "canary"))));
        runtime.Time.Advance(_kept + TimeSpan.FromDays(1));
        await CloseAsync(runtime, "young", runtime.Time.GetUtcNow() - TimeSpan.FromDays(3), "canary note");
        return runtime;
    }

    private static async Task CloseAsync(TestRuntime runtime, string caseId, DateTimeOffset at, string note)
    {
        await runtime.SendAsync(caseId, new Ask.Open(FeelContext.Of(("caller_id", "canary"), ("closed_at", FeelValue.DateTime(at)))));
        await runtime.SendAsync(caseId, new Ask.Add(1000, note));
    }

    private static async Task CheckAsync(TestRuntime runtime, int old)
    {
        Assert.Equal("", Caller((await runtime.CounterAsync($"old{old - 1}"))!.Fields));
        Assert.Equal(1000, (await runtime.CounterAsync("old0"))!.Total);
        Assert.Equal(["ann: canary note"], (await runtime.CounterAsync("young"))!.Log.Items);
        Assert.Equal("canary", Caller((await runtime.CounterAsync("open"))!.Fields));
        using var hand = runtime.Database.Hand();
        Assert.Equal(3L, hand.Value("SELECT COUNT(*) FROM personal"));
        Assert.Equal(2L, hand.Value("SELECT COUNT(*) FROM ticket WHERE caller_id = 'canary'"));
    }

    private static string Caller(FeelContext fields) => TableText.Of(fields["caller_id"]);

    // Nothing is erased on its own here: time is moved by months.
    private static async Task<long> RunAsync(TestRuntime runtime, CancellationToken? cancellation = null)
    {
        var options = runtime.Services.GetRequiredService<WorkflowItsmOptions>();
        options.PersonalRetention = _kept;
        return await runtime.Services.GetRequiredService<PersonalRetention>().RunAsync(cancellation ?? TestContext.Current.CancellationToken);
    }

    private sealed class Participant : IErasureParticipant
    {
        public List<string> Seen { get; } = [];

        public Task<int> EraseAsync(ErasedPerson person, CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<int> EraseByAgeAsync(IReadOnlyList<FoundFact> found, CancellationToken cancellationToken)
        {
            Seen.AddRange(found.Where(one => one.Recorded.Fact is Happened.Added)
                .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.CaseId}: {((Happened.Added)one.Recorded.Fact).Note.ToText()}")));
            return Task.FromResult(Seen.Count);
        }
    }
}
