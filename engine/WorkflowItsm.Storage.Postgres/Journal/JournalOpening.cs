using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace WorkflowItsm.Storage.Postgres.Journal;

/// <summary>Opens the journal's schema at start, in the session that holds the store: a server to be trusted, tables made or brought up to date.</summary>
internal static class JournalOpening
{
    private const int OldestVersion = 14;

    private const string Server = """
        SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'), current_setting('fsync'), pg_is_in_recovery()
        """;

    // The first process counts from 1.
    private const string NextEpoch = """
        INSERT INTO writer (id, epoch) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET epoch = writer.epoch + 1 RETURNING epoch
        """;

    /// <summary>Makes the tables ready, and gives the number of this process among the writers of the store.</summary>
    /// <exception cref="InvalidOperationException">The store cannot be used; the message says why and what to do.</exception>
    public static async Task<long> RunAsync(PostgresJournal journal, WriterConnection writer, CancellationToken cancellationToken)
    {
        try
        {
            var server = await writer.ListAsync(
                Server, row => new ServerFacts(row.GetInt32(0), row.GetString(1), row.GetString(2) == "on", row.GetBoolean(3)), cancellationToken);
            if (WhyNot(journal.Name, server[0]) is { } reason) throw new InvalidOperationException(reason);
            await using var context = journal.Migrating(writer.Connection);
            var unknown = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(context.Database.GetMigrations()).ToList();
            if (unknown.Count > 0)
                throw new InvalidOperationException(
                    $"The store {journal.Name} was written by a newer release (schema {string.Join(", ", unknown)}); "
                        + "this one would damage it. Use that release, or restore a backup from before.");
            await context.Database.MigrateAsync(cancellationToken);
            return (await writer.ListAsync(NextEpoch, row => row.GetInt64(0), cancellationToken))[0];
        }
        catch (NpgsqlException trouble)
        {
            throw new InvalidOperationException(
                $"The store {journal.Name} cannot be opened: {PostgresJournal.Said(trouble)} The account needs the right to make "
                    + "tables there; if the database is damaged, restore it from a backup.", trouble);
        }
    }

    /// <summary>Why a server is not to be trusted with a journal; null when it is.</summary>
    public static string? WhyNot(string store, ServerFacts server) => server switch
    {
        { Version: < OldestVersion } => $"The server of {store} is PostgreSQL {server.Version}; use {OldestVersion} or newer.",
        { Encoding: not "UTF8" } => $"The database of {store} has the encoding {server.Encoding}, which cannot keep every text; "
            + "make one with ENCODING 'UTF8'.",
        { IsStandby: true } => $"The server of {store} is a standby and takes no writes; name the primary.",
        { Flushes: false } => $"The server of {store} runs with fsync = off: a power cut would lose what was acknowledged. "
            + "Set fsync = on in its postgresql.conf.",
        _ => null,
    };

    /// <summary>What matters of a server.</summary>
    internal sealed record ServerFacts(int Version, string Encoding, bool Flushes, bool IsStandby);
}
