using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>Files of a ticket.</summary>
internal static class Attachments
{
    public static Refusal? Add(TicketRun run, Attachment file)
    {
        var mayAttach = Permissions.WorksOnTickets(run.Actor.Role)
            || (run.Actor.Role is Role.Requester && Permissions.IsCaller(run.Ticket, run.Actor));
        if (!mayAttach) return Refusals.NotPermitted(run.Actor);
        run.Record(new TicketFact.Attached(file));
        return null;
    }
}
