using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational;
using WorkflowItsm.Storage.Relational.Journal;
using WorkflowItsm.Storage.Relational.Queries;
using WorkflowItsm.Storage.Relational.Schema;
using WorkflowItsm.Storage.Sqlite.Queries;

namespace WorkflowItsm.Storage.Sqlite;

/// <summary>Where the journal's file is, and how it is opened. Safe to share between threads.</summary>
internal sealed class JournalFile : JournalDatabase, IDisposable
{
    private const int BusySeconds = 5;
    private readonly SqliteConnection? _keeper;

    public JournalFile(WorkflowItsmOptions options)
    {
        // SQLite's own file system in memory: connections of one process share a file of it by its name.
        Path = options.KeepsNothing
            ? $"file:/{Guid.NewGuid():n}?vfs=memdb"
            : System.IO.Path.Combine(System.IO.Path.GetFullPath(options.DataDirectory), "journal.db");
        ReadOptions = new DbContextOptionsBuilder<JournalDbContext>()
            .UseSqlite(ReaderConnection, Migrations).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
        // Such a file is there for as long as somebody has it open.
        if (options.KeepsNothing) _keeper = Open(WriterConnection);
    }

    public string Path { get; }

    /// <summary>Whether there is a journal yet.</summary>
    public bool Exists => _keeper is not null || File.Exists(Path);

    /// <summary>For the writer, outside of any pool: it lives as long as the process.</summary>
    public string WriterConnection => Text(SqliteOpenMode.ReadWriteCreate, pooling: false);

    /// <summary>For readers; they cannot write even by mistake.</summary>
    public string ReaderConnection => Text(SqliteOpenMode.ReadOnly, pooling: true);

    public override TicketDialect Dialect { get; } = new SqliteDialect();

    public override string SizeSql => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";

    protected override DbContextOptions<JournalDbContext> ReadOptions { get; }

    /// <summary>A context that makes the schema and brings it up to date.</summary>
    public JournalDbContext Migrating(SqliteConnection connection) =>
        new(new DbContextOptionsBuilder<JournalDbContext>().UseSqlite(connection, Migrations).Options, Dialect);

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

    /// <summary>
    /// Closes the readers' connections that nobody uses. They cannot fold the write-ahead log into the file: whoever
    /// closes last has to be able to write, or the log stays behind and a copy of the file alone is not whole.
    /// </summary>
    public void CloseReaders()
    {
        using var reader = new SqliteConnection(ReaderConnection);
        SqliteConnection.ClearPool(reader);
    }

    public override DbConnection OpenReader() => Open(ReaderConnection);

    public override PreparedCommand Command(DbConnection connection, string sql, int parameters)
    {
        var command = ((SqliteConnection)connection).CreateCommand();
        // Every text that comes here is a constant of the house; values are parameters only.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
        return new(command);
    }

    public override StoreException Failure(DbException trouble) => new($"The journal {Path} cannot be used now: {trouble.Message}", trouble);

    public void Dispose() => _keeper?.Dispose();

    private static void Migrations(SqliteDbContextOptionsBuilder options) => options.MigrationsAssembly(typeof(JournalFile).Assembly);

    private string Text(SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = true,
        DefaultTimeout = BusySeconds,
    }.ToString();
}
