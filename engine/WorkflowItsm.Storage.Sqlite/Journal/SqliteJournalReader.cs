using Microsoft.Data.Sqlite;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Sqlite.Schema;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>Opens the journal's file for reading only.</summary>
internal sealed class SqliteJournalReader(JournalFile file) : IJournalReader
{
    public IJournalSnapshot OpenSnapshot() => File.Exists(file.Path)
        ? new Snapshot(file.Open(file.ReaderConnection))
        : throw new InvalidOperationException($"There is no journal at {file.Path}. Name the data folder with --data.");

    private sealed class Snapshot : IJournalSnapshot
    {
        private readonly SqliteConnection _connection;
        private readonly PreparedCommand _ofCase, _ticket, _tasks, _due;

        public Snapshot(SqliteConnection connection)
        {
            _connection = connection;
            using (var begin = new PreparedCommand(connection, "BEGIN", 0)) begin.Run();
            _ofCase = new(connection, JournalRows.OfCase, 1);
            _ticket = new(connection, TicketSql.Select, 1);
            _tasks = new(connection, "SELECT wait_id, element_id, candidate_team, assignee FROM task WHERE case_id = $0", 1);
            _due = new(connection, "SELECT key, at FROM due WHERE case_id = $0", 1);
        }

        public IEnumerable<JournalRow> Rows()
        {
            using var all = new PreparedCommand(_connection, JournalRows.All, 0);
            foreach (var row in Each(all, JournalRows.Read)) yield return row;
        }

        public IEnumerable<JournalRow> RowsOf(string caseId) => Each(_ofCase, JournalRows.Read, caseId);

        public IEnumerable<string> CasesWithRows()
        {
            using var ids = new PreparedCommand(
                _connection, "SELECT case_id FROM ticket UNION SELECT case_id FROM task UNION SELECT case_id FROM due", 0);
            foreach (var id in Each(ids, reader => reader.GetString(0))) yield return id;
        }

        public StoredCaseRows StoredRows(string caseId)
        {
            var ticket = Each(_ticket, reader => Ticket(caseId, reader), caseId).SingleOrDefault();
            var tasks = Each(
                _tasks, reader => new TaskRow(reader.GetInt32(0), reader.GetString(1), Text(reader, 2), Text(reader, 3)), caseId);
            var due = Each(_due, reader => new DueRow(reader.GetString(0), new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero)), caseId);
            return new(new(ticket?.Row, tasks.ToValueList(), due.ToValueList()), ticket?.Version, ticket?.ColumnsAgree ?? true);
        }

        public IReadOnlyList<FactKindRow> FactKinds()
        {
            using var kinds = new PreparedCommand(_connection, "SELECT tag, name, version FROM fact_kind", 0);
            return [.. Each(kinds, reader => new FactKindRow(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2)))];
        }

        public IReadOnlyList<string> StoreProblems()
        {
            using var integrity = new PreparedCommand(_connection, "PRAGMA integrity_check", 0);
            using var keys = new PreparedCommand(_connection, "PRAGMA foreign_key_check", 0);
            return
            [
                .. Each(integrity, reader => reader.GetString(0)).Where(line => line != "ok").Select(
                    line => $"SQLite finds the file damaged: {line}."),
                .. Each(keys, reader => $"A row of table {reader.GetString(0)} refers to a row of {reader.GetString(2)} "
                    + "that is not there."),
            ];
        }

        public void Dispose()
        {
            _ofCase.Dispose();
            _ticket.Dispose();
            _tasks.Dispose();
            _due.Dispose();
            // The connection goes back to its pool; the transaction must not go with it.
            using (var end = new PreparedCommand(_connection, "ROLLBACK", 0)) end.Run();
            _connection.Dispose();
        }

        private static StoredTicket Ticket(string caseId, SqliteDataReader reader)
        {
            var fields = TicketColumns.ReadExact(reader.GetFieldValue<byte[]>(6));
            var row = new SearchRow(reader.GetString(1), reader.GetString(2), reader.GetString(3) == "true", fields);
            var version = reader.GetInt64(4);
            var columns = TicketSql.Values(caseId, version, row);
            return new(
                row, version, columns.Index().All(column => column.Item is not string text || text == reader.GetString(column.Index)));
        }

        private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        private static IEnumerable<T> Each<T>(PreparedCommand command, Func<SqliteDataReader, T> read, string? parameter = null)
        {
            using var reader = parameter is null ? command.Read() : command.Read(parameter);
            while (reader.Read()) yield return read(reader);
        }

        private sealed record StoredTicket(SearchRow Row, long Version, bool ColumnsAgree);
    }
}
