using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace WorkflowItsm.Benchmarks.Durable;

/// <summary>
/// The baseline on PostgreSQL: rows that are there already in another schema, written by statements the server has compiled, in
/// transactions of a given size that go to it in one journey each, as durably (<c>synchronous_commit = on</c>).
/// </summary>
internal sealed class PostgresBareLoop : IDisposable
{
    private readonly NpgsqlConnection _connection;

    /// <param name="connectionString">Where the same tables are, without these rows.</param>
    public PostgresBareLoop(string connectionString)
    {
        _connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, MaxAutoPrepare = 64, AutoPrepareMinUsages = 2 }.ToString());
        _connection.Open();
        using var durable = new NpgsqlCommand("SET synchronous_commit = on", _connection);
        durable.ExecuteNonQuery();
    }

    /// <summary>Writes the rows of every case; gives cases a second.</summary>
    public double Write(IReadOnlyList<CaseWrites> cases, double meanBatch)
    {
        var clock = Stopwatch.StartNew();
        foreach (var chunk in cases.Chunk(Math.Max(1, (int)Math.Round(meanBatch))))
        {
            using var batch = new NpgsqlBatch(_connection);
            batch.BatchCommands.Add(new("BEGIN"));
            foreach (var write in chunk.SelectMany(one => one.Writes)) batch.BatchCommands.Add(Command(write));
            batch.BatchCommands.Add(new("COMMIT"));
            batch.ExecuteNonQuery();
        }

        return cases.Count / clock.Elapsed.TotalSeconds;
    }

    public void Dispose() => _connection.Dispose();

    private static NpgsqlBatchCommand Command(Write write)
    {
#pragma warning disable CA2100 // Names of tables and columns come from the store's own schema.
        var command = new NpgsqlBatchCommand(write.Sql);
#pragma warning restore CA2100
        foreach (var value in write.Values)
        {
            // The server takes a text for what the column is: text, or JSON.
            command.Parameters.Add(value is string or DBNull ? new() { NpgsqlDbType = NpgsqlDbType.Unknown, Value = value } : new() { Value = value });
        }

        return command;
    }
}
