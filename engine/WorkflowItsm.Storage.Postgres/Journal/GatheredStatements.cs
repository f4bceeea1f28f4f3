using Npgsql;
using NpgsqlTypes;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Postgres.Journal;

/// <summary>
/// Gathers the statements of a transaction, so that all of them, <c>BEGIN</c> and <c>COMMIT</c> included, go to the
/// server in one journey. Each text is compiled there once (see the writer's connection string).
/// </summary>
internal sealed class GatheredStatements(NpgsqlBatch batch) : IStatements
{
    public void Run(string sql, params ReadOnlySpan<object?> values)
    {
        // Every text that comes here is a constant of the house; values are parameters only.
#pragma warning disable CA2100
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(Parameter(value));
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        // The server takes a text for what the column is: text, or JSON. A null has the same type, so that it compiles nothing anew.
        null => new() { NpgsqlDbType = NpgsqlDbType.Unknown, Value = DBNull.Value },
        string text => new() { NpgsqlDbType = NpgsqlDbType.Unknown, Value = PostgresText.Of(text) },
        int number => new NpgsqlParameter<long> { TypedValue = number },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes },
        _ => throw new ArgumentException($"A statement has a value of type {value.GetType()}; expected a text, a whole number or bytes.", nameof(value)),
    };
}
