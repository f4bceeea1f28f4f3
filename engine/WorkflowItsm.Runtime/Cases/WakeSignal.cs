namespace WorkflowItsm.Runtime.Cases;

/// <summary>Lets a loop sleep until it is woken or a moment has come. One loop waits; any thread wakes.</summary>
internal sealed class WakeSignal(TimeProvider time)
{
    // A sleep is measured by a clock that nobody can set, the moment by one that somebody may set forward meanwhile.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private TaskCompletionSource _woken = New();

    /// <summary>Ends the present wait, or the next one if nobody waits.</summary>
    public void Set()
    {
        lock (_gate) _woken.TrySetResult();
    }

    /// <summary>Waits for <see cref="Set"/>, at most until a moment; null waits without end. It may end early: who waits looks again.</summary>
    public async Task WaitUntilAsync(DateTimeOffset? moment, CancellationToken cancellationToken)
    {
        Task woken;
        lock (_gate) woken = _woken.Task;
        if (!woken.IsCompleted) await EitherAsync(woken, moment, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_woken.Task.IsCompleted) _woken = New();
        }
    }

    private async Task EitherAsync(Task woken, DateTimeOffset? moment, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sleep = Task.Delay(Sleep(moment), time, over.Token);
        // The sleep is measured from its beginning: a clock that was set forward before that would make it too long.
        if (moment is not { } at || time.GetUtcNow() < at) await Task.WhenAny(woken, sleep);
        await over.CancelAsync();
    }

    private TimeSpan Sleep(DateTimeOffset? moment)
    {
        if (moment is not { } at) return Timeout.InfiniteTimeSpan;
        var wait = at - time.GetUtcNow();
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < _longest ? wait : _longest;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
