using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Storage.Sqlite.Schema;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>The ticket row's command, made once of the table of columns.</summary>
internal static class TicketSql
{
    /// <summary>The columns, in the order of <see cref="Values"/>. Field names are the names of their columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["case_id", "tbl", "number", "active", "version", "fields", "exact", .. TicketColumns.Fields.Select(column => column.Field)];

    /// <summary>Puts the row in, or its columns over those of the row that is there.</summary>
    public static string Upsert { get; } =
        $"INSERT INTO ticket ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select((_, index) => $"${index}"))}) "
        + $"ON CONFLICT (case_id) DO UPDATE SET {string.Join(", ", Columns.Skip(1).Select(column => $"{column} = excluded.{column}"))}";

    /// <summary>Reads the row of a case.</summary>
    public static string Select { get; } = $"SELECT {string.Join(", ", Columns)} FROM ticket WHERE case_id = $0";

    public static object?[] Values(string caseId, long version, SearchRow row) =>
    [
        caseId,
        row.Table,
        row.Number,
        TicketColumns.Active(row),
        version,
        TicketColumns.Json(row),
        TicketColumns.Exact(row.Fields),
        .. TicketColumns.Texts(row),
    ];
}
