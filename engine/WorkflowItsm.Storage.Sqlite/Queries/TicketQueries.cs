using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Storage.Sqlite.Schema;

namespace WorkflowItsm.Storage.Sqlite.Queries;

/// <summary>Reads ticket rows over read-only connections.</summary>
internal sealed class TicketQueries(JournalFile file) : ITicketQueries
{
    public Task<TicketRecord?> FindAsync(string table, string caseId, Actor actor, CancellationToken cancellationToken = default) =>
        ReadAsync(tickets => OneAsync(tickets.Where(ticket => ticket.CaseId == caseId && ticket.Table == table), cancellationToken), actor);

    public Task<TicketRecord?> FindByNumberAsync(string number, Actor actor, CancellationToken cancellationToken = default) =>
        ReadAsync(tickets => OneAsync(tickets.Where(ticket => ticket.Number == number), cancellationToken), actor);

    public Task<TicketPage> ListAsync(TicketQuery query, Actor actor, CancellationToken cancellationToken = default) =>
        ReadAsync(tickets => PageAsync(tickets, query, cancellationToken), actor);

    private static async Task<TicketPage> PageAsync(
        IQueryable<TicketEntity> tickets, TicketQuery query, CancellationToken cancellationToken)
    {
        var found = tickets.Where(ticket => ticket.Table == query.Table);
        if (query.Filter is { } filter) found = found.Where(TicketFilters.Of(filter));
        var total = await found.CountAsync(cancellationToken);
        var rows = await Order(found, query).Skip(query.Offset).Take(query.Limit).ToListAsync(cancellationToken);
        return new TicketPage([.. rows.Select(Record)], total);
    }

    private async Task<T> ReadAsync<T>(Func<IQueryable<TicketEntity>, Task<T>> read, Actor actor)
    {
        try
        {
            await using var context = file.Read();
            return await read(Visible(context.Tickets, actor));
        }
        catch (SqliteException trouble)
        {
            throw file.Failure(trouble);
        }
    }

    // A ticket without a caller has "" there: a name that is empty must not match it.
    private static IQueryable<TicketEntity> Visible(IQueryable<TicketEntity> tickets, Actor actor) => actor.Role == Role.Requester
        ? tickets.Where(ticket => actor.Name != "" && (ticket.CallerId == actor.Name || ticket.OpenedBy == actor.Name))
        : tickets;

    private static async Task<TicketRecord?> OneAsync(IQueryable<TicketEntity> tickets, CancellationToken cancellationToken) =>
        await tickets.SingleOrDefaultAsync(cancellationToken) is { } ticket ? Record(ticket) : null;

    private static IOrderedQueryable<TicketEntity> Order(IQueryable<TicketEntity> tickets, TicketQuery query)
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

    private static MethodCallExpression Number(Expression text) => Expression.Call(TicketFunctions.ToNumber, text);

    private static BinaryExpression IsEmpty(Expression text) => Expression.Equal(text, Expression.Constant(""));

    private static Expression<Func<TicketEntity, T>> Key<T>(Func<Expression, Expression> of, string field)
    {
        var ticket = Expression.Parameter(typeof(TicketEntity), "ticket");
        return Expression.Lambda<Func<TicketEntity, T>>(of(TicketFields.Text(ticket, field)), ticket);
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
