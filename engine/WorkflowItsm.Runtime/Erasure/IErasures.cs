using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Runtime.Erasure;

/// <summary>Erases what is kept of people. Safe to share between threads.</summary>
public interface IErasures
{
    /// <summary>
    /// Orders an erasure. It is durable when this returns, and then done in the background, also after a restart; asking
    /// again for the same person is harmless. Only an administrator may.
    /// </summary>
    /// <returns>The id to look under, which says nothing about the person; or the refusal.</returns>
    Task<(string? Id, Refusal? Refusal)> OrderAsync(ErasedPerson person, Actor by, CancellationToken cancellationToken = default);

    /// <summary>How an erasure stands; null when there is none under the id.</summary>
    ValueTask<ErasureReport?> FindAsync(string id, CancellationToken cancellationToken = default);
}

/// <summary>How an erasure stands. The counts are those so far.</summary>
/// <param name="Id">Stands for the person from now on.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="OrderedBy">Who ordered it; empty once that person was erased.</param>
/// <param name="OrderedAt">When it was ordered.</param>
/// <param name="Rows">How many rows of the journal lost their personal part.</param>
/// <param name="Cases">How many cases they belong to; one that is met again counts again.</param>
/// <param name="Keys">How many idempotency keys were deleted or lost their digest.</param>
/// <param name="Others">How many things outside of the journal were erased: accounts, files, mails.</param>
public sealed record ErasureReport(
    string Id, ErasurePhase Phase, string OrderedBy, DateTimeOffset OrderedAt, long Rows, long Cases, long Keys, long Others);

/// <summary>How far an erasure is.</summary>
public enum ErasurePhase
{
    /// <summary>The journal is searched.</summary>
    Running,

    /// <summary>Nothing is found any more; the files still hold deleted bytes.</summary>
    Emptied,

    /// <summary>Over.</summary>
    Finished,
}
