using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace WorkflowItsm.Storage.Sqlite.Tests;

/// <summary>A hand on the journal's file that the product does not have.</summary>
internal sealed class Sql : IDisposable
{
    private readonly SqliteConnection _connection;

    public Sql(string folder)
    {
        _connection = new($"Data Source={Path.Combine(folder, "journal.db")};Pooling=false");
        _connection.Open();
    }

    public void Run(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    public object Value(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar()!;
    }

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string sql, ReadOnlySpan<object> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Tests write their own SQL.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i}", values[i]);
        return command;
    }
}

internal static class ServiceExtensions
{
    public static T GetServiceOf<T>(this IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();
}
