using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// Does effects of one kind. Called after the commit, at least once under the same id, never inside a
/// transaction; may be called by several threads at once for different effects.
/// </summary>
public interface IEffectHandler
{
    /// <summary>The kind it does (<see cref="EffectKinds"/>).</summary>
    string Kind { get; }

    /// <summary>Does it. An exception means "try again later"; after the last try, and at once with
    /// <see cref="EffectFailedForGoodException"/>, the effect is dead and visible.</summary>
    Task HandleAsync(EffectCall call, CancellationToken cancellationToken);
}

/// <summary>An effect to be done.</summary>
/// <param name="Id">Stable over every try: what an outside party may deduplicate by.</param>
/// <param name="CaseId">The case that recorded it.</param>
/// <param name="Effect">What to do.</param>
/// <param name="Attempt">Counts from 1.</param>
/// <param name="RecordedAt">The time of the command that recorded it.</param>
public sealed record EffectCall(string Id, string CaseId, Effect Effect, int Attempt, DateTimeOffset RecordedAt);

/// <summary>
/// Does the service tasks that name it. Registered with <c>AddServiceTaskHandler("name", …)</c>. It may be
/// called again with the same id after a crash: make repeats harmless.
/// </summary>
public interface IServiceTaskHandler
{
    /// <summary>
    /// Does the work and gives the result's entries. An exception is tried again with back-off and in the end (with
    /// <see cref="EffectFailedForGoodException"/> at once) stops the task with a visible incident.
    /// </summary>
    Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken);
}

/// <summary>A service task, or a send task that a handler does, to be done.</summary>
/// <param name="Id">Stable over every try.</param>
/// <param name="CaseId">The case.</param>
/// <param name="ElementId">The service task.</param>
/// <param name="Input">The task's inputs.</param>
public sealed record ServiceTaskCall(string Id, string CaseId, string ElementId, FeelContext Input)
{
    /// <summary>Which try it is, counted from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When the case came to the task; the same at every try.</summary>
    public DateTimeOffset RecordedAt { get; init; }
}
