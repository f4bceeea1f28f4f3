using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Web.Desk.Ticket;

/// <summary>Reads a ticket with all that its page shows.</summary>
internal sealed class TicketReader(TicketLookup lookup)
{
    /// <summary>Null when there is none or the actor may not see it.</summary>
    public async Task<TicketContent?> ReadAsync(string number, Actor actor)
    {
        if (await lookup.FindAsync(number, actor) is not { } found) return null;
        var options = TicketOptions.Of(found.Release, found.State, actor);
        return new(found, actor, options, await lookup.TimelineAsync(found, actor), await lookup.VisitedAsync(found));
    }
}
