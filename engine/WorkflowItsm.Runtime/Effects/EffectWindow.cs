using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// The pending effects in memory, in the order they were recorded: a window over the store that is filled as it
/// empties. A target has a part of it: those of one that is down stay in the store, and the others go on. Used by the
/// pump's thread alone.
/// </summary>
internal sealed class EffectWindow(EffectLanes lanes, int perTarget)
{
    /// <summary>How many effects are held; more wait in the store.</summary>
    public const int Capacity = 8192;

    /// <summary>How many of them for one target.</summary>
    public const int TargetCapacity = 512;

    private readonly SortedDictionary<EffectPlace, (RecordedEffect Effect, string? Target)> _effects = [];
    private readonly HashSet<EffectPlace> _running = [];
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _runningOf = new(StringComparer.Ordinal);

    // Of a target whose part is full: up to where its effects are held. The rest is in the store.
    private readonly Dictionary<string, EffectPlace> _heldUntil = new(StringComparer.Ordinal);

    /// <summary>The last effect that was read.</summary>
    public EffectPlace Read { get; private set; } = new(0, -1);

    /// <summary>How many more fit.</summary>
    public int Room => Capacity - _effects.Count;

    public int Running => _running.Count;

    public bool IsRunning(EffectPlace place) => _running.Contains(place);

    /// <summary>Takes what was read after <see cref="Read"/>.</summary>
    public void Add(IReadOnlyList<RecordedEffect> effects)
    {
        foreach (var effect in effects)
        {
            // Jobs wait for workers, however long that takes; the book of jobs has them.
            if (effect.Effect.Kind == EffectKinds.Job) continue;
            var target = lanes.TargetOf(effect.Effect);
            if (target is null || !_heldUntil.ContainsKey(target)) Hold(effect, target);
        }

        if (effects.Count > 0) Read = effects[^1].Place;
    }

    /// <summary>A target whose part has room again, and after which place its next ones are to be read; null when there is none.</summary>
    public (string Target, EffectPlace After)? Short()
    {
        if (Room == 0) return null;
        foreach (var (target, after) in _heldUntil)
            if (_held.GetValueOrDefault(target) <= TargetCapacity / 2) return (target, after);
        return null;
    }

    /// <summary>Takes those of a target from what was read for it.</summary>
    /// <param name="target">The target.</param>
    /// <param name="effects">What was read, of all targets.</param>
    /// <param name="isEnd">Whether there is no more.</param>
    public void Refill(string target, IReadOnlyList<RecordedEffect> effects, bool isEnd)
    {
        _heldUntil.Remove(target);
        foreach (var effect in effects)
        {
            if (lanes.TargetOf(effect.Effect) == target) Hold(effect, target);
            if (_heldUntil.ContainsKey(target)) return;
        }

        // From where all targets are read from, it is one of them again.
        if (!isEnd && effects[^1].Place < Read) _heldUntil[target] = effects[^1].Place;
    }

    /// <summary>The first effects that may be done now; they count as running.</summary>
    public IReadOnlyList<RecordedEffect> Start(DateTimeOffset now, int limit)
    {
        var ready = new List<RecordedEffect>();
        if (limit <= 0) return ready;
        foreach (var (effect, target) in Heads())
        {
            if (effect.NextAt > now || _running.Contains(effect.Place) || IsBusy(target)) continue;
            ready.Add(effect);
            if (target is not null) Count(_runningOf, target, 1);
            if (ready.Count == limit) break;
        }

        _running.UnionWith(ready.Select(effect => effect.Place));
        return ready;
    }

    /// <summary>When the next one may be tried; null when none waits for time alone.</summary>
    public DateTimeOffset? NextAt()
    {
        DateTimeOffset? next = null;
        foreach (var (effect, target) in Heads())
            if (!_running.Contains(effect.Place) && !IsBusy(target) && !(next <= effect.NextAt)) next = effect.NextAt;
        return next;
    }

    public void Finish(EffectPlace place)
    {
        Stop(place);
        if (_effects.Remove(place, out var gone) && gone.Target is { } target) Count(_held, target, -1);
    }

    public void Postpone(RecordedEffect effect)
    {
        Stop(effect.Place);
        if (_effects.TryGetValue(effect.Place, out var held)) _effects[effect.Place] = (effect, held.Target);
    }

    /// <summary>Reads the store from the beginning again; what runs goes on, and its repeat is harmless.</summary>
    public void Rewind()
    {
        foreach (var place in _effects.Keys.Where(place => !_running.Contains(place)).ToList()) Finish(place);
        _heldUntil.Clear();
        Read = new(0, -1);
    }

    private void Hold(RecordedEffect effect, string? target)
    {
        if (_effects.ContainsKey(effect.Place)) return;
        if (target is not null && _held.GetValueOrDefault(target) >= TargetCapacity)
        {
            _heldUntil[target] = effect.Place with { Index = effect.Place.Index - 1 };
            return;
        }

        _effects[effect.Place] = (effect, target);
        if (target is not null) Count(_held, target, 1);
    }

    private void Stop(EffectPlace place)
    {
        if (_running.Remove(place) && _effects.TryGetValue(place, out var held) && held.Target is { } target) Count(_runningOf, target, -1);
    }

    private bool IsBusy(string? target) => target is not null && _runningOf.GetValueOrDefault(target) >= perTarget;

    // Targets come from data; one that has nothing left is forgotten.
    private static void Count(Dictionary<string, int> counts, string target, int by)
    {
        var count = counts.GetValueOrDefault(target) + by;
        if (count == 0) counts.Remove(target);
        else counts[target] = count;
    }

    // Messages between cases keep the order in which a case sent them: only its first may run.
    private IEnumerable<(RecordedEffect Effect, string? Target)> Heads()
    {
        var cases = new HashSet<string>(StringComparer.Ordinal);
        return _effects.Values.Where(held => !EffectLanes.IsOrdered(held.Effect.Effect.Kind) || cases.Add(held.Effect.CaseId));
    }
}
