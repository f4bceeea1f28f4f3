using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Postgres;
using WorkflowItsm.Storage.Postgres.Journal;
using WorkflowItsm.Storage.Postgres.Tests;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>A store for one test: here a schema of its own in the PostgreSQL that all tests of this project share.</summary>
internal sealed class TestStore(PostgresServer? own = null)
{
    /// <summary>What the tests set aside before they damage rows on purpose.</summary>
    public const string Unhindered = "SET session_replication_role = replica";

    private readonly string _schema = $"test_{Guid.NewGuid():N}";
    private string? _connectionString;

    /// <summary>The store as sentences name it.</summary>
    public string Name { get; private set; } = "";

    public string ConnectionString => _connectionString ?? throw new InvalidOperationException("No runtime has used the store yet.");

    public async Task UseAsync(WorkflowItsmBuilder builder, string folder)
    {
        var server = own ?? await SharedServer.GetAsync();
        Name = $"store 127.0.0.1:{server.Port}/postgres (schema {_schema})";
        _connectionString = $"{server.ConnectionString};Search Path={_schema}";
        builder.UsePostgres(_connectionString);
    }

    /// <summary>The provider's own store, for a wrapper around it.</summary>
    public static ICaseStore Make(IServiceProvider services) => ActivatorUtilities.CreateInstance<PostgresCaseStore>(services);

    public StoreHand Hand()
    {
        var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        connection.Open();
#pragma warning disable CA2100 // Tests write their own SQL.
        return new(connection, sql => new NpgsqlCommand(sql, connection));
#pragma warning restore CA2100
    }

    public static void Add(DbCommand command, object value) => ((NpgsqlCommand)command).Parameters.Add(new() { Value = value });
}
