using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Web.Desk.Inbox;

/// <summary>Which tickets an inbox shows; what its address says.</summary>
/// <param name="Table">The kind of ticket.</param>
/// <param name="View">One of <see cref="Views"/>.</param>
/// <param name="Team">Only this team's; null for all.</param>
/// <param name="Text">What number, short description or caller contain; null for all.</param>
/// <param name="Page">From 1.</param>
internal sealed record InboxQuery(string Table, string View, string? Team, string? Text, int Page)
{
    public const int PageSize = 25;

    /// <summary>Nobody works through more; to count them would take longer than to show them.</summary>
    public const int MostCounted = 10_000;

    public const string Open = "open";
    public const string Mine = "mine";
    public const string Teams = "teams";
    public const string Stopped = "stopped";
    public const string Resolved = "resolved";
    public const string Closed = "closed";
    public const string All = "all";

    /// <summary>Resolved, closed, canceled: nobody works on it.</summary>
    private static readonly ValueList<string> s_done = ["6", "7", "8"];

    /// <summary>The views that a role has a use for, the usual one first.</summary>
    public static IReadOnlyList<string> Views(Role role) => role is Role.Requester
        ? [Open, Resolved, Closed, All]
        : [Open, Mine, Teams, Stopped, Resolved, Closed, All];

    /// <summary>What an address says; what it says wrongly counts as not said.</summary>
    public static InboxQuery Read(string? table, string? view, string? team, string? text, int? page, Role role) => new(
        Itsm.Fields.TicketFields.Of(table ?? "")?.Table ?? Itsm.Fields.TicketFields.Incident.Table,
        view is not null && Views(role).Contains(view) ? view : Open,
        string.IsNullOrEmpty(team) ? null : team,
        string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        Math.Clamp(page ?? 1, 1, 10_000));

    /// <summary>The question to the store. Urgent first; what is done, newest first.</summary>
    /// <param name="actor">Whose inbox.</param>
    /// <param name="teams">The teams the actor works in.</param>
    /// <param name="callers">The accounts of people who are called as <see cref="Text"/> says.</param>
    public TicketQuery ToQuery(Actor actor, IEnumerable<string> teams, IEnumerable<string> callers)
    {
        ValueList<TicketFilter> parts = [.. OfView(actor, teams)];
        if (Team is { } team) parts = parts.Add(Is("assignment_group", team));
        if (Text is { } number && IsNumber(number)) parts = parts.Add(Is("number", number.ToUpperInvariant()));
        else if (Text is { } text) parts = parts.Add(new TicketFilter.Or([Contains("number", text), Contains("short_description", text), Contains("caller_id", text), new TicketFilter.In("caller_id", [.. callers], Negated: false)]));
        return new(Table, parts.IsEmpty ? null : new TicketFilter.And(parts), Order(), PageSize, (Page - 1) * PageSize) { CountUpTo = MostCounted };
    }

    private IEnumerable<TicketFilter> OfView(Actor actor, IEnumerable<string> teams)
    {
        if (View is Closed) yield return Is("active", "false");
        else if (View is not All) yield return Is("active", "true");
        if (View is Open or Mine or Teams) yield return new TicketFilter.In("state", s_done, Negated: true);
        if (View is Resolved) yield return Is("state", "6");
        if (View is Mine) yield return Is("assigned_to", actor.Name);
        if (View is Teams) yield return new TicketFilter.And([Is("assigned_to", ""), new TicketFilter.In("assignment_group", [.. teams, ""], Negated: false)]);
        if (View is Stopped) yield return new TicketFilter.In("engine_incident", [""], Negated: true);
    }

    // A whole number, as it is pasted: there is one such ticket at most, and an index that knows it.
    private static bool IsNumber(string text) => text.Length is > 8 and < 20 && text.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) is { Length: 2 or 3 or 4 } prefix
        && text.Length - prefix.Length >= 7 && prefix.All(char.IsAsciiLetter);

    private ValueList<TicketOrder> Order() => View is Closed or All
        ? [new("sys_updated_on", true)]
        : [new("priority", false) { EmptyLast = true }, new("sla_due", false) { EmptyLast = true }, new("number", false)];

    private static TicketFilter.In Is(string field, string value) => new(field, [value], Negated: false);

    private static TicketFilter.Like Contains(string field, string text) => new(field, text, LikeKind.Contains);
}
