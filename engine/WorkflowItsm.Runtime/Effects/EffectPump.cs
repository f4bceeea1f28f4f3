using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Jobs;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// Does the recorded effects after their commit, at least once each: an effect is marked done only after its
/// handler returned, and what a crash left unmarked is done again under the same id.
/// </summary>
internal sealed partial class EffectPump(
    IEffectStore store,
    EffectTry effects,
    EffectLanes lanes,
    JobBook jobs,
    CaseRuntime runtime,
    CommitFeed feed,
    TimeProvider time,
    WorkflowItsmOptions options,
    ILogger<EffectPump> log) : IDisposable
{
    private const int MaxPage = 1024;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private readonly EffectWindow _window = new(lanes, options.EffectConcurrencyPerTarget);
    private readonly WakeSignal _wake = new(time);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Action> _finished = new();
    private readonly ConcurrentQueue<EffectPlace> _revived = new();
    private readonly ConcurrentDictionary<EffectPlace, Task> _running = new();
    private volatile bool _more = true;
    private volatile bool _doubted;
    private Task _loop = Task.CompletedTask;

    public void Start()
    {
        feed.Committed += batch =>
        {
            var revived = batch.Marks.OfType<EffectMark.Revived>().ToList();
            if (batch.Effects.Count == 0 && revived.Count == 0) return;
            foreach (var mark in revived) _revived.Enqueue(mark.Place);
            _more = true;
            _wake.Set();
        };
        feed.Doubted += () =>
        {
            _doubted = true;
            _wake.Set();
        };
        _loop = Task.Run(() => RunAsync(_stop.Token));
    }

    /// <summary>Starts no more; what runs is cancelled and will be done again at the next start.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await Task.WhenAll(_running.Values);
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
                _more = true;
                await Task.Delay(_pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StepAsync(CancellationToken stop)
    {
        while (_finished.TryDequeue(out var finish)) finish();
        Recall();
        if (_doubted)
        {
            _doubted = false;
            _window.Rewind();
            _more = true;
        }

        if (_more && _window.Room > 0) await ReadAsync(stop);
        if (_window.Short() is var (target, after)) await RefillAsync(target, after, stop);
        var ready = _window.Start(time.GetUtcNow(), options.EffectConcurrency - _window.Running);
        foreach (var effect in ready) Run(effect, stop);
        // With every place taken only an end can make a difference; it wakes.
        var next = _window.Running >= options.EffectConcurrency ? null : _window.NextAt();
        if (!(_more && _window.Room > 0) && _window.Short() is null) await _wake.WaitUntilAsync(next, stop);
    }

    // What people revive lies before what has been read. If its last try has not been put away yet, its end wakes.
    private void Recall()
    {
        for (var count = _revived.Count; count > 0 && _revived.TryDequeue(out var place); count--)
        {
            if (_window.IsRunning(place)) _revived.Enqueue(place);
            else _doubted = true;
        }
    }

    private async Task RefillAsync(string target, EffectPlace after, CancellationToken stop)
    {
        var read = await store.PendingAfterAsync(after, EffectWindow.TargetCapacity, stop);
        _window.Refill(target, read, isEnd: read.Count < EffectWindow.TargetCapacity);
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        _more = false;
        var room = Math.Min(_window.Room, MaxPage);
        var read = await store.PendingAfterAsync(_window.Read, room, stop);
        foreach (var job in read.Where(effect => effect.Effect.Kind == EffectKinds.Job)) jobs.Offer(job);
        _window.Add(read);
        if (read.Count == room) _more = true;
    }

    private void Run(RecordedEffect effect, CancellationToken stop)
    {
        _running[effect.Place] = Task.Run(async () =>
        {
            var next = await TryAsync(effect, stop);
            _finished.Enqueue(() =>
            {
                if (next is null) _window.Finish(effect.Place);
                else _window.Postpone(next);
            });
            _running.TryRemove(effect.Place, out _);
            _wake.Set();
        }, CancellationToken.None);
    }

    // The effect to be tried again; null when it is finished.
    private async Task<RecordedEffect?> TryAsync(RecordedEffect effect, CancellationToken stop)
    {
        try
        {
            var mark = await effects.RunAsync(effect, stop);
            await runtime.MarkAsync(mark, stop);
            return mark is EffectMark.Retry retry ? effect with { Attempts = retry.Attempts, NextAt = retry.NextAt } : null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return effect;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailed(log, failure);
            return effect with { NextAt = time.GetUtcNow() + _pause };
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Effects could not be worked on; they are tried again in a second.")]
    private static partial void LogFailed(ILogger log, Exception failure);
}
