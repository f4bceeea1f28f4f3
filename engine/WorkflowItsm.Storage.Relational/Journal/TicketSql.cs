using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Storage.Relational.Queries;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>The ticket row's command, made once of the table of columns.</summary>
internal static class TicketSql
{
    /// <summary>The columns, in the order of <see cref="Values"/>. Field names are the names of their columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["case_id", "tbl", "number", "active", "version", "fields", "exact", .. TicketColumns.Fields.Select(column => column.Field)];

    /// <summary>Of a case that had no row: its history may be long, so that no other is asked.</summary>
    public const string Ask = "ask";

    private static string Personal => $"${Columns.Count + 1}";

    /// <summary>
    /// Puts the row in, or its columns over those of the row that is there. After the columns comes <c>true</c> where a row of the case
    /// with a personal part is written with it, <see cref="Ask"/> where the journal has to be asked for one, else <c>false</c>: what the row says stays.
    /// </summary>
    public static string Upsert { get; } =
        $"INSERT INTO ticket ({string.Join(", ", Columns)}, has_personal) VALUES ({string.Join(", ", Columns.Select((_, index) => $"${index + 1}"))}, "
        + $"CASE WHEN {Personal} = '{Ask}' THEN CASE WHEN {BatchSql.HasPersonal("$1")} THEN 'true' ELSE 'false' END ELSE {Personal} END) "
        + $"ON CONFLICT (case_id) DO UPDATE SET {string.Join(", ", Columns.Skip(1).Select(column => $"{column} = excluded.{column}"))}, "
        + $"has_personal = CASE WHEN {Personal} = 'false' THEN ticket.has_personal ELSE excluded.has_personal END";

    /// <summary>Reads the row of a case; after its columns, whether it says rightly that its journal has a personal part.</summary>
    public static string Select { get; } =
        $"SELECT {string.Join(", ", Columns)}, CAST(CASE WHEN (has_personal = 'true') = {BatchSql.HasPersonal("ticket.case_id")} THEN 1 ELSE 0 END AS bigint) "
        + "FROM ticket WHERE case_id = $1";

    /// <summary>The values of the columns, as the database keeps them.</summary>
    public static object?[] Values(TicketDialect dialect, string caseId, long version, SearchRow row) =>
    [
        caseId,
        row.Table,
        dialect.Kept("number", row.Number),
        TicketColumns.Active(row),
        version,
        TicketColumns.Json(row, dialect.Text),
        TicketColumns.Exact(row.Fields),
        .. TicketColumns.Fields.Select(column => dialect.Kept(column.Field, TableText.Of(row.Fields[column.Field]))),
    ];
}
