using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Web.Desk.Parts;

/// <summary>
/// Calls back shortly after cases have changed that concern a screen: once for many changes, never on the writer's
/// thread. Ends with its disposal.
/// </summary>
internal sealed class Wake : IDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(150);
    private readonly Func<Task> _act;
    private readonly IDisposable _subscription;
    private int _due;

    public Wake(ICaseFeed feed, Func<CaseChanged, bool> concerns, Func<Task> act)
    {
        _act = act;
        _subscription = feed.Subscribe(change =>
        {
            if (concerns(change) && Interlocked.Exchange(ref _due, 1) == 0) _ = Task.Run(RingAsync);
        });
    }

    public void Dispose() => _subscription.Dispose();

    private async Task RingAsync()
    {
        await Task.Delay(s_quiet);
        // Before reading: what changes while it reads rings again.
        Volatile.Write(ref _due, 0);
        await _act();
    }
}
