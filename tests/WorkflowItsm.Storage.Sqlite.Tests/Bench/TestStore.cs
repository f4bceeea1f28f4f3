using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Sqlite;
using WorkflowItsm.Storage.Sqlite.Journal;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>A store for one test: here SQLite, in the runtime's folder. Other test projects have another.</summary>
internal sealed class TestStore
{
    /// <summary>What the tests set aside before they damage rows on purpose.</summary>
    public const string Unhindered = "PRAGMA foreign_keys = OFF";

    private string _folder = "";

    /// <summary>The store as sentences name it.</summary>
    public string Name => $"journal {Path.Combine(_folder, "journal.db")}";

    public Task UseAsync(WorkflowItsmBuilder builder, string folder)
    {
        _folder = folder;
        builder.UseSqlite();
        return Task.CompletedTask;
    }

    /// <summary>The provider's own store, for a wrapper around it.</summary>
    public static ICaseStore Make(IServiceProvider services) => ActivatorUtilities.CreateInstance<SqliteCaseStore>(services);

    public StoreHand Hand()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "journal.db")};Pooling=false");
        connection.Open();
#pragma warning disable CA2100 // Tests write their own SQL.
        return new(connection, sql => new SqliteCommand(sql, connection));
#pragma warning restore CA2100
    }

    public static void Add(DbCommand command, object value) =>
        ((SqliteCommand)command).Parameters.AddWithValue($"${command.Parameters.Count + 1}", value);
}
