namespace WorkflowItsm.DesignerHost.Serving.Connections;

/// <summary>The section <c>Connections</c>: what clients may hold of the server without asking for anything.</summary>
internal sealed record ConnectionOptions
{
    /// <summary>How many connections are open at most, those of screens included. 10,000 by default; an idle one takes some ten kilobytes.</summary>
    public int Max { get; init; } = 10_000;

    /// <summary>How many seconds the headers of a request may take, from their first byte. 15 by default.</summary>
    public int HeaderSeconds { get; init; } = 15;

    /// <summary>How many seconds a connection may be open between two requests, or before the first. 130 by default, more than proxies keep theirs.</summary>
    public int IdleSeconds { get; init; } = 130;

    /// <summary>What is wrong with them, or null.</summary>
    public string? Problem() => this switch
    {
        { Max: < 1 } => $"Connections:Max is {Max}; it must be at least 1.",
        { HeaderSeconds: < 1 } => $"Connections:HeaderSeconds is {HeaderSeconds}; it must be at least 1.",
        { IdleSeconds: < 1 } => $"Connections:IdleSeconds is {IdleSeconds}; it must be at least 1.",
        _ => null,
    };
}
