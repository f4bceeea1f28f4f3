using System.Globalization;
using System.Text;
using System.Text.Json;
using WorkflowItsm.Feel;
using WorkflowItsm.Outbound.Calling;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>
/// Makes the call of a task. 408, 429 and 5xx are tried again (not before the other side's <c>Retry-After</c>); every other status
/// that is neither 2xx nor accepted ends the task with an incident. What the task itself names as an error is one at once.
/// </summary>
internal sealed class Delivery(OutboundHttp http, OutboundOptions options, TimeProvider time)
{
    private const int MaxJsonDepth = 64;
    private static readonly string[] _kept = ["content-type", "etag", "last-modified", "location", "x-request-id"];

    public async Task<OutboundResponse> SendAsync(OutboundRequest request, IReadOnlySet<int> accept, ErrorCodes errors, CancellationToken cancellationToken)
    {
        OutboundResponse response;
        try
        {
            response = await http.SendAsync(request, cancellationToken);
        }
        catch (OutboundException failure)
        {
            throw Told(failure);
        }

        if (response.Status is >= 200 and < 300 || accept.Contains(response.Status)) return response;
        var (en, zh) = Says(request, response.Status);
        if (errors.For(response.Status) is { } code) throw new ServiceTaskErrorException(code, en) { Variables = Result(response) };
        throw response.Status is 408 or 429 or >= 500
            ? new EffectRetryLaterException(en, RetryAfter(response)) { MessageZh = zh }
            : new EffectFailedForGoodException(en, zh);
    }

    /// <summary>An answer as a value: <c>{status, headers, body}</c>.</summary>
    public static FeelContext Result(OutboundResponse response)
    {
        var headers = _kept.Where(response.Headers.ContainsKey).Select(name => (name, (FeelValue)response.Headers[name])).ToArray();
        return FeelContext.Of(("status", response.Status), ("headers", FeelValue.Context(FeelContext.Of(headers))), ("body", Body(response)));
    }

    private static Exception Told(OutboundException failure) => failure.Fault switch
    {
        OutboundFault.Forbidden => new EffectFailedForGoodException(failure.Message, failure) { MessageZh = failure.Sentence.Zh },
        OutboundFault.LeftAlone => new EffectRetryLaterException(failure.Message, failure.RetryAfter ?? TimeSpan.Zero, failure) { IsPostponed = true, MessageZh = failure.Sentence.Zh },
        _ => new EffectRetryLaterException(failure.Message, TimeSpan.Zero, failure) { MessageZh = failure.Sentence.Zh },
    };

    // The rest of the URL may hold what not everybody may read.
    private static (string En, string Zh) Says(OutboundRequest request, int status)
    {
        var target = $"{request.Method} {Breakers.TargetOf(request.Url)}";
        return status == 410
            ? ($"{target} answered 410: what is called is gone for good; correct the address, or take the task out of the process.", $"{target} 返回状态 410：被调用者已永久停用；请更正地址，或从流程中去掉该任务。")
            : ($"{target} answered {status}.", $"{target} 返回状态 {status}。");
    }

    private TimeSpan RetryAfter(OutboundResponse response)
    {
        if (!response.Headers.TryGetValue("retry-after", out var text)) return TimeSpan.Zero;
        var wait = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - time.GetUtcNow()
            : TimeSpan.Zero;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > options.RetryAfterLimit ? options.RetryAfterLimit : wait;
    }

    /// <summary>JSON where it says so and is so, else the text; null of nothing.</summary>
    private static FeelValue Body(OutboundResponse response)
    {
        if (response.Body.IsEmpty) return FeelValue.Null;
        var type = response.Headers.GetValueOrDefault("content-type", "").Split(';')[0].Trim();
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                using var document = JsonDocument.Parse(response.Body, new() { MaxDepth = MaxJsonDepth });
                return FeelJson.Read(document.RootElement);
            }
            catch (JsonException)
            {
                // It is still what the other side said.
            }
        }

        return Encoding.UTF8.GetString(response.Body.Span).Replace('\0', ' ');
    }
}
