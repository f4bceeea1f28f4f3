using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>Who may do what to a ticket.</summary>
internal static class Permissions
{
    /// <summary>The performer name for those who work on tickets.</summary>
    public const string Agent = "agent";

    /// <summary>The performer name for the person a ticket was opened for, or by.</summary>
    public const string Caller = "caller";

    public static bool WorksOnTickets(Role role) => role is Role.Agent or Role.ProcessOwner or Role.Administrator or Role.System;

    /// <summary>Whether the ticket was opened for or by the actor.</summary>
    public static bool IsCaller(TicketState ticket, Actor actor) =>
        (ticket["caller_id"].TryGetString(out var caller) && caller == actor.Name) || ticket.OpenedBy == actor.Name;

    public static bool Permits(ValueList<string> performers, TicketState ticket, Actor actor) =>
        actor.Role is not Role.Auditor
        && (actor.Role is Role.System
            || performers.Items.Any(performer => performer switch
            {
                Agent => WorksOnTickets(actor.Role),
                Caller => IsCaller(ticket, actor),
                _ => false,
            }));
}
