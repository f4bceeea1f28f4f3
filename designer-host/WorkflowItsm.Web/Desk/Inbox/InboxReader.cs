using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Web.Desk.Parts;

namespace WorkflowItsm.Web.Desk.Inbox;

/// <summary>Reads a page of an inbox with what its rows show.</summary>
internal sealed class InboxReader(ITicketQueries queries, ICaseRuntime runtime, IDefinitions definitions, PeopleLookup people)
{
    // More people of one name nobody looks through.
    private const int MostCallers = 50;

    public async Task<InboxPageContent> ReadAsync(InboxQuery query, Actor actor, IEnumerable<string> teams)
    {
        var callers = query.Text is { } text ? await people.FindAsync(text, actor, MostCallers) : [];
        var page = await queries.ListAsync(query.ToQuery(actor, teams, callers.Select(caller => caller.Name)), actor);
        var called = new PeopleNames(await people.CallAsync(page.Rows.SelectMany(TicketWords.People)));
        var rows = new List<InboxRow>(page.Rows.Count);
        foreach (var record in page.Rows)
        {
            var state = await runtime.ReadAsync(TicketCore.StreamKind, record.CaseId) as TicketState ?? TicketState.Unopened;
            rows.Add(new(record, definitions.At(state.Release), state.Clocks) { People = called });
        }

        return new(rows, page.Total) { IsMore = page.IsMore };
    }
}

/// <summary>What an inbox shows.</summary>
internal sealed record InboxPageContent(IReadOnlyList<InboxRow> Rows, int Total)
{
    public static InboxPageContent None { get; } = new([], 0);

    /// <summary>Whether there are more than were counted.</summary>
    public bool IsMore { get; init; }
}

/// <summary>A ticket in an inbox.</summary>
public sealed record InboxRow(TicketRecord Record, Release Release, ValueList<ClockState> Clocks)
{
    /// <summary>How its people are called.</summary>
    public PeopleNames People { get; init; } = PeopleNames.None;

    public string Text(string field) => TicketWords.Value(Release, Record.Table, field, Record.Fields[field], People);

    /// <summary>Its clocks that count; when none does, none.</summary>
    public IEnumerable<ClockFace> Faces(DateTimeOffset now) => Clocks.Items
        .Select(clock => ClockFace.Of(clock, TicketWords.Clock(Release, clock.Id), now))
        .Where(face => face.Standing != ClockStanding.Stopped);
}
