namespace WorkflowItsm.Storage.Relational.Schema;

/// <summary>
/// The index of open tickets in the order in which people take them up: urgent first, then by the next clock that runs
/// out. It holds the same expressions as that order (<c>EmptyLast</c>), so that a page of an inbox is read off the index,
/// however many tickets there are; archived tickets are not in it. Migrations make it.
/// </summary>
internal static class UrgencyIndex
{
    /// <summary>Makes it; <paramref name="more"/> are columns by which inboxes are narrowed, where the database has room for them.</summary>
    public static string Create(string more) =>
        $"CREATE INDEX ticket_by_urgency ON ticket (tbl, (priority = ''), priority, (sla_due = ''), sla_due, number, case_id{more}) WHERE active = 'true'";

    public const string Drop = "DROP INDEX ticket_by_urgency";
}
