namespace WorkflowItsm.Runtime.Insight;

/// <summary>Counts what the store holds. Safe to share between threads.</summary>
public interface IStoreFigures
{
    /// <summary>Counts now.</summary>
    /// <param name="now">What is due by then is overdue.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Storage.StoreException">The store cannot be read now.</exception>
    ValueTask<StoreFigures> CountAsync(DateTimeOffset now, CancellationToken cancellationToken = default);
}

/// <summary>What the store holds.</summary>
/// <param name="Overdue">Timers and clocks that are due and have not fired.</param>
/// <param name="EffectsWaiting">Effects that are to be done, or to be tried again.</param>
/// <param name="EffectsDead">Effects that were given up and wait for a person.</param>
/// <param name="Bytes">The size of the journal and its tables, without what its log still holds.</param>
public sealed record StoreFigures(long Overdue, long EffectsWaiting, long EffectsDead, long Bytes);
