using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Forms;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Itsm.Timeline;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.Tickets;

/// <summary>Finds a ticket by id or number, and what was recorded of it, as far as the actor may see it. Safe to share between threads.</summary>
/// <param name="runtime">Reads states and histories.</param>
/// <param name="queries">Reads rows.</param>
/// <param name="definitions">The published definitions.</param>
/// <param name="people">Says how people are called.</param>
public sealed class TicketLookup(ICaseRuntime runtime, ITicketQueries queries, IDefinitions definitions, PeopleLookup people)
{
    /// <summary>A ticket; null when there is none or the actor may not see it.</summary>
    public async Task<FoundTicket?> FindAsync(string idOrNumber, Actor actor, CancellationToken cancellationToken = default)
    {
        var record = await queries.FindByNumberAsync(idOrNumber, actor, cancellationToken) ?? await ByIdAsync(idOrNumber, actor, cancellationToken);
        return record is not null && await runtime.ReadAsync(TicketCore.StreamKind, record.CaseId, cancellationToken) is TicketState state
            ? new(record, state, definitions.At(state.Release))
            : null;
    }

    /// <summary>Its timeline, oldest first, without the internal notes for a requester.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="since">Only what came after this version; 0 for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ValueList<TimelineLine>> TimelineAsync(FoundTicket ticket, Actor actor, long since = 0, CancellationToken cancellationToken = default)
    {
        var history = await runtime.HistoryAsync(TicketCore.StreamKind, ticket.Record.CaseId, cancellationToken);
        var facts = history.Select(fact => (fact.Header, fact.Fact));
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        TimelineWriter.Lines(facts, ticket.Release, Note);
        var called = await people.CallAsync(accounts, cancellationToken);
        var lines = called.Count == 0 ? TimelineWriter.Lines(facts, ticket.Release) : TimelineWriter.Lines(facts, ticket.Release, account => called.GetValueOrDefault(account, account));
        // The words of a later line need the earlier facts, so they are told and then left out.
        var seen = since == 0 ? 0 : TimelineWriter.Lines(history.Where(fact => fact.Sequence <= since).Select(fact => (fact.Header, fact.Fact)), ticket.Release).Count;
        return lines.Items.Skip(seen).Where(line => !line.IsInternal || actor.Role != Role.Requester).ToValueList();

        string Note(string account)
        {
            accounts.Add(account);
            return account;
        }
    }

    /// <summary>Why a decision of it fell as it did; null when there is none at that place.</summary>
    /// <param name="ticket">The ticket, found for who asks.</param>
    /// <param name="sequence">The place, as <see cref="TimelineLine.Sequence"/> says it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<DecisionExplanation?> WhyAsync(FoundTicket ticket, long sequence, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var history = await runtime.HistoryAsync(TicketCore.StreamKind, ticket.Record.CaseId, cancellationToken);
        return history.FirstOrDefault(fact => fact.Sequence == sequence) is { } recorded
            ? DecisionExplanation.Of(recorded.Header, recorded.Fact, ticket.Release, ticket.Record.Table)
            : null;
    }

    /// <summary>Its elements that were ever reached, for the diagram.</summary>
    public async Task<ValueList<string>> VisitedAsync(FoundTicket ticket, CancellationToken cancellationToken = default) =>
        (await runtime.HistoryAsync(TicketCore.StreamKind, ticket.Record.CaseId, cancellationToken))
            .Select(fact => fact.Fact is TicketFact.Process { Event: Engine.EngineEvent.ElementEntered entered } ? entered.ElementId : null)
            .OfType<string>().Distinct(StringComparer.Ordinal).ToValueList();

    /// <summary>Its files, oldest first.</summary>
    public async Task<ValueList<Attachment>> AttachmentsAsync(FoundTicket ticket, CancellationToken cancellationToken = default) =>
        (await runtime.HistoryAsync(TicketCore.StreamKind, ticket.Record.CaseId, cancellationToken))
            .Select(fact => fact.Fact).OfType<TicketFact.Attached>().Select(attached => attached.File).ToValueList();

    /// <summary>That there is no such ticket, in words.</summary>
    internal static Words Missing(string idOrNumber) =>
        new($"There is no ticket '{idOrNumber}', or you may not see it.", $"没有工单“{idOrNumber}”，或您无权查看。");

    /// <summary>That nothing was decided there, in words.</summary>
    internal static Words NoDecision(long sequence) =>
        new($"No decision was made at place {sequence} of this ticket's timeline. Lines with a 'decision' have one; take their 'sequence'.",
            $"此工单时间线的第 {sequence} 处没有做出决策。请使用带有“decision”的行的“sequence”。");

    private async Task<TicketRecord?> ByIdAsync(string id, Actor actor, CancellationToken cancellationToken) =>
        await runtime.ReadAsync(TicketCore.StreamKind, id, cancellationToken) is TicketState { IsOpened: true } state
            ? await queries.FindAsync(state.Table, id, actor, cancellationToken)
            : null;
}

/// <summary>A ticket: its row, its state, and the release it runs under.</summary>
/// <param name="Record">The row by which it is found.</param>
/// <param name="State">What it is.</param>
/// <param name="Release">The definitions it began under and finishes under.</param>
public sealed record FoundTicket(TicketRecord Record, TicketState State, Release Release)
{
    /// <summary>The form that a user task of its process shows; null for none.</summary>
    public FormPart? FormOf(string elementId) =>
        Release.Locate(State.ProcessId, elementId) is { Node.Settings.Form: { } form } located ? FormPart.Find(located.Bundle, form) : null;
}
