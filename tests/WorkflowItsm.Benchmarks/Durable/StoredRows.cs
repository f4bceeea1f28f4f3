using System.Data.Common;

namespace WorkflowItsm.Benchmarks.Durable;

/// <summary>Reads from a store what the product wrote of cases, as statements that write the same again.</summary>
internal static class StoredRows
{
    private const string Second = "journal.first_sequence > 1";

    /// <summary>The rows that are there after the start of each case.</summary>
    public static List<CaseWrites> OfStarts(DbConnection store, IReadOnlyCollection<string> cases)
    {
        var writes = new Writes(cases);
        foreach (var table in (string[])["journal", "ticket", "task", "due", "used_key"]) writes.Insert(store, table, "true");
        writes.InsertPersonal(store, "true");
        return writes.OfCases;
    }

    /// <summary>The rows that the completion of each case's task will take away.</summary>
    public static List<CaseWrites> OfEnds(DbConnection before, IReadOnlyCollection<string> cases)
    {
        var writes = new Writes(cases);
        writes.Add(before, "SELECT case_id, case_id, wait_id FROM task", "DELETE FROM task WHERE case_id = $1 AND wait_id = $2");
        writes.Add(before, "SELECT case_id, case_id, key FROM due", "DELETE FROM due WHERE case_id = $1 AND key = $2");
        return writes.OfCases;
    }

    /// <summary>The rows that the completion of each case's task added and replaced, and then those it took away.</summary>
    /// <param name="after">The store after.</param>
    /// <param name="ends">What <see cref="OfEnds"/> gave of the same cases.</param>
    /// <param name="cases">The cases.</param>
    public static List<CaseWrites> OfCompletions(DbConnection after, List<CaseWrites> ends, IReadOnlyCollection<string> cases)
    {
        var writes = new Writes(cases);
        writes.Insert(after, "journal", Second);
        writes.InsertPersonal(after, Second);
        writes.Insert(after, "used_key", "key LIKE 'done-%'");
        writes.Update(after, "ticket");
        return [.. writes.OfCases.Zip(ends, (one, end) => new CaseWrites([.. one.Writes, .. end.Writes]))];
    }

    private sealed class Writes(IReadOnlyCollection<string> cases)
    {
        private readonly Dictionary<string, List<Write>> _of = cases.ToDictionary(id => id, _ => new List<Write>(), StringComparer.Ordinal);

        public List<CaseWrites> OfCases => [.. cases.Select(id => new CaseWrites(_of[id]))];

        public void Insert(DbConnection connection, string table, string condition)
        {
            var columns = Columns(connection, table);
            Add(connection, $"SELECT case_id, {string.Join(", ", columns)} FROM {table} WHERE {condition}", InsertText(table, columns));
        }

        public void InsertPersonal(DbConnection connection, string condition)
        {
            var columns = Columns(connection, "personal");
            var qualified = string.Join(", ", columns.Select(column => "personal." + column));
            Add(connection, $"SELECT journal.case_id, {qualified} FROM personal JOIN journal ON journal.position = personal.position WHERE {condition}", InsertText("personal", columns));
        }

        public void Update(DbConnection connection, string table)
        {
            var columns = Columns(connection, table);
            var assignments = string.Join(", ", columns.Select((column, i) => $"{column} = ${i + 1}"));
            Add(connection, $"SELECT case_id, {string.Join(", ", columns)} FROM {table}", $"UPDATE {table} SET {assignments} WHERE case_id = ${columns.IndexOf("case_id") + 1}");
        }

        /// <summary>Adds a write for every row that comes; its first column says of which case, the others are the values.</summary>
        public void Add(DbConnection connection, string select, string write)
        {
            foreach (var row in Rows(connection, select))
                if (_of.TryGetValue((string)row[0], out var writes)) writes.Add(new(write, row[1..]));
        }

        private static string InsertText(string table, List<string> columns) =>
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";

        private static List<string> Columns(DbConnection connection, string table)
        {
            using var command = Command(connection, $"SELECT * FROM {table} WHERE false");
            using var reader = command.ExecuteReader();
            return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        }

        private static List<object[]> Rows(DbConnection connection, string sql)
        {
            using var command = Command(connection, sql);
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

        private static DbCommand Command(DbConnection connection, string sql)
        {
            var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables and columns come from the store's own schema.
            command.CommandText = sql;
#pragma warning restore CA2100
            return command;
        }
    }
}
