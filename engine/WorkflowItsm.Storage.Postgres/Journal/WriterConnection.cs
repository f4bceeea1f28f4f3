using System.Data.Common;
using Npgsql;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Postgres.Journal;

/// <summary>
/// The one session that writes. It holds an advisory lock for as long as it lives, so that the server itself ends the
/// right to write with the session, and a successor begins only after everything this one sent has been done or undone.
/// </summary>
internal sealed class WriterConnection : IAsyncDisposable, IDisposable
{
    // Of two numbers: ours, and the schema.
    private const string Lock = "SELECT pg_advisory_lock(1464289363, hashtext($1))";

    // The session of a process that was killed ends at once, mostly.
    private const string Patience = "SET lock_timeout = 5000";

    private const string Holder = """
        SELECT a.application_name, host(a.client_addr), to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND l.classid = 1464289363 AND l.objid = hashtext($1)::oid
        """;

    // synchronous_commit: the commit returns only after the server has the bytes on its disk. The rest lets the server
    // notice within half a minute that this machine is gone, and so let go of the lock.
    private const string Settings = """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') <> 'remote_apply';
        SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
        SET client_connection_check_interval = '10s'; SET default_transaction_isolation = 'read committed';
        SET default_transaction_read_only = off; SET idle_session_timeout = 0; SET idle_in_transaction_session_timeout = 0
        """;

    private const string Keys = "SELECT digest, kind, case_id, key FROM used_key WHERE key = ANY($1)";

    // A case may have many rows: one of them is enough.
    private const string Cases = "SELECT asked FROM unnest($1) asked WHERE EXISTS (SELECT 1 FROM journal WHERE case_id = asked)";

    private readonly PostgresJournal _journal;

    private WriterConnection(PostgresJournal journal, NpgsqlConnection connection) => (_journal, Connection) = (journal, connection);

    public NpgsqlConnection Connection { get; }

    /// <summary>Opens a session that holds the store.</summary>
    /// <exception cref="StoreException">The server does not answer, or another session holds the store; the message names it.</exception>
    public static async Task<WriterConnection> OpenAsync(PostgresJournal journal, CancellationToken cancellationToken)
    {
        var writer = new WriterConnection(journal, new NpgsqlConnection(journal.WriterConnection));
        try
        {
            await writer.Connection.OpenAsync(cancellationToken);
            await writer.RunAsync(Settings, cancellationToken);
            await writer.LockAsync(cancellationToken);
            return writer;
        }
        catch (Exception trouble)
        {
            await writer.DisposeAsync();
            throw journal.Failure(trouble) ?? trouble;
        }
    }

    /// <summary>Writes everything or nothing. After an exception the session is not to be used again.</summary>
    public async Task CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        await using var statements = new NpgsqlBatch(Connection);
        var gathered = new GatheredStatements(statements);
        gathered.Run("BEGIN");
        new BatchWriter(gathered, _journal.Dialect).Write(batch);
        gathered.Run("COMMIT");
        await statements.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Which of the keys were used, and which of the cases are there: two statements in one journey.</summary>
    public async Task<StoreLookUp?> LookUpAsync(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> cases, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(Connection);
        var (askedKeys, askedCases) = (Ask(batch, Keys, keys), Ask(batch, Cases, cases));
        var (used, there) = (askedKeys.ToDictionary(key => key, _ => (UsedKey?)null, StringComparer.Ordinal), askedCases.ToDictionary(id => id, _ => false, StringComparer.Ordinal));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) used[reader.GetString(3)] = WriterSql.ReadKey(reader.GetString(3), reader);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) there[reader.GetString(0)] = true;
        return new(used, there);

        // What the server cannot keep is asked by itself, so that its trouble is its own.
        static string[] Ask(NpgsqlBatch batch, string sql, IReadOnlyCollection<string> texts)
        {
            string[] asked = [.. texts.Where(text => ReferenceEquals(PostgresText.Of(text), text))];
#pragma warning disable CA2100 // Constants of this file.
            var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = asked });
            batch.BatchCommands.Add(command);
            return asked;
        }
    }

    /// <summary>The rows of an answer.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values)
    {
        using var command = _journal.Command(Connection, sql, values.Length);
        await using var reader = await command.ReadAsync(cancellationToken, values);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Writes the tables anew that lose rows or values; the server's own log, and its archive, keep what they hold.</summary>
    public async Task CompactAsync(CancellationToken cancellationToken)
    {
        // A vacuum runs in no transaction, and several statements sent together are one.
        foreach (var table in (string[])["personal", "case_snapshot", "ticket", "task", "effect", "used_key"])
            await RunAsync($"VACUUM (FULL) {table}", cancellationToken);
    }

    public void Dispose() => Connection.Dispose();

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private async Task LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(Patience, cancellationToken);
            await ListAsync(Lock, _ => true, cancellationToken, _journal.Schema);
            await RunAsync("SET lock_timeout = 0", cancellationToken);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            var holders = await ListAsync(Holder, Who, cancellationToken, _journal.Schema);
            throw new StoreException(
                $"The store {_journal.Name} is in use by {(holders.Count > 0 ? holders[0] : "another session")}; "
                    + "stop it, or choose another database or schema.", taken);
        }
    }

    // What belongs to another account of the server shows only to those who may see it.
    private static string Who(DbDataReader reader) => reader.IsDBNull(0) || reader.IsDBNull(2)
        ? "another session"
        : $"{reader.GetString(0)}, connected {(reader.IsDBNull(1) ? "on the server itself" : $"from {reader.GetString(1)}")} "
            + $"since {reader.GetString(2)} UTC";

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // Constants of this file.
        await using var command = new NpgsqlCommand(sql, Connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
