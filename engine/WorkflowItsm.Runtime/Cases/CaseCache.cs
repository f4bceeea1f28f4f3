namespace WorkflowItsm.Runtime.Cases;

/// <summary>
/// Committed cases in memory, about as many as the capacity says: two generations, of which the older is dropped
/// whole when the younger is full, so that what is used stays and no list of uses has to be kept.
/// Safe to share between threads; only the writer puts and evicts.
/// </summary>
internal sealed class CaseCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly int _generation = Math.Max(1, capacity / 2);
    private Dictionary<string, LoadedCase> _young = new(StringComparer.Ordinal);
    private Dictionary<string, LoadedCase> _old = new(StringComparer.Ordinal);

    public LoadedCase? Find(string caseId)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(caseId, out var found)) return found;
            if (!_old.TryGetValue(caseId, out found)) return null;
            Add(caseId, found);
            return found;
        }
    }

    public void Put(string caseId, LoadedCase loaded)
    {
        lock (_gate) Add(caseId, loaded);
    }

    public void Evict(string caseId)
    {
        lock (_gate)
        {
            _young.Remove(caseId);
            _old.Remove(caseId);
        }
    }

    private void Add(string caseId, LoadedCase loaded)
    {
        if (_young.Count >= _generation && !_young.ContainsKey(caseId)) (_old, _young) = (_young, new(StringComparer.Ordinal));
        _young[caseId] = loaded;
    }
}
