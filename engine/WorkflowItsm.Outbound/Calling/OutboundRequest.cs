namespace WorkflowItsm.Outbound.Calling;

/// <summary>A call to be made.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">An absolute http or https URL without a name and password.</param>
public sealed record OutboundRequest(HttpMethod Method, Uri Url)
{
    /// <summary>Headers of the request and of its body, besides those that HTTP itself sets.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Headers whose value is a secret of the options: the header's name and the secret's.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Secrets { get; init; } = [];

    /// <summary>The body; null sends none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The body's media type; null leaves it unsaid.</summary>
    public string? ContentType { get; init; }

    /// <summary>How many redirects are followed. Default: none; a redirect is an answer then.</summary>
    public int Redirects { get; init; }
}

/// <summary>An answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">By lower-case name; of several the values are joined by a comma.</param>
/// <param name="Body">The unpacked body.</param>
public sealed record OutboundResponse(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
