using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>Tries an effect once and says what is to be marked.</summary>
internal sealed partial class EffectTry(
    IEnumerable<IEffectHandler> handlers, EffectBackOff backOff, TimeProvider time, RuntimeMetrics metrics, WorkflowItsmOptions options, ILogger<EffectTry> log)
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
            return new EffectMark.Dead(effect.Place, attempt, EffectReason.Join(sentence, $"没有登记处理“{effect.Effect.Kind}”类操作的程序；请用 AddEffectHandler 登记。"));
        }

        try
        {
            await handler.HandleAsync(new(effect.Id, effect.CaseId, effect.Effect, attempt, effect.RecordedAt), stop);
            return new EffectMark.Done(effect.Place);
        }
        catch (EffectRetryLaterException later) when (later.IsPostponed && time.GetUtcNow() - effect.RecordedAt < options.EffectPatience)
        {
            LogPostponed(log, effect.Id, effect.Effect.Kind, later.Message);
            // Spread, so that those that wait for one target do not all come at the same moment.
            var after = later.After + backOff.After(1);
            return new EffectMark.Retry(effect.Place, effect.Attempts, time.GetUtcNow() + after, EffectReason.Of(later));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !stop.IsCancellationRequested)
        {
            if (failure is EffectFailedForGoodException || attempt >= options.EffectTries)
            {
                LogDead(log, effect.Id, effect.Effect.Kind, attempt, failure.Message, failure);
                return new EffectMark.Dead(effect.Place, attempt, EffectReason.Of(failure));
            }

            LogRetry(log, effect.Id, effect.Effect.Kind, attempt, failure.Message);
            return new EffectMark.Retry(effect.Place, attempt, time.GetUtcNow() + Wait(attempt, failure), EffectReason.Of(failure));
        }
    }

    private TimeSpan Wait(int attempt, Exception failure)
    {
        var usual = backOff.After(attempt);
        return failure is EffectRetryLaterException later && later.After > usual ? later.After + backOff.After(1) : usual;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Effect {Id} of kind {Kind} waits for its target: {Reason}")]
    private static partial void LogPostponed(ILogger log, string id, string kind, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Effect {Id} of kind {Kind} failed at try {Attempt} and is tried again: {Error}")]
    private static partial void LogRetry(ILogger log, string id, string kind, int attempt, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Effect {Id} of kind {Kind} is given up after try {Attempt}: {Error}")]
    private static partial void LogDead(ILogger log, string id, string kind, int attempt, string error, Exception? failure);
}
