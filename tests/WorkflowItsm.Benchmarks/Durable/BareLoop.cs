using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace WorkflowItsm.Benchmarks.Durable;

/// <summary>
/// The baseline: nothing but prepared statements that write rows which are there already, read from a store that the
/// product wrote, in transactions of a given size, as durably (write-ahead log, <c>synchronous = FULL</c>).
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workflowitsm-bare-");
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    /// <param name="start">The store it begins with; its content is copied.</param>
    public BareLoop(string start)
    {
        var path = Path.Combine(_folder.FullName, "journal.db");
        File.Copy(start, path);
        _connection = Open(path, SqliteOpenMode.ReadWrite);
        Run(new("PRAGMA journal_mode = WAL", []));
        Run(new("PRAGMA synchronous = FULL", []));
        Run(new("PRAGMA foreign_keys = ON", []));
    }

    /// <summary>Opens a store.</summary>
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Writes the rows of every case; gives cases a second.</summary>
    public double Write(IReadOnlyList<CaseWrites> cases, double meanBatch)
    {
        var size = Math.Max(1, (int)Math.Round(meanBatch));
        var clock = Stopwatch.StartNew();
        for (var begin = 0; begin < cases.Count; begin += size)
        {
            Run(new("BEGIN IMMEDIATE", []));
            for (var i = begin; i < Math.Min(begin + size, cases.Count); i++)
                foreach (var write in cases[i].Writes) Run(write);
            Run(new("COMMIT", []));
        }

        return cases.Count / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _connection.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Run(Write write)
    {
        if (!_prepared.TryGetValue(write.Sql, out var command))
        {
            _prepared[write.Sql] = command = _connection.CreateCommand();
            command.CommandText = write.Sql;
            for (var i = 0; i < write.Values.Length; i++) command.Parameters.Add(new SqliteParameter($"${i + 1}", null));
        }

        for (var i = 0; i < write.Values.Length; i++) command.Parameters[i].Value = write.Values[i];
        command.ExecuteNonQuery();
    }
}

/// <summary>A statement and its values.</summary>
internal sealed record Write(string Sql, object[] Values);

/// <summary>What is written of one case.</summary>
internal sealed record CaseWrites(IReadOnlyList<Write> Writes);
