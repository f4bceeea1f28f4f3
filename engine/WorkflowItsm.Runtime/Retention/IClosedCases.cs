namespace WorkflowItsm.Runtime.Retention;

/// <summary>Walks archived tickets in the order in which they were closed. Reads only. Safe to share between threads.</summary>
public interface IClosedCases
{
    /// <summary>The tables that have tickets.</summary>
    /// <exception cref="Storage.StoreException">The store cannot be read now.</exception>
    ValueTask<IReadOnlyList<string>> TablesAsync(CancellationToken cancellationToken);

    /// <summary>The first archived tickets of a table that were closed before a moment, by closing time and id.</summary>
    /// <param name="table">The kind of ticket.</param>
    /// <param name="after">The last one that is left out; null begins with the first.</param>
    /// <param name="before">The moment.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Storage.StoreException">The store cannot be read now.</exception>
    ValueTask<IReadOnlyList<ClosedCase>> ClosedAsync(
        string table, ClosedCase? after, DateTimeOffset before, int limit, CancellationToken cancellationToken);
}

/// <summary>An archived ticket.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ClosedAt">When it was closed, as the Table API writes it: <c>yyyy-MM-dd HH:mm:ss</c> in UTC.</param>
/// <param name="IsPersonal">Whether a row of its journal still has a personal part.</param>
public sealed record ClosedCase(string CaseId, string ClosedAt, bool IsPersonal);
