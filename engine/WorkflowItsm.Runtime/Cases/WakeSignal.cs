namespace WorkflowItsm.Runtime.Cases;

/// <summary>Lets a loop sleep until it is woken or a time has passed. One loop waits; any thread wakes.</summary>
internal sealed class WakeSignal(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _woken = New();

    /// <summary>Ends the present wait, or the next one if nobody waits.</summary>
    public void Set()
    {
        lock (_gate) _woken.TrySetResult();
    }

    /// <summary>Waits for <see cref="Set"/>, at most as long as given; null waits without end.</summary>
    public async Task WaitAsync(TimeSpan? atMost, CancellationToken cancellationToken)
    {
        Task woken;
        lock (_gate) woken = _woken.Task;
        if (!woken.IsCompleted && atMost is not { Ticks: <= 0 }) await EitherAsync(woken, atMost, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_woken.Task.IsCompleted) _woken = New();
        }
    }

    private async Task EitherAsync(Task woken, TimeSpan? atMost, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(woken, Task.Delay(atMost ?? Timeout.InfiniteTimeSpan, time, over.Token));
        await over.CancelAsync();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
