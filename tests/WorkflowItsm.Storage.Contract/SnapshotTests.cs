using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Contract;

/// <summary>Long cases are read from a snapshot and the rows since; the journal always has the last word.</summary>
public sealed class SnapshotTests
{
    private const string Advice =
        "The journal holds all of it: stop the server and delete the row of table case_snapshot.";

    private static readonly string[] _columns = ["version", "codec_version", "row_sequence", "row_hash", "state", "checksum"];

    [Fact]
    public async Task A_case_of_the_usual_length_has_none_and_a_longer_one_has_one()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await AddAsync(runtime, "a", SnapshotMark.LeastFacts - 1);
        Assert.Equal(0L, Count(runtime));
        await runtime.SendAsync("a", new Ask.Add(1));
        Assert.Equal(1L, Count(runtime));
        await AddAsync(runtime, "a", SnapshotMark.LeastFacts);

        Assert.Equal(1L, Count(runtime));
        Assert.Equal(2L * SnapshotMark.LeastFacts, (await SnapshotAsync(runtime)).Version);
        Assert.True(runtime.Verify().IsWhole);
    }

    /// <summary>Rows are counted, not milliseconds.</summary>
    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public async Task Reading_a_case_takes_as_many_rows_however_long_it_is(int facts)
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("a", new Ask.Open(FeelContext.Of(("caller_id", "eve"))));
        await AddAsync(runtime, "a", facts);
        var before = await runtime.CounterAsync("a");
        await runtime.RestartAsync();
        var rows = runtime.Store.TailRows;

        Assert.Equal(before, await runtime.CounterAsync("a"));
        Assert.InRange(runtime.Store.TailRows - rows, 1, 2 * SnapshotMark.LeastFacts);
        Assert.Equal(0, runtime.Store.Calls(nameof(ICaseStore.LoadAsync)));
        await runtime.SendAsync("a", new Ask.Add(1));
        Assert.Equal(facts + 1, (await runtime.CounterAsync("a"))!.Total);
        Assert.Equal(facts + 2, (await runtime.Cases.HistoryAsync("ticket", "a", TestContext.Current.CancellationToken)).Count);
        Assert.True(runtime.Verify().IsWhole);
    }

    [Fact]
    public async Task A_case_is_the_same_from_its_snapshot_and_every_row_since()
    {
        await using var runtime = await LongAsync();
        for (var since = 0; since < 5; since++)
        {
            await runtime.RestartAsync();
            var resumed = await runtime.CounterAsync("a");
            var folded = runtime.Services.GetRequiredService<CaseLoader>()
                .Fold("a", await runtime.Store.LoadAsync("a", TestContext.Current.CancellationToken));
            Assert.Equal(folded.State, resumed);
            await runtime.SendAsync("a", new Ask.Add(1, $"note {since}"));
        }
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_named_and_the_case_is_folded_from_its_rows()
    {
        await using var runtime = await LongAsync();
        var whole = await runtime.CounterAsync("a");
        using var file = runtime.Database.Hand();
        var loader = runtime.Services.GetRequiredService<CaseLoader>();
        foreach (var column in _columns)
        {
            var value = file.Value($"SELECT {column} FROM case_snapshot");
            foreach (var flipped in Flips(value))
            {
                file.Run($"UPDATE case_snapshot SET {column} = $1", flipped);
                Assert.Equal(whole, (await loader.LoadAsync("a", TestContext.Current.CancellationToken))!.State);
                file.Run($"UPDATE case_snapshot SET {column} = $1", value);
            }

            file.Run($"UPDATE case_snapshot SET {column} = $1", Flips(value).Last());
            Assert.Equal(
                [$"Case a has a snapshot that does not match its checksum; it is damaged. {Advice}"], runtime.Verify().Problems.Items);
            file.Run($"UPDATE case_snapshot SET {column} = $1", value);
        }

        Assert.True(runtime.Verify().IsWhole);
    }

    [Fact]
    public async Task One_of_another_version_of_the_core_is_not_used_and_is_replaced()
    {
        await using var runtime = await LongAsync();
        var whole = await runtime.CounterAsync("a");
        await ForgeAsync(runtime, snapshot => snapshot with { CodecVersion = 2, State = new byte[] { 1, 2, 3 } });
        Assert.True(runtime.Verify().IsWhole);
        await runtime.RestartAsync();

        Assert.Equal(whole, await runtime.CounterAsync("a"));
        await runtime.SendAsync("a", new Ask.Add(1));
        Assert.Equal((1L, whole!.Total + 1L), ((await SnapshotAsync(runtime)).CodecVersion, (await SnapshotAsync(runtime)).Version));
    }

    [Fact]
    public async Task One_of_another_journal_is_not_used_and_is_named()
    {
        await using var runtime = await LongAsync();
        var whole = await runtime.CounterAsync("a");
        await ForgeAsync(runtime, snapshot => snapshot with { RowHash = new byte[32] });
        await runtime.RestartAsync();

        Assert.Equal(whole, await runtime.CounterAsync("a"));
        Assert.Equal([$"Case a has a snapshot that follows no row of the journal. {Advice}"], runtime.Verify().Problems.Items);
    }

    [Fact]
    public async Task One_that_differs_from_what_the_facts_give_is_named()
    {
        await using var runtime = await LongAsync();
        var codec = new CounterCore().StateCodec!;
        await ForgeAsync(runtime, snapshot => snapshot with
        {
            State = new SnapshotCodec().Write(codec, new Counter("a") { Total = 7 }, Row(snapshot)).State,
        });

        Assert.Equal([$"Case a has a snapshot that differs from what its facts give. {Advice}"], runtime.Verify().Problems.Items);
    }

    [Fact]
    public async Task An_erasure_takes_it_away_and_what_was_erased_never_comes_back()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("a", new Ask.Open(FeelContext.Of(("caller_id", ErasureStory.Eve))));
        await AddAsync(runtime, "a", 2 * SnapshotMark.LeastFacts);
        Assert.Contains(ErasureStory.Eve, Encoding.UTF8.GetString((await SnapshotAsync(runtime)).State.Span), StringComparison.Ordinal);
        await ErasureStory.EndAsync(runtime, await ErasureStory.OrderAsync(runtime));

        Assert.Equal(0L, Count(runtime));
        await CheckAsync(runtime);
        await runtime.SendAsync("a", new Ask.Add(1));
        Assert.DoesNotContain(ErasureStory.Eve, Encoding.UTF8.GetString((await SnapshotAsync(runtime)).State.Span), StringComparison.Ordinal);
        await runtime.RestartAsync();
        await CheckAsync(runtime);
    }

    private static async Task CheckAsync(TestRuntime runtime)
    {
        Assert.Equal("CNT0000001", (await runtime.CounterAsync("a"))!.Number);
        Assert.Equal(FeelContext.Empty, (await runtime.CounterAsync("a"))!.Fields);
        Assert.Empty(runtime.Verify().Problems);
    }

    // Longer than a snapshot needs, and some rows since it.
    private static async Task<TestRuntime> LongAsync()
    {
        var runtime = await TestRuntime.StartAsync();
        await AddAsync(runtime, "a", SnapshotMark.LeastFacts);
        await runtime.SendAsync("a", new Ask.Add(1));
        return runtime;
    }

    private static async Task AddAsync(TestRuntime runtime, string caseId, int times)
    {
        // No more at once than the queue holds.
        foreach (var some in Enumerable.Range(0, times).Chunk(1_000))
            Assert.All(
                await Task.WhenAll(some.Select(_ => runtime.SendAsync(caseId, new Ask.Add(1)))), result => Assert.IsType<CommandResult.Done>(result));
    }

    private static long Count(TestRuntime runtime)
    {
        using var hand = runtime.Database.Hand();
        return (long)hand.Value("SELECT COUNT(*) FROM case_snapshot");
    }

    private static async Task<CaseSnapshot> SnapshotAsync(TestRuntime runtime) =>
        (await runtime.Store.SnapshotAsync("a", TestContext.Current.CancellationToken))!;

    // With a true checksum.
    private static async Task ForgeAsync(TestRuntime runtime, Func<CaseSnapshot, CaseSnapshot> change)
    {
        var forged = change(await SnapshotAsync(runtime));
        using var hand = runtime.Database.Hand();
        hand.Run(
            "UPDATE case_snapshot SET codec_version = $1, row_hash = $2, state = $3, checksum = $4",
            forged.CodecVersion, forged.RowHash.ToArray(), forged.State.ToArray(), JournalSeal.ChecksumOf(forged));
    }

    private static JournalRow Row(CaseSnapshot snapshot) => new(
        1, snapshot.CaseId, "ticket", snapshot.RowSequence, 1, 0, 0, default, default, snapshot.RowHash, 0);

    private static IEnumerable<object> Flips(object value) => value switch
    {
        long number => Enumerable.Range(0, 8).Select(at => (object)(number ^ (1L << ((8 * at) + 6)))),
        byte[] bytes => bytes.Select((_, at) =>
        {
            var flipped = (byte[])bytes.Clone();
            flipped[at] ^= 0x40;
            return (object)flipped;
        }),
        _ => throw new InvalidOperationException($"A column holds {value}."),
    };
}
