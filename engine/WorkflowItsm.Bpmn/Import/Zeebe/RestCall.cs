using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Zeebe;

/// <summary>The call of a REST connector as inputs of our handler <c>http</c>. Secrets go out of headers into the host's settings.</summary>
internal sealed class RestCall(XElement task, ImportPlan plan)
{
    private const int MaxWords = 80;

    private readonly List<(string Key, string Feel)> _headers = [], _secrets = [], _query = [];

    /// <summary>The inputs of our handler, in its order; what cannot be said is told.</summary>
    public IReadOnlyList<(string Name, string Feel)> Inputs(ZeebeInputs there)
    {
        Authenticate(there.TakeEntries("authentication"));
        var method = there.Take("method");
        var url = there.Take("url") is { } address && IsOpen("url", address) ? address : null;
        var query = Joined(there.TakeContext("queryParameters"), "queryParameters", _query);
        var body = there.TakeContext("body") is { } content && IsOpen("body", content) ? content : null;
        var headers = Headers(there.TakeContext("headers"), body);
        Rest(there);
        var all = new List<(string Name, string? Feel)>
        {
            ("url", url), ("method", FeelPieces.Text(method) is { } constant ? FeelText.Quoted(constant.ToUpperInvariant()) : method), ("query", query), ("headers", headers),
            ("secrets", _secrets.Count == 0 ? null : FeelPieces.Context(_secrets)), ("body", body),
        };
        return [.. all.Where(input => input.Feel is not null).Select(input => (input.Name, input.Feel!))];
    }

    private void Authenticate(IReadOnlyDictionary<string, string> said)
    {
        switch (FeelPieces.Text(said.GetValueOrDefault("type")))
        {
            case null when said.Count == 0:
            case "noAuth" or "":
                break;
            case "bearer":
                Keep("Authorization", "Bearer ", said.GetValueOrDefault("token"));
                break;
            case "basic" when (SecretOf("password") ?? SecretOf("username")) is { } secret:
                Set("Authorization", secret.Name, "\"Basic \" and the base64 of name:password");
                break;
            case "basic":
                Visible("authentication");
                break;
            case "apiKey" when FeelPieces.Text(said.GetValueOrDefault("name")) is { } name && said.GetValueOrDefault("value") is { } value:
                if (FeelPieces.Text(said.GetValueOrDefault("apiKeyLocation")) != "query") Keep(name, "", value);
                else if (IsOpen("authentication", value)) _query.Add((name, value));
                break;
            case var other:
                plan.Tell("import-connector-input", Severity.Error, task,
                    $"found the authentication \"{Reading.Words.Short(other ?? said.GetValueOrDefault("type") ?? "")}\", which the handler http does not know.", "Let a handler of the host or a worker make the call.");
                break;
        }

        ZeebeSecret? SecretOf(string name) => ZeebeSecret.Of(FeelPieces.Text(said.GetValueOrDefault(name)));
    }

    /// <summary>A header that a secret ends, or a variable; a secret that stands in the file is not carried on.</summary>
    private void Keep(string header, string before, string? feel)
    {
        var text = FeelPieces.Text(feel);
        if (ZeebeSecret.Of(text) is { } secret) Set(header, secret.Name, before + secret.Before is { Length: > 0 } words ? (Sentence)$"\"{words[..Math.Min(words.Length, MaxWords)]}\" and the secret" : (Sentence)"the secret");
        else if (text is not null || feel is null) Visible("authentication");
        else if (IsOpen("authentication", feel)) _headers.Add((header, before.Length == 0 ? feel : $"{FeelText.Quoted(before)} + {(FeelPieces.IsPath(feel) ? feel : $"({feel})")}"));
    }

    private void Set(string header, string name, Sentence value)
    {
        _secrets.Add((header, FeelText.Quoted(name)));
        plan.Tell("import-secret", Severity.Warning, task,
            $"found the secret \"{Reading.Words.Short(name)}\" in the header {Reading.Words.Short(header)}: here a secret is the whole value of a header and stands in the host's settings.",
            $"Set Outbound:Secrets:{Reading.Words.Short(name)}:Value to {value}, and Outbound:Secrets:{Reading.Words.Short(name)}:Hosts to the hosts that may see it.");
    }

    private void Visible(string where) => plan.Tell("import-secret", Severity.Error, task,
        $"found a password or token in {where} that everybody can read, which is not carried on.", "Put the whole value of the header into the host's settings (Outbound:Secrets), and name it in the input secrets.");

    /// <summary>Whether a value names no secret; one that does is told.</summary>
    private bool IsOpen(string where, string feel)
    {
        if (!ZeebeSecret.IsIn(feel)) return true;
        plan.Tell("import-secret", Severity.Error, task,
            $"found a secret in {where}: here secrets go into headers and nowhere else.", "Send it as a header if the other side takes it so; else let a handler of the host or a worker make the call.");
        return false;
    }

    private string? Headers(string? feel, string? body)
    {
        var entries = feel is null ? [] : FeelPieces.Entries(feel);
        var kept = new List<(string Key, string Feel)>();
        foreach (var entry in entries ?? [])
        {
            if (!ZeebeSecret.IsIn(entry.Feel)) kept.Add(entry);
            else if (ZeebeSecret.Of(FeelPieces.Text(entry.Feel)) is not null) Keep(entry.Key, "", entry.Feel);
            else IsOpen(entry.Key, entry.Feel);
        }
        // There a text is said to be JSON too.
        if (body is not null && FeelPieces.IsText(body) && !kept.Exists(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))) _headers.Insert(0, ("Content-Type", "\"application/json\""));
        return entries is null ? Joined(feel, "headers", _headers) : Written([.. _headers, .. kept]);
    }

    /// <summary>A context and more entries for it.</summary>
    private string? Joined(string? feel, string where, List<(string Key, string Feel)> more)
    {
        if (feel is null) return Written(more);
        if (FeelPieces.Entries(feel) is { } entries) return Written([.. more, .. entries.Where(entry => IsOpen(where, entry.Feel))]);
        if (!IsOpen(where, feel)) return Written(more);
        return more.Count == 0 ? feel : $"context merge([{FeelPieces.Context(more)}, {feel}])";
    }

    private static string? Written(List<(string Key, string Feel)> entries) => entries.Count == 0 ? null : FeelPieces.Context(entries);

    private void Rest(ZeebeInputs there)
    {
        foreach (var name in (string[])["connectionTimeoutInSeconds", "readTimeoutInSeconds"])
        {
            if (there.Take(name) is not { } time) continue;
            plan.Tell("import-connector-input", Severity.Information, task,
                $"found {name} \"{Reading.Words.Short(time)}\": here the host's settings bound the time of all calls.", "Set Outbound:ConnectTimeout and Outbound:Timeout if those of the host do not do.");
        }
        foreach (var name in there.Left.ToList())
        {
            if (there.Take(name) is null or "false" or "\"false\"") continue;
            plan.Tell("import-connector-input", Severity.Warning, task,
                $"found the input \"{Reading.Words.Short(name)}\" of a call over HTTP, which the handler http does not know.", "Look whether the call needs it.");
        }
    }
}
