namespace WorkflowItsm.DesignerHost.Demo;

/// <summary>
/// The machine's clock, ahead by as much as it was moved forward. Timers that wait when it is moved wait that much
/// less, so that what falls due happens at once. Safe to share between threads.
/// </summary>
/// <param name="ahead">How far it is ahead at first.</param>
/// <param name="save">Keeps how far it is ahead, before it moves.</param>
internal sealed class DemoClock(TimeSpan ahead, Action<TimeSpan> save) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<MovedTimer> _waiting = [];
    private TimeSpan _ahead = ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return System.GetUtcNow() + _ahead;
    }

    /// <summary>Moves it forward; the caller's bug for a time that is not positive.</summary>
    public void MoveForward(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(by, TimeSpan.Zero);
        MovedTimer[] waiting;
        lock (_gate)
        {
            save(_ahead + by);
            _ahead += by;
            waiting = [.. _waiting];
        }

        foreach (var timer in waiting) timer.Shorten(by);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovedTimer(this, callback, state);
        lock (_gate) _waiting.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Forget(MovedTimer timer)
    {
        lock (_gate) _waiting.Remove(timer);
    }

    private sealed class MovedTimer : ITimer
    {
        private readonly Lock _gate = new();
        private readonly DemoClock _clock;
        private readonly ITimer _inner;
        private DateTimeOffset _due = DateTimeOffset.MaxValue;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public MovedTimer(DemoClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _inner = System.CreateTimer(_ => Fire(callback, state), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : System.GetUtcNow() + dueTime;
                _period = period;
                return _inner.Change(dueTime, period);
            }
        }

        public void Shorten(TimeSpan by)
        {
            lock (_gate)
            {
                if (_due == DateTimeOffset.MaxValue) return;
                _due -= by;
                var left = _due - System.GetUtcNow();
                _inner.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, _period);
            }
        }

        public void Dispose()
        {
            _clock.Forget(this);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _clock.Forget(this);
            return _inner.DisposeAsync();
        }

        private void Fire(TimerCallback callback, object? state)
        {
            lock (_gate) _due = _period == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : System.GetUtcNow() + _period;
            callback(state);
        }
    }
}
