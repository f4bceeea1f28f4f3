using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Web.Desk.Inbox;

/// <summary>Reads a page of an inbox with what its rows show.</summary>
internal sealed class InboxReader(ITicketQueries queries, ICaseRuntime runtime, IDefinitions definitions)
{
    public async Task<InboxPageContent> ReadAsync(InboxQuery query, Actor actor, IEnumerable<string> teams)
    {
        var page = await queries.ListAsync(query.ToQuery(actor, teams), actor);
        var rows = new List<InboxRow>(page.Rows.Count);
        foreach (var record in page.Rows)
        {
            var state = await runtime.ReadAsync(TicketCore.StreamKind, record.CaseId) as TicketState ?? TicketState.Unopened;
            rows.Add(new(record, definitions.At(state.Release), state.Clocks));
        }

        return new(rows, page.Total);
    }
}

/// <summary>What an inbox shows.</summary>
internal sealed record InboxPageContent(IReadOnlyList<InboxRow> Rows, int Total)
{
    public static InboxPageContent None { get; } = new([], 0);
}

/// <summary>A ticket in an inbox.</summary>
public sealed record InboxRow(TicketRecord Record, Release Release, ValueList<ClockState> Clocks)
{
    public string Text(string field) => Parts.TicketWords.Value(Release, Record.Table, field, Record.Fields[field]);

    /// <summary>Its clocks that count; when none does, none.</summary>
    public IEnumerable<Parts.ClockFace> Faces(DateTimeOffset now) => Clocks.Items
        .Select(clock => Parts.ClockFace.Of(clock, Parts.TicketWords.Clock(Release, clock.Id), now))
        .Where(face => face.Standing != Parts.ClockStanding.Stopped);
}
