using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Retention;

/// <summary>
/// Deletes what has expired, a little at a time through the writer, between other people's commands: at the start and then
/// every hour. Each piece is one transaction; what a crash left is found again. The journal itself is never shortened.
/// </summary>
internal sealed partial class RetentionService(
    IEnumerable<IExpiredRows> expired,
    PersonalRetention personal,
    CaseRuntime runtime,
    WorkflowItsmOptions options,
    RuntimeMetrics metrics,
    TimeProvider time,
    ILogger<RetentionService> log)
    : BackgroundService
{
    private const int Piece = 200;
    private const int AtOnce = 5000;
    private static readonly TimeSpan _between = TimeSpan.FromHours(1);

    /// <summary>Deletes all that has expired by now; how many rows of effects and keys, and how many cases lost their personal parts.</summary>
    public async Task<(long Rows, long Cases)> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Retention is not { } keep || expired.LastOrDefault() is not { } rows) return (0, 0);
        var before = time.GetUtcNow() - keep;
        long deleted = 0;
        // Keys first: whether an effect is over shows in its row.
        for (var keys = await rows.KeysAsync(before, AtOnce, cancellationToken); keys.Count > 0; keys = await rows.KeysAsync(before, AtOnce, cancellationToken))
        {
            foreach (var piece in keys.Chunk(Piece)) await runtime.ExpireAsync(new([], piece), cancellationToken);
            deleted += keys.Count;
        }

        for (var effects = await rows.EffectsAsync(before, AtOnce, cancellationToken); effects.Count > 0; effects = await rows.EffectsAsync(before, AtOnce, cancellationToken))
        {
            foreach (var piece in effects.Chunk(Piece)) await runtime.ExpireAsync(new(piece, []), cancellationToken);
            deleted += effects.Count;
        }

        metrics.Expired(deleted);
        if (deleted > 0) LogDeleted(log, deleted, before);
        // Effects and keys that name people are gone by now.
        var cases = await personal.RunAsync(cancellationToken);
        metrics.Emptied(cases);
        if (cases > 0) LogEmptied(log, cases);
        return (deleted, cases);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Retention is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (StoreException failure)
            {
                LogFailed(log, failure.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(_between, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention deleted {Count} rows of effects and keys from before {Before}.")]
    private static partial void LogDeleted(ILogger log, long count, DateTimeOffset before);

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention erased the personal parts of {Count} closed cases.")]
    private static partial void LogEmptied(ILogger log, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention stopped and goes on in an hour: {Why}")]
    private static partial void LogFailed(ILogger log, string why);
}
