using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Sqlite.Journal;

namespace WorkflowItsm.Storage.Sqlite.Tests;

public sealed class OpeningTests
{
    [Fact]
    public async Task The_journal_is_written_ahead_and_flushed_at_every_commit()
    {
        await using var runtime = await TestRuntime.StartAsync();
        using var file = runtime.Database.Hand();

        Assert.Equal("wal", file.Value("PRAGMA journal_mode"));
        using var writer = WriterConnection.Open(runtime.Services.GetRequiredService<JournalFile>());
        Assert.Equal((2L, 1L), writer.Durability);
    }

    [Theory]
    [InlineData("3.51.2")]
    [InlineData("3.46.1")]
    public void A_SQLite_that_loses_pages_is_refused(string version)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => JournalOpening.CheckVersion(version));
        Assert.Equal($"SQLite {version} is too old: it can lose committed data in write-ahead mode. Use 3.51.3 or newer.", refused.Message);
    }

    [Theory]
    [InlineData("3.51.3")]
    [InlineData("3.53.3")]
    [InlineData("4.0.0")]
    public void A_newer_SQLite_is_taken(string version) => JournalOpening.CheckVersion(version);

    [Fact]
    public async Task A_process_killed_while_it_migrated_does_not_keep_the_next_one_out()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.StopAsync();
        using (var file = runtime.Database.Hand())
        {
            file.Run("CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL)");
            file.Run("INSERT INTO __EFMigrationsLock VALUES (1, '2026-11-23 14:50:36')");
        }

        await runtime.StartAgainAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stop_folds_the_log_into_the_file()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Add(1));
        runtime.Verify();
        await runtime.StopAsync();

        Assert.Empty(Directory.GetFiles(runtime.Folder, "journal.db-*"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.StopAsync();
        var path = Path.Combine(runtime.Folder, "journal.db");
        await File.WriteAllTextAsync(path, new string('x', 8192), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(runtime.StartAgainAsync);
        Assert.Equal(
            $"The journal {path} cannot be opened: SQLite Error 26: 'file is not a database'. If it is damaged, "
                + "restore it from a backup; if another program has it open, close that.", refused.Message);
    }

    [Fact]
    public async Task A_folder_without_a_journal_is_a_sentence()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var verifier = runtime.Services.GetRequiredService<JournalVerifier>();
        await runtime.Services.GetRequiredService<Runtime.Cases.CaseWriter>().StopAsync();
        ((IDisposable)runtime.Store).Dispose();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(runtime.Folder, "journal.db*")) File.Delete(file);

        Assert.Equal(
            [$"There is no journal at {Path.Combine(runtime.Folder, "journal.db")}. Name the data folder with --data."],
            verifier.Verify(TestContext.Current.CancellationToken).Problems.Items);
    }
}
