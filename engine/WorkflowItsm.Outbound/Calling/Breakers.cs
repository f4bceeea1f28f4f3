using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace WorkflowItsm.Outbound.Calling;

/// <summary>
/// A circuit breaker for each target: one that fails again and again is left alone for a while, and the first call after
/// that finds out whether it is back. A target is scheme, host and port.
/// </summary>
internal sealed class Breakers(OutboundOptions options, TimeProvider time)
{
    // Targets may come from data, so what is kept of them has an end; a breaker forgotten is a breaker closed.
    private const int MaxKept = 10_000;
    private readonly ConcurrentDictionary<string, ResiliencePipeline<OutboundResponse>> _pipelines = new(StringComparer.OrdinalIgnoreCase);

    public async ValueTask<OutboundResponse> RunAsync(Uri target, Func<CancellationToken, ValueTask<OutboundResponse>> call, CancellationToken cancellationToken)
    {
        if (_pipelines.Count >= MaxKept) _pipelines.Clear();
        var key = TargetOf(target);
        try
        {
            return await _pipelines.GetOrAdd(key, _ => Make()).ExecuteAsync(call, cancellationToken);
        }
        catch (BrokenCircuitException open)
        {
            var wait = open.RetryAfter ?? options.BreakFor;
            throw new OutboundException(OutboundFault.LeftAlone, new(
                $"{key} failed again and again and is left alone for {Math.Ceiling(wait.TotalSeconds):0} seconds more; nothing was sent.",
                $"{key} 连续失败，将在 {Math.Ceiling(wait.TotalSeconds):0} 秒后再试；本次未发送。"))
            {
                RetryAfter = wait,
            };
        }
    }

    public static string TargetOf(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.StrongPort, UriFormat.UriEscaped);

    private ResiliencePipeline<OutboundResponse> Make() =>
        new ResiliencePipelineBuilder<OutboundResponse> { TimeProvider = time }.AddCircuitBreaker(new()
        {
            FailureRatio = 1,
            MinimumThroughput = options.BreakAfter,
            // Long enough for calls that each take all the time there is.
            SamplingDuration = (2 * options.Timeout) + TimeSpan.FromSeconds(30),
            BreakDuration = options.BreakFor,
            ShouldHandle = new PredicateBuilder<OutboundResponse>()
                .HandleResult(response => response.Status is 500 or 502 or 503 or 504)
                .Handle<OutboundException>(failure => failure.Fault is OutboundFault.Unreachable or OutboundFault.TimedOut or OutboundFault.BadAnswer),
        }).Build();
}
