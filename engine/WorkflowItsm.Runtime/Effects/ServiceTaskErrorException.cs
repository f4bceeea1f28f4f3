using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// A service-task handler throws it when the work ended in a way for which the process has a path: an error event that catches
/// <see cref="Code"/> goes on. It is final; nothing is tried again.
/// </summary>
/// <param name="code">The error's code, as the process names it.</param>
/// <param name="message">What happened, as a sentence.</param>
public sealed class ServiceTaskErrorException(string code, string message) : Exception(message)
{
    /// <summary>The error's code.</summary>
    public string Code { get; } = code;

    /// <summary>What the catching event gets beside <c>code</c> and <c>message</c>, if it keeps a result.</summary>
    public FeelContext Variables { get; init; } = FeelContext.Empty;
}
