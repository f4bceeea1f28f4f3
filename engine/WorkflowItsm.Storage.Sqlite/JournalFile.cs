using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Sqlite.Schema;

namespace WorkflowItsm.Storage.Sqlite;

/// <summary>Where the journal is, and how it is opened. Safe to share between threads.</summary>
internal sealed class JournalFile(WorkflowItsmOptions options)
{
    private const int BusySeconds = 5;

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetFullPath(options.DataDirectory), "journal.db");

    /// <summary>For the writer, outside of any pool: it lives as long as the process.</summary>
    public string WriterConnection => Text(SqliteOpenMode.ReadWriteCreate, pooling: false);

    /// <summary>For readers; they cannot write even by mistake.</summary>
    public string ReaderConnection => Text(SqliteOpenMode.ReadOnly, pooling: true);

    /// <summary>A context on the readers' connections.</summary>
    public JournalDbContext Read() => new(new DbContextOptionsBuilder<JournalDbContext>()
        .UseSqlite(ReaderConnection).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);

    /// <summary>Opens a connection; trouble comes as a <see cref="StoreException"/>.</summary>
    public SqliteConnection Open(string connectionText)
    {
        var connection = new SqliteConnection(connectionText);
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException trouble)
        {
            connection.Dispose();
            throw Failure(trouble);
        }
    }

    /// <summary>SQLite's trouble in the words of the store.</summary>
    public StoreException Failure(SqliteException trouble) => new($"The journal {Path} cannot be used now: {trouble.Message}", trouble);

    private string Text(SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = true,
        DefaultTimeout = BusySeconds,
    }.ToString();
}
