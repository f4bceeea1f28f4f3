using Microsoft.Data.Sqlite;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>The one connection that writes, with its prepared commands.</summary>
internal sealed class WriterConnection : IDisposable
{
    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA busy_timeout = 5000;
        PRAGMA cell_size_check = ON;
        """;

    private readonly SqliteConnection _connection;
    private readonly BatchCommands _commands;
    private readonly PreparedCommand _begin;
    private readonly PreparedCommand _commit;

    /// <summary>Makes the writer of a connection; if that fails, the connection is closed.</summary>
    public static WriterConnection Over(SqliteConnection connection)
    {
        try
        {
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private WriterConnection(SqliteConnection connection)
    {
        _connection = connection;
        // FULL: the commit returns only after the operating system says that the bytes are on the disk.
        using (var pragmas = new PreparedCommand(connection, Pragmas, 0)) pragmas.Run();
        _commands = new(connection);
        _begin = new(connection, "BEGIN IMMEDIATE", 0);
        _commit = new(connection, "COMMIT", 0);
        Head = new(connection, "SELECT position, hash FROM journal ORDER BY position DESC LIMIT 1", 0);
        Key = new(connection, "SELECT digest, kind, case_id FROM used_key WHERE key = $0", 1);
        Counter = new(connection, "SELECT last FROM counter WHERE prefix = $0", 1);
        FactKinds = new(connection, "SELECT tag, name, version FROM fact_kind", 0);
    }

    public PreparedCommand Head { get; }

    public PreparedCommand Key { get; }

    public PreparedCommand Counter { get; }

    public PreparedCommand FactKinds { get; }

    /// <summary>SQLite's <c>synchronous</c> (2 is FULL) and <c>foreign_keys</c> as they are in force.</summary>
    public (long Synchronous, long ForeignKeys) Durability => (Pragma("PRAGMA synchronous"), Pragma("PRAGMA foreign_keys"));

    /// <summary>Writes everything or nothing. After an exception the connection is not to be used again: closing it rolls back.</summary>
    public void Commit(JournalBatch batch)
    {
        _begin.Run();
        _commands.Write(batch);
        _commit.Run();
    }

    public void Dispose()
    {
        _commands.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        Head.Dispose();
        Key.Dispose();
        Counter.Dispose();
        FactKinds.Dispose();
        _connection.Dispose();
    }

    private long Pragma(string sql)
    {
        using var pragma = new PreparedCommand(_connection, sql, 0);
        using var reader = pragma.Read();
        return reader.Read() ? reader.GetInt64(0) : throw new InvalidOperationException($"SQLite does not answer '{sql}'.");
    }
}
