using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>
/// What stores are, by the migrations that they say were applied: for each such list there is one schema with one content,
/// or a migration was done by halves.
/// </summary>
internal sealed class SchemaStates
{
    // Statistics and the names of kinds come after the schema, each at once; the lock's row outlives a kill and is dropped.
    private const string Objects = """
        SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master
        WHERE name NOT LIKE 'sqlite_stat%' AND name NOT LIKE '\_\_EFMigrationsLock' ESCAPE '\' ORDER BY type, name
        """;

    private const string Tables = """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'fact_kind'
        AND name NOT LIKE '\_\_EFMigrationsLock' ESCAPE '\' ORDER BY name
        """;

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>The lists of applied migrations that were met, shortest first.</summary>
    public IReadOnlyList<string> Met => [.. _known.Keys.OrderBy(list => list.Length)];

    /// <summary>Looks at a store without changing what it is, and remembers it; gives a sentence when it is a mixture.</summary>
    public string? Offence(string folder)
    {
        using var file = new SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False");
        file.Open();
        var check = string.Join("; ", Rows(file, "PRAGMA integrity_check").Concat(Rows(file, "SELECT 'foreign key of ' || \"table\" FROM pragma_foreign_key_check")));
        if (check != "ok") return $"The file is damaged: {check}";
        var applied = string.Join(", ", Rows(file, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId"));
        var state = State(file);
        if (_known.TryAdd(applied, state) || _known[applied] == state) return null;
        return $"With {applied} applied it is not what it was at another moment: {state} and {_known[applied]}";
    }

    private static string State(SqliteConnection file)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in Rows(file, Objects)) digest.AppendData(Encoding.UTF8.GetBytes(text));
        foreach (var table in Rows(file, Tables))
        {
            var columns = Rows(file, $"SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
            foreach (var row in Rows(file, $"SELECT {string.Join(" || '|' || ", columns.Select(column => $"quote(\"{column}\")"))} FROM \"{table}\" ORDER BY 1"))
                digest.AppendData(Encoding.UTF8.GetBytes(row));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static List<string> Rows(SqliteConnection file, string sql)
    {
        using var command = file.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }
}
