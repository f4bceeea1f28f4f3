using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>Asks SQLite how it would run each query that EF Core runs for a table.</summary>
internal sealed class QueryPlans : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly string _table;

    public QueryPlans(string table)
    {
        _table = table;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public List<string> Found { get; } = [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: SqliteCommand command }) return;
        SqliteParameter[] parameters = [.. command.Parameters.Cast<SqliteParameter>()];
        if (!parameters.Any(parameter => Equals(parameter.Value, _table))) return;
        using var explain = command.Connection!.CreateCommand();
#pragma warning disable CA2100 // EF Core's own text.
        explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
#pragma warning restore CA2100
        foreach (var parameter in parameters) explain.Parameters.AddWithValue(parameter.ParameterName, parameter.Value);
        using var reader = explain.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read()) steps.Add(reader.GetString(3));
        Found.Add(string.Join('\n', steps));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions.ToArray()) subscription.Dispose();
    }
}
