namespace WorkflowItsm.Runtime.Retention;

/// <summary>
/// Finds archived tickets whose journal has personal parts, in the order in which they were closed. Reads only. Safe to share
/// between threads.
/// </summary>
public interface IClosedCases
{
    /// <summary>The tables that have tickets.</summary>
    /// <exception cref="Storage.StoreException">The store cannot be read now.</exception>
    ValueTask<IReadOnlyList<string>> TablesAsync(CancellationToken cancellationToken);

    /// <summary>The first of them in a table that were closed before a moment, by closing time and id.</summary>
    /// <param name="table">The kind of ticket.</param>
    /// <param name="after">The last one that is left out; null begins with the first.</param>
    /// <param name="before">The moment.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Storage.StoreException">The store cannot be read now.</exception>
    ValueTask<IReadOnlyList<ClosedCase>> ClosedAsync(
        string table, ClosedCase? after, DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>How many of them in a table were closed before a moment. Reads none of the tickets.</summary>
    /// <param name="table">The kind of ticket.</param>
    /// <param name="before">The moment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Storage.StoreException">The store cannot be read now.</exception>
    ValueTask<ClosedCount> CountAsync(string table, DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>An archived ticket whose journal has personal parts.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ClosedAt">When it was closed, as the Table API writes it: <c>yyyy-MM-dd HH:mm:ss</c> in UTC.</param>
public sealed record ClosedCase(string CaseId, string ClosedAt);

/// <summary>How many archived tickets have personal parts.</summary>
/// <param name="Cases">How many.</param>
/// <param name="Oldest">When the first of them was closed, as the Table API writes it; null when there is none.</param>
/// <param name="Newest">When the last of them was closed; null when there is none.</param>
public sealed record ClosedCount(long Cases, string? Oldest, string? Newest)
{
    /// <summary>There is none.</summary>
    public static ClosedCount None { get; } = new(0, null, null);
}
