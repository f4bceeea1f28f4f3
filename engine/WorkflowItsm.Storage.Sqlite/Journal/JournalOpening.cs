using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>Opens the journal's file at start: SQLite new enough, file readable, schema made or brought up to date.</summary>
internal sealed class JournalOpening(JournalFile file)
{
    // SQLite's primary result codes.
    private const int Busy = 5, ReadOnly = 8, Full = 13, CannotOpen = 14;

    // Older ones can lose committed pages of a write-ahead log.
    private static readonly Version _oldest = new(3, 51, 3);

    /// <exception cref="InvalidOperationException">The store cannot be used; the message says why and what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(file.WriterConnection);
            await connection.OpenAsync(cancellationToken);
            CheckVersion(connection.ServerVersion);
            await using var context = file.Migrating(connection);
            await CheckSchemaAsync(context, cancellationToken);
            await ForgetMigrationLockAsync(connection, cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
            await PlannerStatistics.EnsureAsync(connection, cancellationToken);
        }
        catch (SqliteException trouble)
        {
            throw Refusal(trouble);
        }
    }

    /// <summary>SQLite's trouble at start, and what to do about it.</summary>
    public InvalidOperationException Refusal(SqliteException trouble) =>
        new($"The journal {file.Path} cannot be opened: {trouble.Message.TrimEnd('.')}. {Cure(trouble.SqliteErrorCode)}", trouble);

    private static string Cure(int code) => code switch
    {
        Busy => "Another program has it open; close that, then start again.",
        ReadOnly or CannotOpen => "Give this account the right to write it and its folder, then start again.",
        Full => "Make room on the disk, then start again.",
        _ => "If it is damaged, restore it from a backup; if another program has it open, close that.",
    };

    /// <summary>Refuses a SQLite that is too old to be trusted.</summary>
    public static void CheckVersion(string version)
    {
        if (Version.Parse(version) < _oldest)
            throw new InvalidOperationException(
                $"SQLite {version} is too old: it can lose committed data in write-ahead mode. Use {_oldest} or newer.");
    }

    // EF keeps other migrators out by a row in this table, and waits for ever for one whose process was killed.
    // Here the data folder's lock keeps them out, so what is in the table is always a dead process's.
    private static async Task ForgetMigrationLockAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task CheckSchemaAsync(JournalDbContext context, CancellationToken cancellationToken)
    {
        var unknown = (await context.Database.GetAppliedMigrationsAsync(cancellationToken))
            .Except(context.Database.GetMigrations())
            .ToList();
        if (unknown.Count > 0)
            throw new InvalidOperationException(
                $"The journal {file.Path} was written by a newer release (schema {string.Join(", ", unknown)}); "
                    + "this one would damage it. Use that release, or restore a backup from before.");
    }
}
