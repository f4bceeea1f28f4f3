using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>Notes who did what when, from how the ticket differs after a command.</summary>
internal static class Stamps
{
    private const int New = 1, Resolved = 6, Closed = 7, Canceled = 8;

    public static void Note(TicketRun run)
    {
        var (before, after) = (run.Before.Instance.State, run.Ticket.Instance.State);
        var now = FeelValue.DateTime(run.Now);
        var stamps = FeelContext.Empty;
        if (run.Ticket["responded_at"].IsNull && IsAnswered(run)) stamps = stamps.With("responded_at", now);
        if (before != after)
        {
            if (after is Resolved) stamps = stamps.With("resolved_at", now).With("resolved_by", run.Actor.Name);
            if (after is Closed or Canceled) stamps = stamps.With("closed_at", now).With("closed_by", run.Actor.Name);
            if (before is Resolved && after is not (Closed or Canceled))
                stamps = stamps.With("reopened_at", now).With("reopened_by", run.Actor.Name).With("reopen_count", Count(run.Ticket, "reopen_count") + 1)
                    .With("resolved_at", FeelValue.Null).With("resolved_by", FeelValue.Null);
        }

        if (stamps.Count > 0) run.Record(new TicketFact.Stamped(stamps));
    }

    /// <summary>A counter among the stamps; 0 before it was counted.</summary>
    public static int Count(TicketState ticket, string name) => ticket[name].TryGetInt(out var count) ? count : 0;

    /// <summary>The first claim or answer: somebody has it, an agent has written to the caller, or has taken it up.</summary>
    private static bool IsAnswered(TicketRun run) =>
        !run.Ticket["assigned_to"].IsNull
        || (run.Actor.Role is not Role.System && run.Ticket.Instance.State is > New and not Canceled && run.Before.IsOpened)
        || (Permissions.WorksOnTickets(run.Actor.Role) && run.Before.IsOpened && !Permissions.IsCaller(run.Ticket, run.Actor) && run.HasComment);
}
