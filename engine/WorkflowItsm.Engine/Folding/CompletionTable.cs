using System.Collections;
using System.Collections.Immutable;

namespace WorkflowItsm.Engine.Folding;

/// <summary>
/// What can be undone, by id; two tables are equal when they hold equal completions. What belongs to a scope is asked at every step of undoing and
/// whenever a scope closes, so that more completions than a small table holds have an index by scope: undoing ten thousand stays linear but
/// for the logarithm.
/// </summary>
internal readonly struct CompletionTable : IEquatable<CompletionTable>, IEnumerable<Completion>
{
    /// <summary>A table of these, with its index.</summary>
    public CompletionTable(IdTable<Completion> all) => this = new CompletionDraft(all).Freeze();

    internal CompletionTable(IdTable<Completion> all, ImmutableSortedSet<(int ScopeId, int Id)>? byScope, ImmutableHashSet<int>? kept) =>
        (All, ByScope, Kept) = (all, byScope, kept);

    public IdTable<Completion> All { get; }

    internal ImmutableSortedSet<(int ScopeId, int Id)>? ByScope { get; }

    internal ImmutableHashSet<int>? Kept { get; }

    public bool Equals(CompletionTable other) => All.Equals(other.All);

    public override bool Equals(object? obj) => obj is CompletionTable other && Equals(other);

    public override int GetHashCode() => All.GetHashCode();

    public IEnumerator<Completion> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A <see cref="CompletionTable"/> being changed; made only for the few instances that have any.</summary>
internal sealed class CompletionDraft
{
    private IdTableBuilder<Completion> _all;
    private ImmutableSortedSet<(int ScopeId, int Id)>.Builder? _byScope;
    private ImmutableHashSet<int>.Builder? _kept;

    public CompletionDraft(CompletionTable from) => (_all, _byScope, _kept) = (new(from.All), from.ByScope?.ToBuilder(), from.Kept?.ToBuilder());

    public CompletionDraft(IdTable<Completion> all)
    {
        _all = new(all);
        if (_all.Count > IdTable<Completion>.SmallLimit) Index();
    }

    public int Count => _all.Count;

    public Completion? Find(int id) => _all.Find(id);

    public void Put(Completion completion)
    {
        if (_byScope is not null && _all.Find(completion.Id) is { } old) Remove(old);
        _all.Put(completion);
        if (_byScope is null)
        {
            if (_all.Count > IdTable<Completion>.SmallLimit) Index();
            return;
        }

        _byScope.Add((completion.ScopeId, completion.Id));
        if (completion.InnerScopeId is { } inner) _kept!.Add(inner);
    }

    public void Remove(Completion completion)
    {
        _all.Remove(completion.Id);
        _byScope?.Remove((completion.ScopeId, completion.Id));
        if (completion.InnerScopeId is { } inner) _kept?.Remove(inner);
    }

    /// <summary>What was completed in a scope, in the order of time. Not to be walked while it is changed.</summary>
    public IEnumerable<Completion> In(int scopeId)
    {
        if (_byScope is null)
        {
            foreach (var completion in _all.ToArray())
                if (completion.ScopeId == scopeId)
                    yield return completion;
            yield break;
        }

        for (var at = FirstFrom(scopeId); at < _byScope.Count && _byScope[at].ScopeId == scopeId; at++) yield return _all.Find(_byScope[at].Id)!;
    }

    /// <summary>What was completed last in a scope; null when nothing was.</summary>
    public Completion? LastIn(int scopeId)
    {
        if (_byScope is null) return In(scopeId).LastOrDefault();
        var before = FirstFrom(scopeId + 1) - 1;
        return before >= 0 && _byScope[before].ScopeId == scopeId ? _all.Find(_byScope[before].Id) : null;
    }

    /// <summary>Whether the completion of a sub-process keeps what was completed in its scope.</summary>
    public bool Keeps(int scopeId) => _kept is not null ? _kept.Contains(scopeId) : Array.Exists(_all.ToArray(), completion => completion.InnerScopeId == scopeId);

    public CompletionTable Freeze()
    {
        var all = _all.Freeze();
        if (all.Large is null) (_byScope, _kept) = (null, null);
        return new(all, _byScope?.ToImmutable(), _kept?.ToImmutable());
    }

    private void Index()
    {
        (_byScope, _kept) = (ImmutableSortedSet.CreateBuilder<(int ScopeId, int Id)>(), ImmutableHashSet.CreateBuilder<int>());
        foreach (var completion in _all.ToArray())
        {
            _byScope.Add((completion.ScopeId, completion.Id));
            if (completion.InnerScopeId is { } inner) _kept.Add(inner);
        }
    }

    /// <summary>The place in the index of the first completion of a scope, or of the next scope that has any.</summary>
    private int FirstFrom(int scopeId)
    {
        var at = _byScope!.IndexOf((scopeId, int.MinValue));
        return at < 0 ? ~at : at;
    }
}
