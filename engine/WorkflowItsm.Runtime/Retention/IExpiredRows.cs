namespace WorkflowItsm.Runtime.Retention;

/// <summary>
/// Finds what the store keeps beside the journal and nobody needs any more. Reads only; the writer deletes. Safe to share
/// between threads.
/// </summary>
public interface IExpiredRows
{
    /// <summary>
    /// The first effects that were done or skipped, recorded before a moment; those that wait, or that a person has to look at,
    /// never expire.
    /// </summary>
    ValueTask<IReadOnlyList<Storage.EffectPlace>> EffectsAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The first idempotency keys of tickets that are archived and were closed before a moment, and of effects that were
    /// recorded before it and are over.
    /// </summary>
    ValueTask<IReadOnlyList<string>> KeysAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
