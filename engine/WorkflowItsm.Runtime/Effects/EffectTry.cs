using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>Tries an effect once and says what is to be marked.</summary>
internal sealed partial class EffectTry(
    IEnumerable<IEffectHandler> handlers, TimeProvider time, RuntimeMetrics metrics, WorkflowItsmOptions options, ILogger<EffectTry> log)
{
    // The last registration of a kind holds, so that a host may replace one.
    private readonly Dictionary<string, IEffectHandler> _handlers = handlers
        .GroupBy(handler => handler.Kind, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    public async Task<EffectMark> RunAsync(RecordedEffect effect, CancellationToken stop)
    {
        var attempt = effect.Attempts + 1;
        var kind = effect.Effect.Kind;
        using var span = RuntimeMetrics.Source.StartActivity("effect");
        span?.SetTag("kind", kind).SetTag("case", effect.CaseId).SetTag("id", effect.Id);
        var started = Stopwatch.GetTimestamp();
        var mark = await RunAsync(effect, attempt, stop);
        metrics.Effect(kind, mark.GetType().Name, Stopwatch.GetElapsedTime(started));
        if (mark is not EffectMark.Done) span?.SetStatus(ActivityStatusCode.Error);
        return mark;
    }

    private async Task<EffectMark> RunAsync(RecordedEffect effect, int attempt, CancellationToken stop)
    {
        if (!_handlers.TryGetValue(effect.Effect.Kind, out var handler))
        {
            var sentence = $"No handler is registered for effects of kind '{effect.Effect.Kind}'; registered: "
                + $"{string.Join(", ", _handlers.Keys.Order(StringComparer.Ordinal))}. Register one with AddEffectHandler.";
            LogDead(log, effect.Id, effect.Effect.Kind, attempt, sentence, null);
            return new EffectMark.Dead(effect.Place, attempt, sentence);
        }

        try
        {
            await handler.HandleAsync(new(effect.Id, effect.CaseId, effect.Effect, attempt, effect.RecordedAt), stop);
            return new EffectMark.Done(effect.Place);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !stop.IsCancellationRequested)
        {
            if (failure is EffectFailedForGoodException || attempt >= options.EffectTries)
            {
                LogDead(log, effect.Id, effect.Effect.Kind, attempt, failure.Message, failure);
                return new EffectMark.Dead(effect.Place, attempt, failure.Message);
            }

            LogRetry(log, effect.Id, effect.Effect.Kind, attempt, failure.Message);
            return new EffectMark.Retry(effect.Place, attempt, time.GetUtcNow() + BackOff(attempt), failure.Message);
        }
    }

    private TimeSpan BackOff(int attempt)
    {
        var doubled = options.EffectBackOff.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 30));
        var jitter = 0.8 + (0.4 * Random.Shared.NextDouble());
        return TimeSpan.FromSeconds(Math.Min(doubled, options.EffectBackOffLimit.TotalSeconds) * jitter);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Effect {Id} of kind {Kind} failed at try {Attempt} and is tried again: {Error}")]
    private static partial void LogRetry(ILogger log, string id, string kind, int attempt, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Effect {Id} of kind {Kind} is given up after try {Attempt}: {Error}")]
    private static partial void LogDead(ILogger log, string id, string kind, int attempt, string error, Exception? failure);
}
