using Microsoft.Data.Sqlite;

namespace WorkflowItsm.Benchmarks.Durable;

/// <summary>Reads from a store what the product wrote of cases, as statements that write the same again.</summary>
internal static class StoredRows
{
    private const string Second = "journal.first_sequence > 1";

    /// <summary>The rows that are there after the start of each case.</summary>
    public static List<CaseWrites> OfStarts(string store, IReadOnlyCollection<string> cases)
    {
        using var connection = BareLoop.Open(store, SqliteOpenMode.ReadOnly);
        var writes = new Writes(cases);
        foreach (var table in (string[])["journal", "ticket", "task", "due", "used_key"]) writes.Insert(connection, table, "true");
        writes.InsertPersonal(connection, "true");
        return writes.OfCases;
    }

    /// <summary>The rows that the completion of each case's task added, replaced and took away.</summary>
    /// <param name="before">The store before.</param>
    /// <param name="after">The store after.</param>
    /// <param name="cases">The cases.</param>
    public static List<CaseWrites> OfCompletions(string before, string after, IReadOnlyCollection<string> cases)
    {
        using var old = BareLoop.Open(before, SqliteOpenMode.ReadOnly);
        using var now = BareLoop.Open(after, SqliteOpenMode.ReadOnly);
        var writes = new Writes(cases);
        writes.Insert(now, "journal", Second);
        writes.InsertPersonal(now, Second);
        writes.Insert(now, "used_key", "key LIKE 'done-%'");
        writes.Update(now, "ticket");
        writes.Add(old, "SELECT case_id, case_id, wait_id FROM task", "DELETE FROM task WHERE case_id = $0 AND wait_id = $1");
        writes.Add(old, "SELECT case_id, case_id, key FROM due", "DELETE FROM due WHERE case_id = $0 AND key = $1");
        return writes.OfCases;
    }

    private sealed class Writes(IReadOnlyCollection<string> cases)
    {
        private readonly Dictionary<string, List<Write>> _of = cases.ToDictionary(id => id, _ => new List<Write>(), StringComparer.Ordinal);

        public List<CaseWrites> OfCases => [.. cases.Select(id => new CaseWrites(_of[id]))];

        public void Insert(SqliteConnection connection, string table, string condition)
        {
            var columns = Columns(connection, table);
            Add(connection, $"SELECT case_id, {string.Join(", ", columns)} FROM {table} WHERE {condition}", InsertText(table, columns));
        }

        public void InsertPersonal(SqliteConnection connection, string condition)
        {
            var columns = Columns(connection, "personal");
            var qualified = string.Join(", ", columns.Select(column => "personal." + column));
            Add(connection, $"SELECT journal.case_id, {qualified} FROM personal JOIN journal ON journal.position = personal.position WHERE {condition}", InsertText("personal", columns));
        }

        public void Update(SqliteConnection connection, string table)
        {
            var columns = Columns(connection, table);
            var assignments = string.Join(", ", columns.Select((column, i) => $"{column} = ${i}"));
            Add(connection, $"SELECT case_id, {string.Join(", ", columns)} FROM {table}", $"UPDATE {table} SET {assignments} WHERE case_id = ${columns.IndexOf("case_id")}");
        }

        /// <summary>Adds a write for every row that comes; its first column says of which case, the others are the values.</summary>
        public void Add(SqliteConnection connection, string select, string write)
        {
            foreach (var row in Rows(connection, select))
                if (_of.TryGetValue((string)row[0], out var writes)) writes.Add(new(write, row[1..]));
        }

        private static string InsertText(string table, List<string> columns) =>
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i}"))})";

        private static List<string> Columns(SqliteConnection connection, string table) =>
            [.. Rows(connection, $"SELECT name FROM pragma_table_info('{table}')").Select(row => (string)row[0])];

        private static List<object[]> Rows(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            // Names of tables and columns come from the store's own schema.
            command.CommandText = sql;
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
}
