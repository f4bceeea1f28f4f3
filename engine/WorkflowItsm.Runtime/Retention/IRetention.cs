using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Retention;

/// <summary>Tells what the policy about personal data erases. Safe to share between threads.</summary>
public interface IRetention
{
    /// <summary>
    /// What a run would erase now, and what runs have erased so far; changes nothing. It counts on an index, whatever age is asked for.
    /// </summary>
    /// <param name="kept">The age to suppose for every table; null takes the policy that is set.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A share for each table under a policy, by name; none where nothing is ever erased by age.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is less than a day, or more than a hundred years.</exception>
    /// <exception cref="Storage.StoreException">The store cannot be read now.</exception>
    Task<ValueList<RetentionShare>> PreviewAsync(TimeSpan? kept = null, CancellationToken cancellationToken = default);
}

/// <summary>The tickets of a table whose personal data is to go.</summary>
/// <param name="Table">The kind of ticket.</param>
/// <param name="Kept">How long after its closing a ticket keeps it.</param>
/// <param name="ClosedBefore">Tickets closed before lose it.</param>
/// <param name="Cases">How many have some left.</param>
/// <param name="Oldest">When the oldest of them was closed; null when there is none.</param>
/// <param name="Newest">When the newest of them was closed; null when there is none.</param>
/// <param name="ErasedCases">How many have lost it by age so far.</param>
/// <param name="LastErasedAt">When the last of those did; null when none has.</param>
public sealed record RetentionShare(
    string Table,
    TimeSpan Kept,
    DateTimeOffset ClosedBefore,
    long Cases,
    DateTimeOffset? Oldest,
    DateTimeOffset? Newest,
    long ErasedCases,
    DateTimeOffset? LastErasedAt);
