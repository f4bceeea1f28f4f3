using System.Data.Common;

namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>A command that is used again and again; its parameters are <c>$1</c>, <c>$2</c> … Used by one thread at a time.</summary>
internal sealed class PreparedCommand(DbCommand command) : IDisposable
{
    /// <summary>Runs it.</summary>
    public void Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs it and reads what comes.</summary>
    public DbDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteReader();
    }

    /// <summary>Runs it and reads what comes.</summary>
    public Task<DbDataReader> ReadAsync(CancellationToken cancellationToken, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteReaderAsync(cancellationToken);
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
