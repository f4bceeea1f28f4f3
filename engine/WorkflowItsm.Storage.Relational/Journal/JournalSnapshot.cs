using System.Data.Common;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>The journal inside one transaction that only reads. Whoever makes it hands its connection over.</summary>
internal abstract class JournalSnapshot : IJournalSnapshot
{
    private const string Tasks = "SELECT wait_id, element_id, candidate_team, assignee FROM task WHERE case_id = $1";
    private const string Ids = "SELECT case_id FROM ticket UNION SELECT case_id FROM task UNION SELECT case_id FROM due";
    private readonly JournalDatabase _database;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly PreparedCommand _ofCase, _ticket, _tasks, _due, _snapshot;

    /// <param name="database">Where the journal is.</param>
    /// <param name="transaction">What has been begun on a reader's connection.</param>
    protected JournalSnapshot(JournalDatabase database, DbTransaction transaction)
    {
        (_database, _transaction, _connection) = (database, transaction, transaction.Connection!);
        _ofCase = Command(JournalRows.OfCase, 1);
        _ticket = Command(TicketSql.Select, 1);
        _tasks = Command(Tasks, 1);
        _due = Command("SELECT key, at FROM due WHERE case_id = $1", 1);
        _snapshot = Command(SnapshotRows.OfCase, 1);
    }

    public IEnumerable<JournalRow> Rows() => Each(JournalRows.All, JournalRows.Read);

    public IEnumerable<JournalRow> RowsAfter(long position, int limit)
    {
        using var command = Command(JournalRows.After, 2);
        using var reader = command.Read(position, (long)limit);
        while (reader.Read()) yield return JournalRows.Read(reader);
    }

    public long LastPosition() => Each("SELECT COALESCE(MAX(position), 0) FROM journal", reader => reader.GetInt64(0)).Single();

    public IEnumerable<JournalRow> RowsOf(string caseId) => Each(_ofCase, JournalRows.Read, caseId);

    public IEnumerable<string> CasesWithRows() => Each(Ids, reader => reader.GetString(0));

    public StoredCaseRows StoredRows(string caseId)
    {
        var ticket = Each(_ticket, reader => Ticket(caseId, reader), caseId).SingleOrDefault();
        var tasks = Each(
            _tasks,
            reader => new TaskRow(checked((int)reader.GetInt64(0)), reader.GetString(1), Text(reader, 2), Text(reader, 3)),
            caseId);
        // Both are read before the next command: a connection answers one at a time.
        var open = tasks.ToValueList();
        var due = Each(_due, reader => new DueRow(reader.GetString(0), new(reader.GetInt64(1), TimeSpan.Zero)), caseId);
        return new(new(ticket?.Row, open, due.ToValueList()), ticket?.Version, ticket?.ColumnsAgree ?? true) { PersonalAgrees = ticket?.PersonalAgrees ?? true };
    }

    public CaseSnapshot? SnapshotOf(string caseId) => Each(_snapshot, SnapshotRows.Read, caseId).SingleOrDefault();

    public IReadOnlyList<FactKindRow> FactKinds() =>
        [.. Each(FactKindRows.All, FactKindRows.Read)];

    public IEnumerable<UsedKey> UsedKeys() => Each(
        "SELECT key, digest, kind, case_id FROM used_key",
        reader => new UsedKey(reader.GetString(0), Text(reader, 1), reader.GetString(2), reader.GetString(3)));

    public abstract IReadOnlyList<string> StoreProblems(CancellationToken cancellationToken);

    public void Dispose()
    {
        _ofCase.Dispose();
        _ticket.Dispose();
        _tasks.Dispose();
        _due.Dispose();
        _snapshot.Dispose();
        // The connection goes back to its pool; the transaction must not go with it.
        _transaction.Dispose();
        _connection.Dispose();
    }

    /// <summary>Reads the answer to a statement without parameters.</summary>
    protected IEnumerable<T> Each<T>(string sql, Func<DbDataReader, T> read)
    {
        using var command = Command(sql, 0);
        foreach (var row in Each(command, read)) yield return row;
    }

    private static IEnumerable<T> Each<T>(PreparedCommand command, Func<DbDataReader, T> read, string? parameter = null)
    {
        using var reader = parameter is null ? command.Read() : command.Read(parameter);
        while (reader.Read()) yield return read(reader);
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private PreparedCommand Command(string sql, int parameters) => _database.Command(_connection, sql, parameters);

    private StoredTicket Ticket(string caseId, DbDataReader reader)
    {
        var fields = TicketColumns.ReadExact(reader.GetFieldValue<byte[]>(6));
        var row = new SearchRow(reader.GetString(1), reader.GetString(2), reader.GetString(3) == "true", fields);
        var version = reader.GetInt64(4);
        var columns = TicketSql.Values(_database.Dialect, caseId, version, row);
        var agree = columns.Index().All(column => column.Item is not string text || Agrees(column.Index, text, reader));
        return new(row, version, agree, reader.GetInt64(TicketSql.Columns.Count) != 0);
    }

    private static bool Agrees(int column, string text, DbDataReader reader) => TicketSql.Columns[column] == "fields"
        ? TicketColumns.SameJson(text, reader.GetString(column))
        : text == reader.GetString(column);

    private sealed record StoredTicket(SearchRow Row, long Version, bool ColumnsAgree, bool PersonalAgrees);
}
