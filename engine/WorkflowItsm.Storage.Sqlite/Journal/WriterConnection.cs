using Microsoft.Data.Sqlite;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>The one connection that writes, with its prepared commands.</summary>
internal sealed class WriterConnection : IDisposable
{
    // What is deleted or replaced is overwritten at once: pages that become free as well, which FAST leaves as they are.
    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA busy_timeout = 5000;
        PRAGMA cell_size_check = ON;
        PRAGMA secure_delete = ON;
        """;

    private readonly JournalFile _file;
    private readonly SqliteConnection _connection;
    private readonly PreparedStatements _statements;
    private readonly BatchWriter _batches;
    private readonly PreparedCommand _begin;
    private readonly PreparedCommand _commit;

    /// <summary>Opens the connection; if it cannot be made a writer, it is closed.</summary>
    public static WriterConnection Open(JournalFile file)
    {
        var connection = file.Open(file.WriterConnection);
        try
        {
            return new(file, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private WriterConnection(JournalFile file, SqliteConnection connection)
    {
        (_file, _connection) = (file, connection);
        // FULL: the commit returns only after the operating system says that the bytes are on the disk.
        using (var pragmas = file.Command(connection, Pragmas, 0)) pragmas.Run();
        _statements = new(file, connection);
        _batches = new(_statements, file.Dialect);
        _begin = file.Command(connection, "BEGIN IMMEDIATE", 0);
        _commit = file.Command(connection, "COMMIT", 0);
        Head = file.Command(connection, WriterSql.Head, 0);
        Key = file.Command(connection, WriterSql.Key, 1);
        Case = file.Command(connection, WriterSql.Case, 1);
        Counter = file.Command(connection, WriterSql.Counter, 1);
        FactKinds = file.Command(connection, FactKindRows.All, 0);
    }

    public PreparedCommand Head { get; }

    public PreparedCommand Key { get; }

    public PreparedCommand Case { get; }

    public PreparedCommand Counter { get; }

    public PreparedCommand FactKinds { get; }

    /// <summary>SQLite's <c>synchronous</c> (2 is FULL) and <c>foreign_keys</c> as they are in force.</summary>
    public (long Synchronous, long ForeignKeys) Durability => (Pragma("PRAGMA synchronous"), Pragma("PRAGMA foreign_keys"));

    /// <summary>Writes everything or nothing. After an exception the connection is not to be used again: closing it rolls back.</summary>
    public void Commit(JournalBatch batch)
    {
        _begin.Run();
        _batches.Write(batch);
        _commit.Run();
    }

    /// <summary>Writes the file anew without what was deleted, and empties the write-ahead log.</summary>
    /// <exception cref="StoreException">A reader holds the log.</exception>
    public void Compact()
    {
        using (var vacuum = _file.Command(_connection, "VACUUM", 0)) vacuum.Run();
        if (!IsLogEmptied()) throw new StoreException($"The log of the journal {_file.Path} cannot be emptied while somebody reads it; it is tried again.");
    }

    /// <summary>Empties the write-ahead log, unless somebody reads it for longer than others are to wait.</summary>
    public bool EmptyLog()
    {
        using (var impatient = _file.Command(_connection, "PRAGMA busy_timeout = 100", 0)) impatient.Run();
        var isEmpty = IsLogEmptied();
        using (var patient = _file.Command(_connection, "PRAGMA busy_timeout = 5000", 0)) patient.Run();
        return isEmpty;
    }

    public void Dispose()
    {
        _statements.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        Head.Dispose();
        Key.Dispose();
        Case.Dispose();
        Counter.Dispose();
        FactKinds.Dispose();
        _connection.Dispose();
    }

    private bool IsLogEmptied() => Pragma("PRAGMA wal_checkpoint(TRUNCATE)") == 0;

    private long Pragma(string sql)
    {
        using var pragma = _file.Command(_connection, sql, 0);
        using var reader = pragma.Read();
        return reader.Read() ? reader.GetInt64(0) : throw new InvalidOperationException($"SQLite does not answer '{sql}'.");
    }
}
