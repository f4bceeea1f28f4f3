namespace WorkflowItsm.Outbound.Calling;

/// <summary>A call that got no answer. <see cref="Exception.Message"/> is the English sentence.</summary>
public sealed class OutboundException : Exception
{
    internal OutboundException(OutboundFault fault, OutboundSentence sentence, Exception? inner = null)
        : base(sentence.En, inner) => (Fault, Sentence) = (fault, sentence);

    /// <summary>What kind of failure it was.</summary>
    public OutboundFault Fault { get; }

    /// <summary>The same in both languages.</summary>
    public OutboundSentence Sentence { get; }

    /// <summary>When to come again; null when nothing is known of it.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}

/// <summary>Why a call got no answer.</summary>
public enum OutboundFault
{
    /// <summary>It must not be made: an internal address, another scheme, a name and password in the URL, a secret of another host.</summary>
    Forbidden,

    /// <summary>No connection, or one that broke: DNS, TCP, TLS, a reset.</summary>
    Unreachable,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>The answer, or its headers, were larger than is taken, or were no HTTP.</summary>
    BadAnswer,

    /// <summary>The target failed so often that it is left alone for a while; nothing was sent.</summary>
    LeftAlone,
}
