using System.Globalization;
using System.Runtime.InteropServices;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>The rows by which a ticket is found.</summary>
internal static class TicketRows
{
    public static CaseRows Of(TicketState ticket)
    {
        if (!ticket.IsOpened) return CaseRows.None;
        var tasks = ticket.Instance.Waits.OfType<Wait.Task>()
            .Select(task => new TaskRow(task.Id, task.ElementId, task.CandidateTeam, task.Assignee)).ToValueList();
        var timers = ticket.Instance.Waits.OfType<Wait.Timer>()
            .Select(timer => new DueRow(string.Create(CultureInfo.InvariantCulture, $"timer:{timer.Id}"), timer.DueAt));
        var clocks = from clock in ticket.Clocks.Items
                     let due = clock.NextDue
                     where due is not null
                     select new DueRow($"clock:{clock.Id}", due.Value);
        return new(new(ticket.Table, ticket.Number, !ticket.IsArchived, Fields(ticket)), tasks, timers.Concat(clocks).ToValueList());
    }

    /// <summary>All fields of a ticket by ServiceNow's names; those without a value are left out.</summary>
    private static FeelContext Fields(TicketState ticket)
    {
        var definitions = TicketFields.Of(ticket.Table);
        var fields = new List<(string Key, FeelValue Value)>(48);
        foreach (var (name, value) in ticket.Instance.Variables)
            if (!value.IsNull && definitions?.Find(name) is not null) fields.Add((name, value));
        foreach (var (name, value) in ticket.Stamps)
            if (!value.IsNull) fields.Add((name, value));
        if (ticket.Instance.State is { } state) fields.Add(("state", state));
        var due = ticket.Clocks.Items.Select(clock => clock.ReachedAt(100)).Where(at => at is not null).Min();
        if (due is { } next) fields.Add(("sla_due", FeelValue.DateTime(next)));
        if (ticket.Instance.Incidents.FirstOrDefault() is { } stopped) fields.Add(("engine_incident", stopped.Sentence));
        fields.AddRange(
        [
            ("number", ticket.Number),
            ("active", !ticket.IsArchived),
            ("made_sla", !ticket.Clocks.Items.Any(clock => clock.IsBreached)),
            ("opened_at", FeelValue.DateTime(ticket.OpenedAt)),
            ("opened_by", ticket.OpenedBy),
            ("sys_class_name", ticket.Table),
            ("sys_created_on", FeelValue.DateTime(ticket.OpenedAt)),
            ("sys_created_by", ticket.OpenedBy),
            ("sys_updated_on", FeelValue.DateTime(ticket.UpdatedAt)),
            ("sys_updated_by", ticket.UpdatedBy),
            ("sys_mod_count", ticket.Updates - 1),
        ]);
        // Made once of all: each With would copy those before.
        return FeelContext.Of(CollectionsMarshal.AsSpan(fields));
    }
}
