using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Retention;

namespace WorkflowItsm.Storage.Relational.Queries;

/// <summary>Walks archived tickets in the order in which they were closed, over connections that cannot write.</summary>
internal sealed class ClosedCases(JournalDatabase database) : IClosedCases
{
    // From table to table, so that nobody reads all their tickets to learn their names.
    private const string Table = "SELECT MIN(tbl) FROM ticket WHERE tbl > $1";

    private const string Closed = """
        SELECT t.case_id, t.closed_at, CAST(CASE WHEN EXISTS (
            SELECT 1 FROM journal j JOIN personal p ON p.position = j.position WHERE j.case_id = t.case_id) THEN 1 ELSE 0 END AS bigint)
        FROM ticket t WHERE t.tbl = $1 AND t.active = 'false' AND t.closed_at <> '' AND (t.closed_at, t.case_id) > ($2, $3) AND t.closed_at < $4
        ORDER BY t.closed_at, t.case_id LIMIT $5
        """;

    public async ValueTask<IReadOnlyList<string>> TablesAsync(CancellationToken cancellationToken)
    {
        List<string> tables = [];
        while (await NextAsync(tables.LastOrDefault() ?? "", cancellationToken) is { } next) tables.Add(next);
        return tables;
    }

    public ValueTask<IReadOnlyList<ClosedCase>> ClosedAsync(
        string table, ClosedCase? after, DateTimeOffset before, int limit, CancellationToken cancellationToken) => database.ListAsync(
            Closed,
            reader => new ClosedCase(reader.GetString(0), reader.GetString(1), reader.GetInt64(2) != 0),
            cancellationToken,
            table,
            after?.ClosedAt ?? "",
            after?.CaseId ?? "",
            TableText.Of(FeelValue.DateTime(before)),
            (long)limit);

    private async ValueTask<string?> NextAsync(string table, CancellationToken cancellationToken) =>
        (await database.ListAsync(Table, reader => reader.IsDBNull(0) ? null : reader.GetString(0), cancellationToken, table)).Single();
}
