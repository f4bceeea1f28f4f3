using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>Folds a ticket's facts into its state. Evaluates nothing, refuses nothing.</summary>
internal static class TicketFold
{
    public static TicketState Evolve(TicketState ticket, TicketFact fact, FactHeader header) => Touch(fact switch
    {
        TicketFact.Process process => ticket with { Instance = ProcessEngine.Evolve(ticket.Instance, process.Event) },
        TicketFact.Opened opened => Open(ticket, opened, header),
        TicketFact.Commented => ticket,
        TicketFact.Attached => ticket,
        TicketFact.Stamped stamped => ticket with { Stamps = stamped.Stamps.Aggregate(ticket.Stamps, (stamps, entry) => stamps.With(entry.Key, entry.Value)) },
        TicketFact.ClockStarted clock => ticket with { Clocks = ticket.Clocks.Add(Ledger.Start(clock.ClockId, clock.Goal, clock.Thresholds, header.Time)) },
        TicketFact.ClockPaused clock => With(ticket, clock.ClockId, running => Ledger.Pause(running, header.Time)),
        TicketFact.ClockResumed clock => With(ticket, clock.ClockId, paused => Ledger.Resume(paused, header.Time)),
        TicketFact.ClockStopped clock => With(ticket, clock.ClockId, running => Ledger.Stop(running, clock.IsBreached, header.Time)),
        TicketFact.ClockReached clock => With(ticket, clock.ClockId, running => Ledger.Reach(running, clock.Percent)),
        TicketFact.EscalationDecided => ticket,
        TicketFact.Told => ticket,
    }, header);

    private static TicketState Open(TicketState ticket, TicketFact.Opened opened, FactHeader header) => ticket with
    {
        Table = opened.Table,
        Number = opened.Number,
        ProcessId = opened.ProcessId,
        Release = opened.Release,
        OpenedAt = header.Time,
        OpenedBy = header.Actor,
    };

    private static TicketState Touch(TicketState ticket, FactHeader header) =>
        ticket.UpdatedAt == header.Time && ticket.UpdatedBy == header.Actor
            ? ticket
            : ticket with { UpdatedAt = header.Time, UpdatedBy = header.Actor, Updates = ticket.Updates + 1 };

    private static TicketState With(TicketState ticket, string clockId, Func<ClockState, ClockState> change) =>
        ticket with { Clocks = ticket.Clocks.Items.Select(clock => clock.Id == clockId ? change(clock) : clock).ToValueList() };
}
