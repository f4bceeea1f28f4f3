using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Queries;

/// <summary>
/// Reads the search rows. Every query takes the actor: what one may not see is not there (a requester sees the
/// tickets opened by or for them; every other role sees all). Safe to share between threads.
/// </summary>
public interface ITicketQueries
{
    /// <summary>One ticket; null when there is none or the actor may not see it.</summary>
    Task<TicketRecord?> FindAsync(string table, string caseId, Actor actor, CancellationToken cancellationToken = default);

    /// <summary>One ticket by number.</summary>
    Task<TicketRecord?> FindByNumberAsync(string number, Actor actor, CancellationToken cancellationToken = default);

    /// <summary>A page of tickets and how many there are in all.</summary>
    /// <exception cref="ArgumentException">
    /// A field's name is none (<c>[a-z_][a-z0-9_]*</c>), an operator is none, or there are more than 200 conditions.
    /// A field that no ticket has is no error: it is empty everywhere.
    /// </exception>
    /// <exception cref="Storage.StoreException">The store cannot be read now.</exception>
    Task<TicketPage> ListAsync(TicketQuery query, Actor actor, CancellationToken cancellationToken = default);
}

/// <summary>A ticket's search row.</summary>
public sealed record TicketRecord(string CaseId, string Table, string Number, bool Active, long Version, FeelContext Fields);

/// <summary>A page of tickets.</summary>
/// <param name="Rows">The tickets.</param>
/// <param name="Total">How many there are on all pages, or as many as were counted (<see cref="TicketQuery.CountUpTo"/>).</param>
public sealed record TicketPage(IReadOnlyList<TicketRecord> Rows, int Total)
{
    /// <summary>Whether there are more than were counted.</summary>
    public bool IsMore { get; init; }
}

/// <summary>Which tickets, in which order.</summary>
/// <param name="Table">The kind of ticket.</param>
/// <param name="Filter">Which; null means all.</param>
/// <param name="Order">The order; empty means newest number first.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Offset">How many to leave out first.</param>
public sealed record TicketQuery(string Table, TicketFilter? Filter, ValueList<TicketOrder> Order, int Limit, int Offset)
{
    /// <summary>How far to count: among very many, counting all costs more than the page. Null counts all.</summary>
    public int? CountUpTo { get; init; }
}

/// <summary>A field to order by.</summary>
public sealed record TicketOrder(string Field, bool Descending)
{
    /// <summary>Whether tickets that have no value there come last, whichever the direction. False: no value is less than any.</summary>
    public bool EmptyLast { get; init; }
}

/// <summary>Which tickets. Closed. Values are compared as the text the Table API shows; "" means no value.</summary>
public abstract record TicketFilter
{
    private TicketFilter()
    {
    }

    /// <summary>All of them hold.</summary>
    public sealed record And(ValueList<TicketFilter> Parts) : TicketFilter;

    /// <summary>One of them holds.</summary>
    public sealed record Or(ValueList<TicketFilter> Parts) : TicketFilter;

    /// <summary>The field has one of the values; with <paramref name="Negated"/>, none of them.</summary>
    public sealed record In(string Field, ValueList<string> Values, bool Negated) : TicketFilter;

    /// <summary>
    /// The field compares so with the value (numbers as numbers, times as times, else by ordinal text): op is one of
    /// &lt; &lt;= &gt; &gt;=.
    /// </summary>
    public sealed record Compare(string Field, string Op, string Value) : TicketFilter;

    /// <summary>The field contains, begins or ends with the text, ignoring the case of ASCII letters.</summary>
    public sealed record Like(string Field, string Text, LikeKind Kind) : TicketFilter;
}

/// <summary>Where a text must stand.</summary>
public enum LikeKind
{
    /// <summary>Anywhere.</summary>
    Contains,

    /// <summary>At the beginning.</summary>
    StartsWith,

    /// <summary>At the end.</summary>
    EndsWith,
}
