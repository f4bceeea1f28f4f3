using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Queries;

/// <summary>
/// What people who run the system look at. A requester sees nothing of it. Safe to share between threads.
/// </summary>
public interface IOperations
{
    /// <summary>The newest effects in a state, at most <paramref name="limit"/>: those that are dead wait for a person.</summary>
    Task<IReadOnlyList<EffectRecord>> EffectsAsync(
        EffectState state, int limit, Actor actor, CancellationToken cancellationToken = default);

    /// <summary>The effects in a state that were recorded before one, newest first, at most <paramref name="limit"/>: the next page.</summary>
    /// <param name="state">The state.</param>
    /// <param name="before">The id of the last one seen; null begins with the newest. Nothing comes before what is no id.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<IReadOnlyList<EffectRecord>> EffectsBeforeAsync(
        EffectState state, string? before, int limit, Actor actor, CancellationToken cancellationToken = default);

    /// <summary>One effect; null when there is none with this id, or when the actor may not see it.</summary>
    Task<EffectRecord?> EffectAsync(string id, Actor actor, CancellationToken cancellationToken = default);
}

/// <summary>An effect as operators see it; its payload stays where it is.</summary>
/// <param name="Id">Its stable id.</param>
/// <param name="CaseId">The case that recorded it.</param>
/// <param name="Kind">Which handler does it.</param>
/// <param name="Target">To whom.</param>
/// <param name="State">How it stands.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="NextAt">When it is tried next, while it is pending.</param>
/// <param name="LastError">Why it failed last; null when it has not.</param>
/// <param name="LastErrorZh">The same in Simplified Chinese; null when it is not in our words.</param>
public sealed record EffectRecord(
    string Id,
    string CaseId,
    string Kind,
    string Target,
    EffectState State,
    int Attempts,
    DateTimeOffset RecordedAt,
    DateTimeOffset NextAt,
    string? LastError,
    string? LastErrorZh = null);
