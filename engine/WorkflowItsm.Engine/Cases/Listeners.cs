using System.Collections.Immutable;

namespace WorkflowItsm.Engine.Cases;

/// <summary>
/// The cases that listen to a topic, in the order in which they came. Immutable, with value equality; coming and going cost the
/// logarithm, so that ten thousand cases which wait for one signal stay linear but for that.
/// </summary>
public sealed class Listeners : IEquatable<Listeners>
{
    private readonly ImmutableSortedDictionary<int, string> _byPlace;
    private readonly ImmutableDictionary<string, int> _places;
    private readonly int _next;

    private Listeners(ImmutableSortedDictionary<int, string> byPlace, ImmutableDictionary<string, int> places, int next) =>
        (_byPlace, _places, _next) = (byPlace, places, next);

    /// <summary>Nobody.</summary>
    public static Listeners None { get; } = new(ImmutableSortedDictionary<int, string>.Empty, ImmutableDictionary.Create<string, int>(StringComparer.Ordinal), 0);

    /// <summary>The cases, the one that has listened longest first.</summary>
    public IEnumerable<string> Cases => _byPlace.Values;

    /// <summary>How many.</summary>
    public int Count => _byPlace.Count;

    /// <summary>The case that has listened longest; null when none does.</summary>
    public string? Oldest => _byPlace.IsEmpty ? null : _byPlace.First().Value;

    /// <summary>Whether a case is among them.</summary>
    public bool Contains(string caseId) => _places.ContainsKey(caseId);

    /// <inheritdoc/>
    public bool Equals(Listeners? other) => other is not null && (ReferenceEquals(this, other) || (Count == other.Count && Cases.SequenceEqual(other.Cases, StringComparer.Ordinal)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Listeners);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    internal Listeners With(string caseId) =>
        Contains(caseId) ? this : new(_byPlace.Add(_next, caseId), _places.Add(caseId, _next), _next + 1);

    internal Listeners Without(string caseId) =>
        _places.TryGetValue(caseId, out var place) ? new(_byPlace.Remove(place), _places.Remove(caseId), _next) : this;
}
