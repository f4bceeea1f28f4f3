using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Postgres.Queries;
using WorkflowItsm.Storage.Relational;
using WorkflowItsm.Storage.Relational.Journal;
using WorkflowItsm.Storage.Relational.Queries;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Postgres;

/// <summary>Where the journal's schema is, and how it is opened. Safe to share between threads.</summary>
internal sealed class PostgresJournal : JournalDatabase, IDisposable
{
    private const int ConnectSeconds = 5;
    private readonly NpgsqlDataSource _readers;

    /// <exception cref="InvalidOperationException">The text is no connection string, or names no database.</exception>
    public PostgresJournal(string connectionString)
    {
        var text = Read(connectionString);
        Schema = text.SearchPath?.Split(',')[0].Trim(' ', '"') is { Length: > 0 } first ? first : "public";
        Name = $"{text.Host}:{text.Port}/{text.Database}{(Schema == "public" ? "" : $" (schema {Schema})")}";
        text.Timeout = Math.Min(text.Timeout, ConnectSeconds);
        // Who has the store is read by people: in the refusal of a second process, and in pg_stat_activity.
        text.ApplicationName ??= string.Create(CultureInfo.InvariantCulture, $"WorkflowItsm {Environment.MachineName} process {Environment.ProcessId}");
        WriterConnection = Writing(text);
        _readers = NpgsqlDataSource.Create(Reading(text));
        ReadOptions = new DbContextOptionsBuilder<JournalDbContext>()
            .UseNpgsql(_readers, Migrations).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
    }

    /// <summary>Where it is, without anything secret.</summary>
    public string Name { get; }

    /// <summary>The schema that holds the tables.</summary>
    public string Schema { get; }

    /// <summary>For the writer, outside of any pool: the session is what holds the store.</summary>
    public string WriterConnection { get; }

    public override TicketDialect Dialect { get; } = new PostgresDialect();

    public override string SizeSql => """
        SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind = 'r'
        """;

    protected override DbContextOptions<JournalDbContext> ReadOptions { get; }

    /// <summary>A context that makes the schema and brings it up to date.</summary>
    public JournalDbContext Migrating(NpgsqlConnection connection) =>
        new(new DbContextOptionsBuilder<JournalDbContext>().UseNpgsql(connection, Migrations).Options, Dialect);

    public override DbConnection OpenReader()
    {
        try
        {
            return _readers.OpenConnection();
        }
        catch (NpgsqlException trouble)
        {
            throw Failure(trouble);
        }
    }

    public override async ValueTask<DbConnection> OpenReaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _readers.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException trouble)
        {
            throw Failure(trouble);
        }
    }

    public override PreparedCommand Command(DbConnection connection, string sql, int parameters)
    {
        // Every text that comes here is a constant of the house; values are parameters only.
#pragma warning disable CA2100
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)connection);
#pragma warning restore CA2100
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new NpgsqlParameter());
        return new(command);
    }

    public override StoreException Failure(DbException trouble) => new($"The store {Name} cannot be used now: {Said(trouble)}", trouble);

    /// <summary>What the server or the driver says, as a sentence.</summary>
    public static string Said(DbException trouble)
    {
        var said = trouble is PostgresException answer ? answer.MessageText : trouble.InnerException?.Message ?? trouble.Message;
        return said.EndsWith('.') ? said : $"{said}.";
    }

    public void Dispose() => _readers.Dispose();

    private static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            var text = new NpgsqlConnectionStringBuilder(connectionString);
            if (!string.IsNullOrEmpty(text.Host) && !string.IsNullOrEmpty(text.Database)) return text;
        }
        catch (ArgumentException)
        {
            // Its message may repeat what was found, which may be the password.
        }

        throw new InvalidOperationException(
            "The connection string of PostgreSQL cannot be read, or names no Host or no Database; "
                + "write it as in 'Host=db;Database=itsm;Username=itsm;Password=…'.");
    }

    private static string Writing(NpgsqlConnectionStringBuilder text) => new NpgsqlConnectionStringBuilder(text.ConnectionString)
    {
        Pooling = false,
        // A statement that comes again is compiled once; the writer says some twenty.
        MaxAutoPrepare = 64,
        AutoPrepareMinUsages = 2,
        TcpKeepAlive = true,
        TcpKeepAliveTime = 10,
        TcpKeepAliveInterval = 5,
    }.ToString();

    // Also after the pool has reset a connection: what it begins with is what it goes back to.
    private static string Reading(NpgsqlConnectionStringBuilder text) => new NpgsqlConnectionStringBuilder(text.ConnectionString)
    {
        Options = $"{text.Options} -c default_transaction_read_only=on".Trim(),
        MaxAutoPrepare = 64,
        AutoPrepareMinUsages = 2,
    }.ToString();

    private void Migrations(NpgsqlDbContextOptionsBuilder options) => options
        .MigrationsAssembly(typeof(PostgresJournal).Assembly)
        .MigrationsHistoryTable("__EFMigrationsHistory", Schema);
}
