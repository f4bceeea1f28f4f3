using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Contract;

public sealed class VerifierTests
{
    private static readonly string[] _columns =
        ["position", "case_id", "kind", "first_sequence", "count", "time", "release", "record", "personal_digest", "hash", "checksum"];

    [Fact]
    public async Task A_whole_journal_is_reported_whole_while_the_server_runs_and_after()
    {
        await using var runtime = await WrittenAsync();
        Assert.Equal(new JournalReport(4, 4, 2, 0, []), runtime.Verify());
        await runtime.RestartAsync();

        Assert.True(runtime.Verify().IsWhole);
    }

    /// <summary>
    /// Every bit pattern of every byte of every column would be too slow; every byte with one bit flipped is enough to
    /// show that no byte is left out.
    /// </summary>
    [Fact]
    public async Task A_flipped_bit_in_any_byte_of_any_column_is_named_with_its_position()
    {
        await using var runtime = await WrittenAsync();
        using var file = runtime.Database.Hand();
        // The journal's own references are in the way of what a failing disk does without asking.
        file.Run(TestStore.Unhindered);
        var flips = 0;
        for (var row = 1; row <= 4; row++)
        {
            foreach (var column in _columns)
            {
                var value = file.Value($"SELECT {column} FROM journal WHERE position = {row}");
                foreach (var flipped in Flips(value))
                {
                    file.Run($"UPDATE journal SET {column} = $1 WHERE position = {row}", flipped);
                    var problems = runtime.Verify().Problems;
                    var named = column == "position" ? flipped : row;
                    var isNamed = problems.Items.Any(problem => problem.StartsWith($"Row {named} ", StringComparison.Ordinal));
                    Assert.True(isNamed, $"{column} of row {row}: {problems}");
                    file.Run($"UPDATE journal SET {column} = $1 WHERE position = {(column == "position" ? flipped : row)}", value);
                    flips++;
                }
            }
        }

        Assert.True(flips > 500);
        Assert.Empty(runtime.Verify().Problems);
    }

    [Fact]
    public async Task A_damaged_row_is_never_served()
    {
        await using var runtime = await WrittenAsync();
        await runtime.StopAsync();
        using (var file = runtime.Database.Hand()) file.Run("UPDATE journal SET time = time + 1 WHERE position = 2");
        await runtime.StartAgainAsync();

        var damage = await Assert.ThrowsAsync<InvalidDataException>(() => runtime.CounterAsync("a"));
        Assert.Equal("Row 2 of the journal does not match its checksum; it is damaged. Restore the journal from a backup.", damage.Message);
        Assert.Equal(3, (await runtime.CounterAsync("b"))!.Total);
        var refused = Assert.IsType<Runtime.Cases.CommandResult.Refused>(await runtime.SendAsync("a", new Ask.Add(1)));
        Assert.Equal("engine-fault", refused.Refusal.Code);
    }

    [Fact]
    public async Task A_rewritten_row_with_a_true_checksum_breaks_the_chain()
    {
        await using var runtime = await WrittenAsync();
        using var file = runtime.Database.Hand();
        var row = runtime.Services.GetRequiredService<ICaseStore>();
        var second = (await row.LoadAsync("a", TestContext.Current.CancellationToken))[1];
        var forged = second with { Time = second.Time + 1 };
        forged = forged with { Checksum = JournalSeal.ChecksumOf(forged) };
        file.Run("UPDATE journal SET time = $1, checksum = $2 WHERE position = 2", forged.Time, forged.Checksum);

        Assert.Equal(["Row 2 breaks the hash chain; it, or the row before it, is not what was written."], runtime.Verify().Problems.Items);
    }

    [Fact]
    public async Task A_missing_row_is_named()
    {
        await using var runtime = await WrittenAsync();
        using var file = runtime.Database.Hand();
        file.Run("DELETE FROM personal WHERE position = 2");
        file.Run("DELETE FROM journal WHERE position = 2");

        Assert.Equal(
            [
                "Row 3 follows row 1; expected row 2. A row is missing or was moved.",
                "Row 3 breaks the hash chain; it, or the row before it, is not what was written.",
                "Case a has a ticket row that differs from what its facts give.",
                "Case a has a ticket row of version 2; its facts give 1.",
                "Case a has task rows that differ from what its facts give.",
            ],
            runtime.Verify().Problems.Items);
    }

