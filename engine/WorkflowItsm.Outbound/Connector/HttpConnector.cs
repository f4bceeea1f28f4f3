using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using WorkflowItsm.Feel;
using WorkflowItsm.Outbound.Calling;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>
/// The handler <c>http</c> of service tasks. The call carries the effect's id as <c>Idempotency-Key</c>, the same at every try.
/// 408, 429 and 5xx are tried again (not before the other side's <c>Retry-After</c>), every other status that is neither
/// 2xx nor accepted ends the task with an incident.
/// </summary>
internal sealed class HttpConnector(OutboundHttp http, IOptions<OutboundOptions> options, TimeProvider time) : IServiceTaskHandler
{
    public const string Name = "http";
    private const int MaxJsonDepth = 64;
    private static readonly string[] _kept = ["content-type", "etag", "last-modified", "location", "x-request-id"];

    public async Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken)
    {
        var task = HttpTask.Read(call.Input);
        var request = task.Request with { Headers = [.. task.Request.Headers, KeyValuePair.Create("Idempotency-Key", call.Id)] };
        OutboundResponse response;
        try
        {
            response = await http.SendAsync(request, cancellationToken);
        }
        catch (OutboundException failure)
        {
            throw Told(failure);
        }

        return response.Status is >= 200 and < 300 || task.Accept.Contains(response.Status) ? Result(response) : throw Refused(task.Request, response);
    }

    private static Exception Told(OutboundException failure) => failure.Fault switch
    {
        OutboundFault.Forbidden => new EffectFailedForGoodException(failure.Message, failure) { MessageZh = failure.Sentence.Zh },
        OutboundFault.LeftAlone => new EffectRetryLaterException(failure.Message, failure.RetryAfter ?? TimeSpan.Zero, failure) { IsPostponed = true, MessageZh = failure.Sentence.Zh },
        _ => new EffectRetryLaterException(failure.Message, TimeSpan.Zero, failure) { MessageZh = failure.Sentence.Zh },
    };

    private Exception Refused(OutboundRequest request, OutboundResponse response)
    {
        var status = response.Status;
        // The rest of the URL may hold what not everybody may read.
        var (en, zh) = ($"{request.Method} {Breakers.TargetOf(request.Url)} answered {status}.", $"{request.Method} {Breakers.TargetOf(request.Url)} 返回状态 {status}。");
        return status is 408 or 429 or >= 500
            ? new EffectRetryLaterException(en, RetryAfter(response)) { MessageZh = zh }
            : new EffectFailedForGoodException(en) { MessageZh = zh };
    }

    private TimeSpan RetryAfter(OutboundResponse response)
    {
        if (!response.Headers.TryGetValue("retry-after", out var text)) return TimeSpan.Zero;
        var wait = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - time.GetUtcNow()
            : TimeSpan.Zero;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > options.Value.RetryAfterLimit ? options.Value.RetryAfterLimit : wait;
    }

    private static FeelContext Result(OutboundResponse response)
    {
        var headers = _kept.Where(response.Headers.ContainsKey).Select(name => (name, (FeelValue)response.Headers[name])).ToArray();
        return FeelContext.Of(("status", response.Status), ("headers", FeelValue.Context(FeelContext.Of(headers))), ("body", Body(response)));
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
