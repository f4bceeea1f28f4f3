using Microsoft.Extensions.Options;
using WorkflowItsm.Outbound.Addresses;
using WorkflowItsm.Outbound.Connector;

namespace WorkflowItsm.Outbound;

/// <summary>What calls to the outside may do; section <c>Outbound</c>. Checked at start, all errors in one message.</summary>
public sealed class OutboundOptions
{
    /// <summary>
    /// Internal hosts that may be called all the same: a host's name (whatever it resolves to), an address, or a network such
    /// as <c>10.1.0.0/16</c>. Default: none.
    /// </summary>
    public IList<string> Allow { get; } = [];

    /// <summary>Names the only hosts that may be called, by name or address as URLs give them. Default: none, which means every public host.</summary>
    public IList<string> Only { get; } = [];

    /// <summary>The longest time to connect, TLS included. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time from the call to the last byte of the answer, redirects included. Default: 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes of an answer's body, unpacked. Default: 1 MB.</summary>
    public int MaxResponseBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many calls have to fail, and none succeed, within twice <see cref="Timeout"/> and half a minute, to open the breaker of a
    /// target (scheme, host and port). Default: 5.
    /// </summary>
    public int BreakAfter { get; set; } = 5;

    /// <summary>How long a target is left alone after that. Default: 30 s.</summary>
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that a target's <c>Retry-After</c> is given. Default: 10 min.</summary>
    public TimeSpan RetryAfterLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Values of headers that nobody is to read in a definition or a journal, by name.</summary>
    public IDictionary<string, OutboundSecret> Secrets { get; } = new Dictionary<string, OutboundSecret>(StringComparer.Ordinal);

    /// <summary>What signs webhooks, by the name that definitions give.</summary>
    public IDictionary<string, WebhookSecret> Webhooks { get; } = new Dictionary<string, WebhookSecret>(StringComparer.Ordinal);
}

/// <summary>A secret that signs webhooks and that their receiver knows (Standard Webhooks 1.0.0).</summary>
public sealed class WebhookSecret
{
    /// <summary>The secret: <c>whsec_</c> and 24 to 64 random bytes in base64. Use another for each receiver.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The one before, while the receiver may still know that alone: both sign then. Default: empty, there is none.</summary>
    public string PreviousSecret { get; set; } = "";

    /// <summary>The hosts for which it signs, as URLs name them.</summary>
    public IList<string> Hosts { get; } = [];
}

/// <summary>A header's value that definitions name and do not know.</summary>
public sealed class OutboundSecret
{
    /// <summary>The whole value of the header, e.g. <c>Bearer …</c>.</summary>
    public string Value { get; set; } = "";

    /// <summary>The hosts that may see it, as URLs name them.</summary>
    public IList<string> Hosts { get; } = [];
}

/// <summary>Checks the options, all at once.</summary>
internal sealed class OutboundOptionsCheck : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        List<string> errors = [.. Errors(options)];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(OutboundOptions options)
    {
        foreach (var entry in options.Allow.Concat(options.Only).Where(entry => AddressRules.Network(entry) is null && Uri.CheckHostName(entry) == UriHostNameType.Unknown))
            yield return $"Outbound: '{entry}' is neither a host, an address nor a network such as 10.1.0.0/16.";
        foreach (var (name, wait) in new[] { ("ConnectTimeout", options.ConnectTimeout), ("Timeout", options.Timeout), ("BreakFor", options.BreakFor), ("RetryAfterLimit", options.RetryAfterLimit) })
            if (wait < TimeSpan.FromSeconds(1) || wait > TimeSpan.FromHours(1)) yield return $"Outbound:{name} is {wait}; it must be from a second to an hour.";
        if (options.MaxResponseBytes is < 1024 or > 100 * 1024 * 1024) yield return $"Outbound:MaxResponseBytes is {options.MaxResponseBytes}; it must be from 1,024 to 104,857,600.";
        if (options.BreakAfter < 2) yield return $"Outbound:BreakAfter is {options.BreakAfter}; it must be at least 2.";
        foreach (var (name, secret) in options.Secrets)
        {
            if (secret.Value.Length == 0 || secret.Value.Any(char.IsControl)) yield return $"Outbound:Secrets:{name}:Value is empty or holds a control character; give the header's whole value.";
            if (secret.Hosts.Count == 0) yield return $"Outbound:Secrets:{name}:Hosts is empty; name the hosts that may see it.";
        }

        foreach (var (name, secret) in options.Webhooks)
        {
            if (WebhookSignature.Key(secret.Secret) is null) yield return $"Outbound:Webhooks:{name}:Secret is not whsec_ and 24 to 64 random bytes in base64.";
            if (secret.PreviousSecret.Length > 0 && WebhookSignature.Key(secret.PreviousSecret) is null) yield return $"Outbound:Webhooks:{name}:PreviousSecret is not whsec_ and 24 to 64 random bytes in base64.";
            if (secret.Hosts.Count == 0) yield return $"Outbound:Webhooks:{name}:Hosts is empty; name the hosts for which it signs.";
        }
    }
}
