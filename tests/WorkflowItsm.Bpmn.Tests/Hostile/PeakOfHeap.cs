namespace WorkflowItsm.Bpmn.Tests.Hostile;

/// <summary>The largest heap that was seen right after a garbage collection, above the one at the beginning.</summary>
internal sealed class PeakOfHeap : IDisposable
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private long _peak;
    private bool _stopped;

    public PeakOfHeap() => Sentinel.Make(this);

    /// <summary>The peak, in bytes.</summary>
    public long Stop()
    {
        See();
        _stopped = true;
        return Math.Max(0, _peak - _before);
    }

    public void Dispose() => _stopped = true;

    private void See() => _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false));

    /// <summary>Is finalised after each collection, and then made anew.</summary>
    private sealed class Sentinel(PeakOfHeap owner)
    {
        public static void Make(PeakOfHeap owner) => _ = new Sentinel(owner);

        ~Sentinel()
        {
            owner.See();
            if (!owner._stopped) Make(owner);
        }
    }
}
