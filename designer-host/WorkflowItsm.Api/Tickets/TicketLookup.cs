using WorkflowItsm.Api.Errors;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.Tickets;

/// <summary>Finds a ticket by id or number, if the actor may see it.</summary>
internal sealed class TicketLookup(ICaseRuntime runtime, ITicketQueries queries)
{
    public async Task<(FoundTicket? Found, ApiError? Error)> FindAsync(string idOrNumber, Actor actor, CancellationToken cancellationToken)
    {
        var record = await queries.FindByNumberAsync(idOrNumber, actor, cancellationToken) ?? await ByIdAsync(idOrNumber, actor, cancellationToken);
        return record is not null && await runtime.ReadAsync(TicketCore.StreamKind, record.CaseId, cancellationToken) is TicketState state
            ? (new(record, state), null)
            : (null, ApiError.NotFound($"There is no ticket '{idOrNumber}', or you may not see it.", $"没有工单“{idOrNumber}”，或您无权查看。"));
    }

    private async Task<TicketRecord?> ByIdAsync(string id, Actor actor, CancellationToken cancellationToken) =>
        await runtime.ReadAsync(TicketCore.StreamKind, id, cancellationToken) is TicketState { IsOpened: true } state
            ? await queries.FindAsync(state.Table, id, actor, cancellationToken)
            : null;
}

/// <summary>A ticket: its row and its state.</summary>
internal sealed record FoundTicket(TicketRecord Record, TicketState State);
