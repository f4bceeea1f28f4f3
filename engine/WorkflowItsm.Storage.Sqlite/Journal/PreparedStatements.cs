using Microsoft.Data.Sqlite;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>Runs each statement at once, compiled the first time it is said.</summary>
internal sealed class PreparedStatements(JournalFile file, SqliteConnection connection) : IStatements, IDisposable
{
    // The texts are constants, each one object, so that looking one up costs no comparison of texts.
    private readonly Dictionary<string, PreparedCommand> _prepared = new(ReferenceEqualityComparer.Instance);

    public void Run(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command)) _prepared[sql] = command = file.Command(connection, sql, values.Length);
        command.Run(values);
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
    }
}
