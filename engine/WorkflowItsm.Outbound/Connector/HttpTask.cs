using System.Text;
using WorkflowItsm.Feel;
using WorkflowItsm.Outbound.Calling;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>What the inputs of a service task with the handler <c>http</c> ask for.</summary>
/// <param name="Request">The call, without its id.</param>
/// <param name="Accept">The statuses that are answers besides 2xx.</param>
/// <param name="Errors">The statuses that are BPMN errors.</param>
internal sealed record HttpTask(OutboundRequest Request, IReadOnlySet<int> Accept, ErrorCodes Errors)
{
    private const int MaxRedirects = 5;
    private static readonly string[] _known = ["url", "method", "query", "headers", "secrets", "body", "redirects", "accept", "errors"];

    /// <summary>What may be asked for.</summary>
    public static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    // They are HTTP's own: whoever could set them could make one request look like two. The last are what the receiver trusts.
    private static readonly HashSet<string> _notTheirs = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "TE", "Trailer", "Expect", "Proxy-Authorization", "Proxy-Connection", "Keep-Alive", "Idempotency-Key", "webhook-id", "webhook-timestamp", "webhook-signature",
    };

    /// <exception cref="EffectFailedForGoodException">An input is missing or cannot be; the sentence names it.</exception>
    public static HttpTask Read(FeelContext input)
    {
        if (input.Keys.FirstOrDefault(key => !_known.Contains(key)) is { } stranger && !input.Keys.Contains("url"))
            throw new EffectFailedForGoodException(
                $"The call has no input 'url', only '{stranger}' and others; give the task inputs of its own: {string.Join(", ", _known)}.",
                "缺少输入“url”；请为任务设置自己的输入。");
        if (!input["url"].TryGetString(out var address) || !Uri.TryCreate(address, UriKind.Absolute, out var url))
            throw new EffectFailedForGoodException("The input 'url' is no absolute URL.", "输入“url”不是完整的地址。");
        if (!input["query"].IsNull) url = QueryText.AddTo(url, input["query"]);
        var (body, type) = Body(input["body"]);
        var method = input["method"].TryGetString(out var named) ? named.ToUpperInvariant() : body is null ? "GET" : "POST";
        if (!Methods.Contains(method)) throw new EffectFailedForGoodException(
            $"The input 'method' is '{method}'; expected one of {string.Join(", ", Methods)}.",
            $"输入“method”的值是“{method}”；应为 {string.Join("、", Methods)} 之一。");
        var headers = Texts(input, "headers");
        if (headers.FindLast(IsType).Value is { } own) type = own;
        headers.RemoveAll(IsType);

        return new(
            new(new(method), url)
            {
                Headers = headers,
                Secrets = Texts(input, "secrets"),
                Body = body,
                ContentType = type,
                Redirects = input["redirects"].TryGetInt(out var redirects) ? Math.Clamp(redirects, 0, MaxRedirects) : 0,
            },
            input["accept"].TryGetList(out var accept) ? accept.Items.Select(item => item.TryGetInt(out var status) ? status : 0).ToHashSet() : new HashSet<int>(),
            ErrorCodes.Read(input));
    }

    private static bool IsType(KeyValuePair<string, string> header) => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    private static (ReadOnlyMemory<byte>? Body, string? Type) Body(FeelValue body) =>
        body.IsNull ? ((ReadOnlyMemory<byte>?)null, null)
        : body.TryGetString(out var text) ? (Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8")
        : (Encoding.UTF8.GetBytes(FeelJson.ToJson(body)), "application/json");

    private static List<KeyValuePair<string, string>> Texts(FeelContext input, string name)
    {
        if (input[name].IsNull) return [];
        if (!input[name].TryGetContext(out var entries)) throw new EffectFailedForGoodException($"The input '{name}' is no context of names and texts.", $"输入“{name}”不是由名称和文本组成的上下文。");
        foreach (var (key, value) in entries)
        {
            if (_notTheirs.Contains(key) || key.Length == 0 || !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
                throw new EffectFailedForGoodException($"The input '{name}' holds the header '{key}', which cannot be set.", $"输入“{name}”含有不可设置的请求头“{key}”。");
            if (value.ToText().Any(char.IsControl))
                throw new EffectFailedForGoodException($"The header '{key}' holds a control character, such as a line break.", $"请求头“{key}”含有控制字符（如换行）。");
        }

        return [.. entries.Where(entry => !entry.Value.IsNull).Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToText()))];
    }
}
