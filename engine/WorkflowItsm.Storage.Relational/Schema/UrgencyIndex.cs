namespace WorkflowItsm.Storage.Relational.Schema;

/// <summary>
/// The indexes of tickets in the order in which people take them up: urgent first, then by the next clock that runs
/// out. They hold the same expressions as that order (<c>EmptyLast</c>), so that a page of an inbox is read off an index,
/// however many tickets there are. Migrations make them.
/// </summary>
internal static class UrgencyIndex
{
    private const string Order = "(priority = ''), priority, (sla_due = ''), sla_due";

    /// <summary>Makes that of all open tickets; <paramref name="more"/> are columns by which inboxes are narrowed, where the database has room for them.</summary>
    public static string Create(string more) =>
        $"CREATE INDEX ticket_by_urgency ON ticket (tbl, {Order}, number, case_id{more}) WHERE active = 'true'";

    /// <summary>Makes that of one assignee's tickets; <paramref name="more"/> are columns of the order and those by which it is narrowed, where the database has room for them.</summary>
    public static string CreateByAssignee(string more) =>
        $"CREATE INDEX ticket_by_assignee ON ticket (tbl, assigned_to, active, {Order}{more})";

    public const string Drop = "DROP INDEX ticket_by_urgency";
}
