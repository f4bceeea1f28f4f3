namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// A handler throws it when trying again cannot help, e.g. because there is no such recipient: the effect is dead at
/// once and visible. Its message is the sentence that people read.
/// </summary>
public sealed class EffectFailedForGoodException : Exception
{
    /// <summary>Without a reason.</summary>
    public EffectFailedForGoodException()
    {
    }

    /// <summary>With the reason as a sentence.</summary>
    public EffectFailedForGoodException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason as a sentence in both languages.</summary>
    /// <param name="message">The reason in English.</param>
    /// <param name="messageZh">The reason in Simplified Chinese.</param>
    public EffectFailedForGoodException(string message, string messageZh)
        : base(message) => MessageZh = messageZh;

    /// <summary>With the reason as a sentence and the error behind it.</summary>
    public EffectFailedForGoodException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The reason in Simplified Chinese; null when it has not been translated.</summary>
    public string? MessageZh { get; init; }
}
