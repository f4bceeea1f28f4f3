using Microsoft.Data.Sqlite;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>
/// The journal format is for ever: a journal that any release has written must fold to what it folded to then,
/// and its cases must go on. A journal in <c>journals/</c> is never written again.
/// </summary>
public sealed class GoldenJournalTests
{
    [Theory]
    [MemberData(nameof(GoldenJournal.Releases), MemberType = typeof(GoldenJournal))]
    public async Task The_journal_of_every_release_folds_to_what_it_was(string release)
    {
        using var folder = GoldenJournal.Copy(release);
        await using var store = await Store.OpenAsync(folder.Path, Story.End);
        Golden.Check(await Retelling.OfAsync(store, GoldenJournal.Cases(folder.Path)), release, "journals");
    }

    [Theory]
    [MemberData(nameof(GoldenJournal.Releases), MemberType = typeof(GoldenJournal))]
    public async Task A_case_of_every_release_goes_on_under_its_own_definitions(string release)
    {
        using var folder = GoldenJournal.Copy(release);
        await using var store = await Store.OpenAsync(folder.Path, Story.End);
        var open = (await Retelling.ListAsync(store)).Rows.First(row => row.Active);
        await store.SendAsync(open.CaseId, new TicketCommand.Update(FeelContext.Of(("assigned_to", "li")), null, "Still here.", null), "li", Role.Agent);
        Assert.True(store.Verifier.Verify(TestContext.Current.CancellationToken).IsWhole);
    }

    [Theory]
    [MemberData(nameof(GoldenJournal.Releases), MemberType = typeof(GoldenJournal))]
    public async Task A_case_of_every_release_grows_long_and_is_the_same_from_its_snapshot(string release)
    {
        using var folder = GoldenJournal.Copy(release);
        string caseId;
        TicketState before;
        await using (var store = await Store.OpenAsync(folder.Path, Story.End))
        {
            caseId = (await Retelling.ListAsync(store)).Rows.First(row => row.Active).CaseId;
            await Task.WhenAll(Enumerable.Range(1, 300).Select(number => store.SendAsync(
                caseId, new TicketCommand.Update(FeelContext.Of(("assigned_to", "li")), null, $"Note {number}.", null), "li", Role.Agent)));
            before = await ReadAsync(store, caseId);
        }

        await using var again = await Store.OpenAsync(folder.Path, Story.End);
        Assert.Equal(before, await ReadAsync(again, caseId));
        Assert.Equal(1L, Snapshots(folder.Path, caseId));
        await again.SendAsync(caseId, new TicketCommand.Update(FeelContext.Empty, null, "Still here.", null), "li", Role.Agent);
        Assert.Empty(again.Verifier.Verify(TestContext.Current.CancellationToken).Problems);
    }

    /// <summary>
    /// Tells the story with this build. With WORKFLOWITSM_RELEASE set (for instance 0.3.0) the journal is kept under
    /// that name, for ever: done once, when the release is made.
    /// </summary>
    [Fact]
    public async Task The_story_can_be_told_and_its_journal_is_whole()
    {
        using var folder = new TemporaryFolder();
        await using (var store = await Store.OpenAsync(folder.Path, Store.Begin, RepositoryRoot.PathOf("workflows"), RepositoryRoot.PathOf("rules")))
        {
            await WorksStory.BeginAsync(store);
            await Story.TellAsync(store);
            await WorksStory.EndAsync(store);
            Assert.Empty(store.Verifier.Verify(TestContext.Current.CancellationToken).Problems);
        }

        if (Environment.GetEnvironmentVariable("WORKFLOWITSM_RELEASE") is { Length: > 0 } release) await KeepAsync(folder.Path, release);
    }

    private static async Task KeepAsync(string folder, string release)
    {
        var target = Path.Combine(GoldenJournal.Folder, release);
        Assert.False(Directory.Exists(target), $"{target} is there already; a recorded journal is never written again.");
        Directory.CreateDirectory(target);
        using var recorded = new SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False");
        using var kept = new SqliteConnection($"Data Source={Path.Combine(target, "journal.db")};Pooling=False");
        await recorded.OpenAsync(TestContext.Current.CancellationToken);
        await kept.OpenAsync(TestContext.Current.CancellationToken);
        recorded.BackupDatabase(kept);
    }

    private static async Task<TicketState> ReadAsync(Store store, string caseId) =>
        (TicketState)(await store.Runtime.ReadAsync(TicketCore.StreamKind, caseId, TestContext.Current.CancellationToken))!;

    private static long Snapshots(string folder, string caseId)
    {
        using var journal = new SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False");
        journal.Open();
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM case_snapshot WHERE case_id = $case";
        command.Parameters.AddWithValue("$case", caseId);
        return (long)command.ExecuteScalar()!;
    }
}
