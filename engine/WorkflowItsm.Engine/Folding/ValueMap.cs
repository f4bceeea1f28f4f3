using System.Collections.Immutable;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Folding;

/// <summary>Values by number, with value equality; adding one costs the logarithm, so that ten thousand rounds stay linear but for that.</summary>
internal sealed class ValueMap : IEquatable<ValueMap>
{
    public static readonly ValueMap Empty = new(ImmutableSortedDictionary<int, FeelValue>.Empty);

    private readonly ImmutableSortedDictionary<int, FeelValue> _values;

    private ValueMap(ImmutableSortedDictionary<int, FeelValue> values) => _values = values;

    public int Count => _values.Count;

    /// <summary>The numbers with their values, in order.</summary>
    public IEnumerable<(int Number, FeelValue Value)> Entries => _values.Select(entry => (entry.Key, entry.Value));

    public ValueMap With(int number, FeelValue value) => new(_values.SetItem(number, value));

    public bool Equals(ValueMap? other) => other is not null && (ReferenceEquals(_values, other._values) || _values.SequenceEqual(other._values));

    public override bool Equals(object? obj) => Equals(obj as ValueMap);

    public override int GetHashCode() => _values.Count;
}
