using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational.Queries;

/// <summary>Reads ticket rows over connections that cannot write; the actor limits what is there at all.</summary>
internal sealed class TicketQueries(JournalDatabase database) : ITicketQueries
{
    private readonly TicketFields _fields = new(database.Dialect);

    public Task<TicketRecord?> FindAsync(string table, string caseId, Actor actor, CancellationToken cancellationToken = default)
    {
        var (kind, id) = (database.Dialect.Text(table), database.Dialect.Text(caseId));
        return ReadAsync(tickets => OneAsync(tickets.Where(ticket => ticket.CaseId == id && ticket.Table == kind), cancellationToken), actor);
    }

    public Task<TicketRecord?> FindByNumberAsync(string number, Actor actor, CancellationToken cancellationToken = default)
    {
        var kept = _fields.Value("number", number);
        return ReadAsync(tickets => OneAsync(tickets.Where(ticket => ticket.Number == kept), cancellationToken), actor);
    }

    public Task<TicketPage> ListAsync(TicketQuery query, Actor actor, CancellationToken cancellationToken = default) =>
        ReadAsync(tickets => PageAsync(tickets, query, cancellationToken), actor);

    private async Task<TicketPage> PageAsync(
        IQueryable<TicketEntity> tickets, TicketQuery query, CancellationToken cancellationToken)
    {
        var table = database.Dialect.Text(query.Table);
        var found = tickets.Where(ticket => ticket.Table == table);
        if (query.Filter is { } filter) found = found.Where(TicketFilters.Of(filter, database.Dialect));
        var ordered = Order(found, query);
        // In the same order, so that both are read off the same index.
        var total = query.CountUpTo is { } most
            ? await ordered.Take(Math.Min(most, int.MaxValue - 1) + 1).CountAsync(cancellationToken)
            : await found.CountAsync(cancellationToken);
        var rows = await ordered.Skip(query.Offset).Take(query.Limit).ToListAsync(cancellationToken);
        var isMore = total > query.CountUpTo;
        return new TicketPage([.. rows.Select(Record)], isMore ? total - 1 : total) { IsMore = isMore };
    }

    private async Task<T> ReadAsync<T>(Func<IQueryable<TicketEntity>, Task<T>> read, Actor actor)
    {
        try
        {
            await using var context = database.Read();
            return await read(Visible(context.Tickets, actor));
        }
        catch (Exception trouble) when (database.Failure(trouble) is { } failure)
        {
            throw failure;
        }
    }

    // A ticket without a caller has "" there: a name that is empty must not match it.
    private IQueryable<TicketEntity> Visible(IQueryable<TicketEntity> tickets, Actor actor)
    {
        if (actor.Role != Role.Requester) return tickets;
        var (caller, opener) = (_fields.Value("caller_id", actor.Name), _fields.Value("opened_by", actor.Name));
        return tickets.Where(ticket => caller != "" && (ticket.CallerId == caller || ticket.OpenedBy == opener));
    }

    private static async Task<TicketRecord?> OneAsync(IQueryable<TicketEntity> tickets, CancellationToken cancellationToken) =>
        await tickets.SingleOrDefaultAsync(cancellationToken) is { } ticket ? Record(ticket) : null;

    private IOrderedQueryable<TicketEntity> Order(IQueryable<TicketEntity> tickets, TicketQuery query)
    {
        IOrderedQueryable<TicketEntity>? ordered = null;
        foreach (var order in query.Order)
        {
            if (order.EmptyLast) ordered = Then(tickets, ordered, Key<bool>(IsEmpty, order.Field), descending: false);
            // Fields without a column may be numbers: 10 comes after 9. Texts are all equal as numbers, and then by text.
            if (!TicketFields.HasColumn(order.Field)) ordered = Then(tickets, ordered, Key<double>(Number, order.Field), order.Descending);
            ordered = Then(tickets, ordered, Key<string>(text => text, order.Field), order.Descending);
        }

        ordered ??= tickets.OrderByDescending(ticket => ticket.Number);
        // Equal rows must not change places between two pages.
        return ordered.ThenBy(ticket => ticket.CaseId);
    }

    private Expression Number(Expression text) => database.Dialect.Number(text);

    private static BinaryExpression IsEmpty(Expression text) => Expression.Equal(text, Expression.Constant(""));

    private Expression<Func<TicketEntity, T>> Key<T>(Func<Expression, Expression> of, string field)
    {
        var ticket = Expression.Parameter(typeof(TicketEntity), "ticket");
        return Expression.Lambda<Func<TicketEntity, T>>(of(_fields.Text(ticket, field)), ticket);
    }

    private static IOrderedQueryable<TicketEntity> Then<T>(
        IQueryable<TicketEntity> all, IOrderedQueryable<TicketEntity>? ordered, Expression<Func<TicketEntity, T>> key, bool descending) =>
        (ordered, descending) switch
        {
            (null, false) => all.OrderBy(key),
            (null, true) => all.OrderByDescending(key),
            (not null, false) => ordered.ThenBy(key),
            (not null, true) => ordered.ThenByDescending(key),
        };

    private static TicketRecord Record(TicketEntity ticket) =>
        new(ticket.CaseId, ticket.Table, ticket.Number, ticket.Active == "true", ticket.Version, TicketColumns.ReadExact(ticket.Exact));
}
