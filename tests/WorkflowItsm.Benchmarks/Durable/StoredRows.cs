using Microsoft.Data.Sqlite;

namespace WorkflowItsm.Benchmarks.Durable;

/// <summary>Reads from a store what the product wrote of cases, as statements that write the same again.</summary>
internal static class StoredRows
{
    private static readonly (string Table, string Of)[] _added =
    [
        ("journal", "case_id = $0"),
        ("personal", "position IN (SELECT position FROM journal WHERE case_id = $0)"),
        ("ticket", "case_id = $0"),
        ("task", "case_id = $0"),
        ("due", "case_id = $0"),
        ("used_key", "case_id = $0"),
    ];

    /// <summary>The rows that are there after the start of each case.</summary>
    public static List<CaseWrites> OfStarts(string store, IEnumerable<string> cases)
    {
        using var connection = BareLoop.Open(store, SqliteOpenMode.ReadOnly);
        return [.. cases.Select(id => new CaseWrites([.. _added.SelectMany(part => Inserts(connection, part.Table, part.Of, id))]))];
    }

    /// <summary>The rows that the completion of each case's task added, replaced and took away.</summary>
    /// <param name="before">The store before.</param>
    /// <param name="after">The store after.</param>
    /// <param name="cases">The cases.</param>
    public static List<CaseWrites> OfCompletions(string before, string after, IEnumerable<string> cases)
    {
        using var old = BareLoop.Open(before, SqliteOpenMode.ReadOnly);
        using var now = BareLoop.Open(after, SqliteOpenMode.ReadOnly);
        return [.. cases.Select(id => new CaseWrites([.. Completion(old, now, id)]))];
    }

    private static IEnumerable<Write> Completion(SqliteConnection old, SqliteConnection now, string id)
    {
        const string Second = "case_id = $0 AND first_sequence > 1";
        foreach (var write in Inserts(now, "journal", Second, id)) yield return write;
        foreach (var write in Inserts(now, "personal", $"position IN (SELECT position FROM journal WHERE {Second})", id)) yield return write;
        foreach (var write in Inserts(now, "used_key", "case_id = $0 AND key LIKE 'done-%'", id)) yield return write;
        foreach (var write in Inserts(now, "ticket", "case_id = $0", id)) yield return Replacing(write);
        foreach (var row in Rows(old, "SELECT case_id, wait_id FROM task WHERE case_id = $0", id))
            yield return new("DELETE FROM task WHERE case_id = $0 AND wait_id = $1", row);
        foreach (var row in Rows(old, "SELECT case_id, key FROM due WHERE case_id = $0", id))
            yield return new("DELETE FROM due WHERE case_id = $0 AND key = $1", row);
    }

    private static Write Replacing(Write insert)
    {
        var columns = insert.Sql[(insert.Sql.IndexOf('(', StringComparison.Ordinal) + 1)..insert.Sql.IndexOf(')', StringComparison.Ordinal)].Split(", ");
        return insert with
        {
            Sql = $"UPDATE ticket SET {string.Join(", ", columns.Select((column, i) => $"{column} = ${i}"))} WHERE case_id = ${Array.IndexOf(columns, "case_id")}",
        };
    }

    private static IEnumerable<Write> Inserts(SqliteConnection connection, string table, string of, string id)
    {
        var columns = string.Join(", ", Rows(connection, "SELECT name FROM pragma_table_info($0)", table).Select(row => row[0]));
        var places = string.Join(", ", columns.Split(", ").Select((_, i) => $"${i}"));
        return Rows(connection, $"SELECT {columns} FROM {table} WHERE {of}", id).Select(row => new Write($"INSERT INTO {table} ({columns}) VALUES ({places})", row));
    }

    private static List<object[]> Rows(SqliteConnection connection, string sql, string parameter)
    {
        using var command = connection.CreateCommand();
        // Names of tables and columns come from the store's own schema.
        command.CommandText = sql;
        command.Parameters.Add(new SqliteParameter("$0", parameter));
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
