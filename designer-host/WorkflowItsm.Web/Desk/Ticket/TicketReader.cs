using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Itsm.Timeline;
using WorkflowItsm.Web.Desk.Parts;

namespace WorkflowItsm.Web.Desk.Ticket;

/// <summary>Reads a ticket with all that its page shows.</summary>
internal sealed class TicketReader(TicketLookup lookup, PeopleLookup people)
{
    /// <summary>Null when there is none or the actor may not see it.</summary>
    public async Task<TicketContent?> ReadAsync(string number, Actor actor)
    {
        if (await lookup.FindAsync(number, actor) is not { } found) return null;
        var options = TicketOptions.Of(found.Release, found.State, actor);
        var lines = await lookup.TimelineAsync(found, actor);
        var called = await people.CallAsync(
        [
            .. lines.Items.Select(line => line.Actor),
            .. TicketWords.People(found.Record),
            .. found.State.Instance.Waits.OfType<Wait.Task>().Select(task => task.Assignee).OfType<string>(),
        ]);
        return new(found, actor, options, lines, await lookup.VisitedAsync(found)) { People = new(called) };
    }

    /// <summary>Why a decision of a ticket fell as it did; null when there is none or the actor may not see the ticket.</summary>
    public async Task<DecisionExplanation?> WhyAsync(string number, Actor actor, TimelineLine line) =>
        await lookup.FindAsync(number, actor) is { } found ? await lookup.WhyAsync(found, line.Sequence) : null;
}
