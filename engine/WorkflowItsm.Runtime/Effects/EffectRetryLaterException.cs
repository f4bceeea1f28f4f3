namespace WorkflowItsm.Runtime.Effects;

/// <summary>A handler throws it when it knows when to come again, e.g. because the other side said so.</summary>
public sealed class EffectRetryLaterException : Exception
{
    /// <summary>With the reason as a sentence and how long to wait.</summary>
    /// <param name="message">The reason, as people read it.</param>
    /// <param name="after">The wait, at least; the usual one is taken when it is longer.</param>
    /// <param name="inner">The error behind it; null when there is none.</param>
    public EffectRetryLaterException(string message, TimeSpan after, Exception? inner = null)
        : base(message, inner) => After = after;

    /// <summary>How long to wait, at least.</summary>
    public TimeSpan After { get; }

    /// <summary>
    /// Whether nothing was tried, because the target is known to be down: the effect then only waits, and keeps its tries.
    /// One that has waited so for <see cref="Hosting.WorkflowItsmOptions.EffectPatience"/> spends tries again. Default: false.
    /// </summary>
    public bool IsPostponed { get; init; }

    /// <summary>The reason in Simplified Chinese; null when it has not been translated.</summary>
    public string? MessageZh { get; init; }
}
