using System.Globalization;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Due;

/// <summary>
/// Fires due rows: sends the command that says a row is due, under a key that makes a second firing harmless.
/// What fell due while nothing ran is fired at start, in order of due time, some hundred at a time; the writer gives
/// them their share of its batches beside people's commands (<see cref="WriteLanes"/>).
/// </summary>
internal sealed partial class DueScheduler(
    IDueStore store,
    CaseRuntime runtime,
    CaseCores cores,
    CommitFeed feed,
    TimeProvider time,
    RuntimeMetrics metrics,
    WorkflowItsmOptions options,
    ILogger<DueScheduler> log) : IDisposable
{
    private const int RowsAhead = 10_000;
    private const int FiredAtOnce = 256;
    private const string NotDue = "not-due";
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private readonly DueWindow _window = new();
    private readonly WakeSignal _wake = new(time);
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public void Start()
    {
        feed.Committed += batch =>
        {
            if (_window.Apply(batch)) _wake.Set();
        };
        feed.Doubted += () =>
        {
            _window.Reset();
            _wake.Set();
        };
        _loop = Task.Run(() => RunAsync(_stop.Token));
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await StepAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                LogFailed(log, failure);
                _window.Reset();
                await Task.Delay(_pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StepAsync(CancellationToken stop)
    {
        if (_window.NeedsPage(time.GetUtcNow())) await ReadPageAsync(stop);
        var due = _window.Take(time.GetUtcNow(), FiredAtOnce);
        if (due.Count > 0) await Task.WhenAll(due.Select(item => FireAsync(item, stop)));
        else await _wake.WaitUntilAsync(_window.Next, stop);
    }

    private async Task ReadPageAsync(CancellationToken stop)
    {
        var until = time.GetUtcNow() + options.TimerLookAhead;
        var page = _window.Announce(until);
        var read = await store.DueUntilAsync(page.After, until, RowsAhead, stop);
        _window.Add(page, read, cut: read.Count == RowsAhead);
    }

    private async Task FireAsync(DueItem item, CancellationToken stop)
    {
        if (cores.Find(item.Kind) is not { } core)
        {
            LogNoCore(log, cores.Unknown(item.Kind));
            return;
        }

        var call = new CaseCall(item.Kind, item.CaseId, core.Due(item.Key), Actor.System)
        {
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"due:{item.CaseId}:{item.Key}:{item.At.UtcTicks}"),
        };
        var result = await runtime.SendPatientlyAsync(call, stop);
        metrics.Fired(result);
        if (result is not CommandResult.Refused refused) return;
        LogRefused(log, item.Key, item.CaseId, refused.Refusal.Sentence);
        // The machine's time has gone back since the row was taken: what the store still holds will be due again.
        if (refused.Refusal.Code == NotDue) _window.Reset();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The due row {Key} of case {CaseId} was refused: {Sentence}")]
    private static partial void LogRefused(ILogger log, string key, string caseId, string sentence);

    [LoggerMessage(Level = LogLevel.Error, Message = "A due row cannot be fired. {Sentence}")]
    private static partial void LogNoCore(ILogger log, string sentence);

    [LoggerMessage(Level = LogLevel.Error, Message = "Due rows could not be fired; they are read again in a second.")]
    private static partial void LogFailed(ILogger log, Exception failure);
}
