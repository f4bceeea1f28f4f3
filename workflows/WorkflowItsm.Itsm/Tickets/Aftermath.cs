using WorkflowItsm.Engine;
using WorkflowItsm.Itsm.Clocks;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>What follows from every accepted command, in this order: assignees, stamps, clocks.</summary>
internal static class Aftermath
{
    public static Refusal? Settle(TicketRun run)
    {
        if (!run.Ticket.IsOpened) return null;
        if (Assignments.Align(run) is { } refusal) return refusal;
        Stamps.Note(run);
        return ClockKeeper.Settle(run);
    }
}
