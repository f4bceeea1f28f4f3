using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// The pending effects in memory, in the order they were recorded: a window over the store that is filled as it
/// empties. Used by the pump's thread alone.
/// </summary>
internal sealed class EffectWindow
{
    /// <summary>How many effects are held; more wait in the store.</summary>
    public const int Capacity = 4096;

    private readonly SortedDictionary<EffectPlace, RecordedEffect> _effects = [];
    private readonly HashSet<EffectPlace> _running = [];

    /// <summary>The last effect that was read.</summary>
    public EffectPlace Read { get; private set; } = new(0, -1);

    /// <summary>How many more fit.</summary>
    public int Room => Capacity - _effects.Count;

    public int Running => _running.Count;

    public bool IsRunning(EffectPlace place) => _running.Contains(place);

    public void Add(IReadOnlyList<RecordedEffect> effects)
    {
        foreach (var effect in effects) _effects[effect.Place] = effect;
        if (effects.Count > 0) Read = effects[^1].Place;
    }

    /// <summary>The first effects that may be done now; they count as running.</summary>
    public IReadOnlyList<RecordedEffect> Start(DateTimeOffset now, int limit)
    {
        List<RecordedEffect> ready = [.. Heads().Where(effect => effect.NextAt <= now && !_running.Contains(effect.Place)).Take(limit)];
        _running.UnionWith(ready.Select(effect => effect.Place));
        return ready;
    }

    /// <summary>When the next one may be tried; null when none waits for time.</summary>
    public DateTimeOffset? NextAt()
    {
        var waiting = Heads().Where(effect => !_running.Contains(effect.Place)).Select(effect => effect.NextAt).ToList();
        return waiting.Count == 0 ? null : waiting.Min();
    }

    public void Finish(EffectPlace place)
    {
        _running.Remove(place);
        _effects.Remove(place);
    }

    public void Postpone(RecordedEffect effect)
    {
        _running.Remove(effect.Place);
        _effects[effect.Place] = effect;
    }

    /// <summary>Reads the store from the beginning again; what runs goes on, and its repeat is harmless.</summary>
    public void Rewind()
    {
        foreach (var place in _effects.Keys.Where(place => !_running.Contains(place)).ToList()) _effects.Remove(place);
        Read = new(0, -1);
    }

    // Messages between cases keep the order in which a case sent them: only its first may run. Others stand alone,
    // so that a mail server that is down does not hold up the process.
    private IEnumerable<RecordedEffect> Heads()
    {
        var lanes = new HashSet<string>(StringComparer.Ordinal);
        return _effects.Values.Where(effect => !IsOrdered(effect.Effect.Kind) || lanes.Add(effect.CaseId));
    }

    private static bool IsOrdered(string kind) =>
        kind is EffectKinds.Deliver or EffectKinds.Publish or EffectKinds.Listen or EffectKinds.StartCase;
}
