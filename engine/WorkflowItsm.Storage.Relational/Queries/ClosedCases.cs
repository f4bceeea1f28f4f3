using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Retention;

namespace WorkflowItsm.Storage.Relational.Queries;

/// <summary>Finds archived tickets that have personal parts on their own index, over connections that cannot write.</summary>
internal sealed class ClosedCases(JournalDatabase database) : IClosedCases
{
    // From table to table, so that nobody reads all their tickets to learn their names.
    private const string Table = "SELECT MIN(tbl) FROM ticket WHERE tbl > $1";

    // The conditions of the index, word by word; what has no closing time is never old.
    private const string Which = "tbl = $1 AND active = 'false' AND has_personal = 'true' AND closed_at > '' AND closed_at < $2";

    private const string Closed = $"SELECT case_id, closed_at FROM ticket WHERE {Which} AND (closed_at, case_id) > ($3, $4) ORDER BY closed_at, case_id LIMIT $5";

    /// <summary>How many there are, and when the first and the last of them were closed; read off the index alone.</summary>
    public const string Count = $"SELECT COUNT(*), MIN(closed_at), MAX(closed_at) FROM ticket WHERE {Which}";

    public async ValueTask<IReadOnlyList<string>> TablesAsync(CancellationToken cancellationToken)
    {
        List<string> tables = [];
        while (await NextAsync(tables.LastOrDefault() ?? "", cancellationToken) is { } next) tables.Add(next);
        return tables;
    }

    public ValueTask<IReadOnlyList<ClosedCase>> ClosedAsync(
        string table, ClosedCase? after, DateTimeOffset before, int limit, CancellationToken cancellationToken) => database.ListAsync(
            Closed,
            reader => new ClosedCase(reader.GetString(0), reader.GetString(1)),
            cancellationToken,
            table,
            Text(before),
            after?.ClosedAt ?? "",
            after?.CaseId ?? "",
            (long)limit);

    public async ValueTask<ClosedCount> CountAsync(string table, DateTimeOffset before, CancellationToken cancellationToken) => (await database.ListAsync(
        Count,
        reader => reader.GetInt64(0) is > 0 and var cases ? new ClosedCount(cases, reader.GetString(1), reader.GetString(2)) : ClosedCount.None,
        cancellationToken,
        table,
        Text(before))).Single();

    private static string Text(DateTimeOffset moment) => TableText.Of(FeelValue.DateTime(moment));

    private async ValueTask<string?> NextAsync(string table, CancellationToken cancellationToken) =>
        (await database.ListAsync(Table, reader => reader.IsDBNull(0) ? null : reader.GetString(0), cancellationToken, table)).Single();
}