    [Theory]
    [InlineData("DELETE FROM personal WHERE position = 1")]
    [InlineData("UPDATE personal SET salt = '', data = '' WHERE position = 1")]
    public async Task Erased_personal_data_leaves_the_journal_whole_and_the_case_readable(string erasure)
    {
        await using var runtime = await WrittenAsync();
        Assert.Equal("eve", (await runtime.CounterAsync("a"))!.Fields["caller_id"].ToText());
        await runtime.StopAsync();
        using (var file = runtime.Database.Hand()) file.Run(erasure);
        await runtime.StartAgainAsync();
        var history = await runtime.Cases.HistoryAsync("ticket", "a", TestContext.Current.CancellationToken);

        Assert.Equal(new JournalReport(4, 4, 2, 1, []), runtime.Verify());
        Assert.Equal(["", "ann"], history.Select(recorded => recorded.Header.Actor));
        Assert.Equal(FeelContext.Empty, (await runtime.CounterAsync("a"))!.Fields);
        Assert.Equal("CNT0000001", (await runtime.CounterAsync("a"))!.Number);
        Assert.Equal(["ann: thanks"], (await runtime.CounterAsync("a"))!.Log.Items);
    }

    [Fact]
    public async Task Personal_data_that_was_rewritten_is_named()
    {
        await using var runtime = await WrittenAsync();
        using var file = runtime.Database.Hand();
        file.Run("UPDATE personal SET data = $1 WHERE position = 1", new byte[] { 0, 0, 0, 0 });

        Assert.Contains(
            "Row 1 has a personal part that does not match its digest; it is not what was written.", runtime.Verify().Problems.Items);
        await runtime.RestartAsync();
        var damage = await Assert.ThrowsAsync<InvalidDataException>(() => runtime.CounterAsync("a"));
        Assert.Equal("The personal part of row 1 of the journal does not match its digest; it is damaged. Restore the journal from a backup.", damage.Message);
    }

    [Theory]
    [InlineData("UPDATE ticket SET state = '9' WHERE case_id = 'a'", "Case a has a ticket row whose columns differ from its fields.")]
    [InlineData("UPDATE ticket SET fields = '{}' WHERE case_id = 'a'", "Case a has a ticket row whose columns differ from its fields.")]
    [InlineData("UPDATE ticket SET number = 'CNT9' WHERE case_id = 'a'", "Case a has a ticket row that differs from what its facts give.")]
    [InlineData("UPDATE ticket SET version = 9 WHERE case_id = 'a'", "Case a has a ticket row of version 9; its facts give 2.")]
    [InlineData("UPDATE ticket SET has_personal = 'false' WHERE case_id = 'a'", "Case a has a ticket row that says wrongly whether its journal has personal parts.")]
    [InlineData("DELETE FROM ticket WHERE case_id = 'a'", "Case a has a ticket row that differs from what its facts give.")]
    [InlineData("DELETE FROM task WHERE case_id = 'a'", "Case a has task rows that differ from what its facts give.")]
    [InlineData("UPDATE due SET at = at + 1", "Case b has due rows that differ from what its facts give.")]
    [InlineData("INSERT INTO due VALUES ('z', 'k', 'ticket', 1)", "Case z has rows to be found by, but none in the journal.")]
    [InlineData("UPDATE fact_kind SET version = 2 WHERE tag = 100", "Tag 100 is 'opened' version 2 in the journal, but 'opened' version 1 here.")]
    public async Task Rows_that_the_journal_does_not_give_are_named(string change, string problem)
    {
        await using var runtime = await WrittenAsync();
        using var file = runtime.Database.Hand();
        file.Run(change);

        Assert.Equal([problem], runtime.Verify().Problems.Items);
    }

    private static async Task<TestRuntime> WrittenAsync()
    {
        var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("a", new Ask.Open(FeelContext.Of(("caller_id", "eve"), ("state", 2))));
        await runtime.SendAsync("a", new Ask.Add(5, "thanks"));
        await runtime.SendAsync("b", new Ask.Add(3));
        await runtime.SendAsync("b", new Ask.Remind("tea", TestRuntime.Noon.AddDays(1)));
        return runtime;
    }

    private static IEnumerable<object> Flips(object value) => value switch
    {
        long number => Enumerable.Range(0, 8).Select(at => (object)(number ^ (1L << ((8 * at) + 6)))),
        byte[] bytes => bytes.Select((_, at) =>
        {
            var flipped = (byte[])bytes.Clone();
            flipped[at] ^= 0x40;
            return (object)flipped;
        }),
        string text => text.Select((letter, at) => (object)(text[..at] + (char)(letter ^ 0x10) + text[(at + 1)..])),
        _ => throw new InvalidOperationException($"A column holds {value}."),
    };
}
