using Microsoft.Data.Sqlite;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Access;

public sealed class OpsDatabaseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_killed_while_it_made_the_file_does_not_keep_the_next_one_out()
    {
        await using var file = await OpsFile.OpenAsync(LeaveLock).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        await file.Tokens.AddAsync("li", Role.Agent, Stop);
        Assert.Equal("wal", Ask(file.Path, "PRAGMA journal_mode"));
    }

    private static void LeaveLock(string folder)
    {
        Ask(folder, "CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL)");
        Ask(folder, "INSERT INTO __EFMigrationsLock VALUES (1, '2026-11-23 14:50:36')");
    }

    private static object? Ask(string folder, string question)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "ops.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }
}
