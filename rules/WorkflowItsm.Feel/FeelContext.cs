using System.Collections;
using System.Runtime.InteropServices;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel;

/// <summary>
/// Named values in the order in which they were added (DMN 1.5, clause 10.3.2.6). Immutable; <see cref="With"/> and
/// <see cref="Without"/> copy, in time linear in the number of entries. Two contexts are equal when they have the same keys with equal
/// values, in any order. Safe to share between threads.
/// </summary>
public sealed class FeelContext : IEnumerable<KeyValuePair<string, FeelValue>>, IEquatable<FeelContext>
{
    /// <summary>
    /// Up to here, walking over the keys beats hashing them: a look-up costs little more, and a context that is made to be
    /// added to (each <see cref="With"/> makes one) costs a fraction. A ticket's fields are below it.
    /// </summary>
    private const int SmallCount = 32;

    private readonly string[] _keys;
    private readonly FeelValue[] _values;
    private readonly Dictionary<string, int>? _index;

    private FeelContext(string[] keys, FeelValue[] values)
    {
        _keys = keys;
        _values = values;
        Measure = Measure.OfAll(values);
        if (Measure.Depth > Measure.DeepestNesting)
            throw new ArgumentException($"The context nests {Measure.Depth} levels; {Measure.DeepestNesting} are allowed.", nameof(values));
        if (keys.Length <= SmallCount) return;
        _index = new(keys.Length, StringComparer.Ordinal);
        for (var i = 0; i < keys.Length; i++) _index[keys[i]] = i;
    }

    /// <summary>The context without entries.</summary>
    public static FeelContext Empty { get; } = new([], []);

    /// <summary>The number of entries.</summary>
    public int Count => _keys.Length;

    /// <summary>The keys in order.</summary>
    public IEnumerable<string> Keys => _keys.AsEnumerable();

    internal Measure Measure { get; }

    internal ReadOnlySpan<string> KeySpan => _keys;

    internal ReadOnlySpan<FeelValue> ValueSpan => _values;

    /// <summary>The entry; null when it is missing.</summary>
    public FeelValue this[string key] => IndexOf(key) is >= 0 and var index ? _values[index] : FeelValue.Null;

    /// <summary>A context of the entries in order; of two with the same key the later holds, in the place of the earlier.</summary>
    /// <exception cref="ArgumentException">The values nest deeper than 128 levels.</exception>
    public static FeelContext Of(params ReadOnlySpan<(string Key, FeelValue Value)> entries)
    {
        var builder = new Builder(entries.Length);
        foreach (var (key, value) in entries) builder.Set(key, value);
        return builder.Build();
    }

    /// <summary>True and the value when the entry is there, be it null.</summary>
    public bool TryGet(string key, out FeelValue value)
    {
        var index = IndexOf(key);
        value = index >= 0 ? _values[index] : FeelValue.Null;
        return index >= 0;
    }

    /// <summary>This context with the entry set: replaced in its place, or added at the end.</summary>
    /// <exception cref="ArgumentException">The value nests deeper than 127 levels.</exception>
    public FeelContext With(string key, FeelValue value)
    {
        var index = IndexOf(key);
        if (index < 0) return new([.. _keys, key], [.. _values, value]);
        FeelValue[] values = [.. _values];
        values[index] = value;
        return new(_keys, values);
    }

    /// <summary>This context without the entry; itself when there is none.</summary>
    public FeelContext Without(string key)
    {
        var index = IndexOf(key);
        return index < 0 ? this : new([.. _keys[..index], .. _keys[(index + 1)..]], [.. _values[..index], .. _values[(index + 1)..]]);
    }

    /// <inheritdoc/>
    public bool Equals(FeelContext? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other.Count != Count) return false;
        for (var i = 0; i < _keys.Length; i++)
        {
            if (!other.TryGet(_keys[i], out var value) || value != _values[i]) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeelContext);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Order does not count, so neither may it in the hash.
        var hash = Count;
        for (var i = 0; i < _keys.Length; i++) hash ^= HashCode.Combine(_keys[i], _values[i]);
        return hash;
    }

    /// <summary>The context as a FEEL literal.</summary>
    public override string ToString() => FeelValue.Context(this).ToString();

    /// <summary>The entries in order.</summary>
    public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator()
    {
        for (var i = 0; i < _keys.Length; i++) yield return new(_keys[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string key)
    {
        if (_index is not null) return _index.GetValueOrDefault(key, -1);
        for (var i = 0; i < _keys.Length; i++)
        {
            if (string.Equals(_keys[i], key, StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    /// <summary>Collects entries and makes the context once; the one mutable step, never shared.</summary>
    internal sealed class Builder(int capacity)
    {
        private readonly List<string> _keys = new(capacity);
        private readonly List<FeelValue> _values = new(capacity);
        private Dictionary<string, int>? _index;

        public int Count => _keys.Count;

        public ReadOnlySpan<FeelValue> Values => CollectionsMarshal.AsSpan(_values);

        public bool Contains(string key) => IndexOf(key) >= 0;

        public void Set(string key, FeelValue value)
        {
            var index = IndexOf(key);
            if (index >= 0)
            {
                _values[index] = value;
                return;
            }

            _index?.Add(key, _keys.Count);
            _keys.Add(key);
            _values.Add(value);
        }

        public FeelContext Build() => _keys.Count == 0 ? Empty : new([.. _keys], [.. _values]);

        private int IndexOf(string key)
        {
            if (_keys.Count <= SmallCount) return _keys.IndexOf(key);
            if (_index is null)
            {
                _index = new(StringComparer.Ordinal);
                for (var i = 0; i < _keys.Count; i++) _index.Add(_keys[i], i);
            }

            return _index.GetValueOrDefault(key, -1);
        }
    }
}
