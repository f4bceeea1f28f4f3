using WorkflowItsm.Api.Access;
using WorkflowItsm.Dmn;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.Definitions;

/// <summary>What a decision was asked for past tickets, from their recorded facts. Safe to share between threads.</summary>
/// <param name="queries">Finds the tickets.</param>
/// <param name="runtime">Has their histories.</param>
/// <param name="definitions">Knows which kinds of tickets there are.</param>
public sealed class PastDecisions(ITicketQueries queries, ICaseRuntime runtime, IDefinitions definitions)
{
    private const int MostTickets = 100;

    /// <summary>
    /// The last answers of a decision for the newest tickets, a ticket each; looks at no more than 100 tickets of each kind.
    /// Empty for a requester.
    /// </summary>
    /// <param name="decision">The decision; recorded facts may name it by id or by name.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<PastDecision>> OfAsync(
        Decision decision, Actor actor, int limit, CancellationToken cancellationToken = default)
    {
        var found = new List<PastDecision>();
        if (!Policies.All[Policies.ReadDefinitions].Contains(actor.Role)) return found;
        foreach (var table in Tables())
        {
            var page = await queries.ListAsync(new(table, null, [], MostTickets, 0), actor, cancellationToken);
            foreach (var ticket in page.Rows)
            {
                if (found.Count == limit) return found;
                var history = await runtime.HistoryAsync(TicketCore.StreamKind, ticket.CaseId, cancellationToken);
                if (history.Reverse().Select(fact => Of(fact, ticket, decision)).FirstOrDefault(past => past is not null) is { } past) found.Add(past);
            }
        }

        return found;
    }

    private IEnumerable<string> Tables() =>
        definitions.Current.Processes.Select(process => process.Settings.TicketTable).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    private static PastDecision? Of(RecordedFact recorded, TicketRecord ticket, Decision decision) => recorded.Fact switch
    {
        TicketFact.Process { Event: EngineEvent.DecisionMade made } when made.DecisionId == decision.Id || made.DecisionId == decision.Name =>
            new(ticket.CaseId, ticket.Number, recorded.Header.Time, made.Inputs, made.Result, made.Rules),
        TicketFact.EscalationDecided made when made.DecisionId == decision.Id || made.DecisionId == decision.Name =>
            new(ticket.CaseId, ticket.Number, recorded.Header.Time, made.Inputs, made.Result, made.Rules),
        _ => null,
    };
}

/// <summary>An answer that a decision gave for a ticket.</summary>
/// <param name="CaseId">The ticket's case.</param>
/// <param name="Number">The ticket's number.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Inputs">What it was given; personal data that was erased since is null.</param>
/// <param name="Result">What it answered.</param>
/// <param name="Rules">The rows that answered, those of required decisions first.</param>
public sealed record PastDecision(
    string CaseId, string Number, DateTimeOffset At, FeelContext Inputs, FeelValue Result, ValueList<RuleHit> Rules);
