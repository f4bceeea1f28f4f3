using System.Collections;
using System.Collections.Immutable;

namespace WorkflowItsm.Engine.Folding;

/// <summary>Something with an id of its own in the instance.</summary>
internal interface IHasId
{
    int Id { get; }
}

/// <summary>
/// An immutable table by id, in the order of ids, with value equality. Nearly every instance holds a handful of
/// tokens, for which a sorted array is the smallest and fastest; above <see cref="SmallLimit"/> a tree takes over, so
/// that folding the events of a ten-thousand-token instance one by one stays linear but for the logarithm.
/// </summary>
internal readonly struct IdTable<T> : IReadOnlyCollection<T>, IEquatable<IdTable<T>>
    where T : class, IHasId
{
    internal const int SmallLimit = 32;

    private readonly T[]? _small;
    private readonly int _smallCount;
    private readonly ImmutableSortedDictionary<int, T>? _large;

    internal IdTable(T[]? small, int count) => (_small, _smallCount) = (small, count);

    internal IdTable(ImmutableSortedDictionary<int, T> large) => _large = large;

    public int Count => _large?.Count ?? _smallCount;

    internal ReadOnlySpan<T> Small => _small.AsSpan(0, _smallCount);

    internal T[]? SmallItems => _small;

    internal ImmutableSortedDictionary<int, T>? Large => _large;

    public T? Find(int id) => _large is not null ? _large.GetValueOrDefault(id) : Place(Small, id, out var place) ? _small![place] : null;

    public IEnumerator<T> GetEnumerator()
    {
        if (_large is not null)
        {
            foreach (var entry in _large) yield return entry.Value;
        }
        else
        {
            for (var i = 0; i < _smallCount; i++) yield return _small![i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(IdTable<T> other)
    {
        if (Count != other.Count) return false;
        return _large is null && other._large is null ? Small.SequenceEqual(other.Small) : this.SequenceEqual(other);
    }

    public override bool Equals(object? obj) => obj is IdTable<T> other && Equals(other);

    public override int GetHashCode() => Count;

    /// <summary>Where an id stands in a sorted array, or where it would be put.</summary>
    internal static bool Place(ReadOnlySpan<T> items, int id, out int place)
    {
        // From the end: what an instance touches is mostly what it made last.
        for (place = items.Length; place > 0; place--)
        {
            var found = items[place - 1].Id;
            if (found == id)
            {
                place--;
                return true;
            }

            if (found < id) return false;
        }

        return false;
    }
}

/// <summary>
/// An <see cref="IdTable{T}"/> being changed. Mutable, and a struct inside one <see cref="Draft"/>: a command makes a
/// dozen changes to a table of three, and pays for one array.
/// </summary>
internal struct IdTableBuilder<T>(IdTable<T> from)
    where T : class, IHasId
{
    private T[] _small = from.SmallItems ?? [];
    private int _count = from.Large is null ? from.Count : 0;
    private bool _owned;
    private ImmutableSortedDictionary<int, T>.Builder? _large = from.Large?.ToBuilder();

    public readonly int Count => _large?.Count ?? _count;

    private readonly ReadOnlySpan<T> Small => _small.AsSpan(0, _count);

    public readonly T? Find(int id) =>
        _large is not null ? _large.GetValueOrDefault(id) : IdTable<T>.Place(Small, id, out var place) ? _small[place] : null;

    public readonly T[] ToArray() => _large is not null ? [.. _large.Values] : Small.ToArray();

    public void Put(T item)
    {
        if (_large is not null)
        {
            _large[item.Id] = item;
            return;
        }

        var known = IdTable<T>.Place(Small, item.Id, out var place);
        if (!known && _count == IdTable<T>.SmallLimit)
        {
            Grow(item);
            return;
        }

        Own(known ? _count : _count + 1);
        if (!known)
        {
            _small.AsSpan(place, _count - place).CopyTo(_small.AsSpan(place + 1));
            _count++;
        }

        _small[place] = item;
    }

    public void Remove(int id)
    {
        if (_large is not null)
        {
            _large.Remove(id);
        }
        else if (IdTable<T>.Place(Small, id, out var place))
        {
            Own(_count);
            _small.AsSpan(place + 1, _count - place - 1).CopyTo(_small.AsSpan(place));
            _small[--_count] = null!;
        }
    }

    public IdTable<T> Freeze()
    {
        _owned = false;
        if (_large is null) return new(_small, _count);
        if (_large.Count > IdTable<T>.SmallLimit / 2) return new(_large.ToImmutable());
        (_small, _count, _large) = ([.. _large.Values], _large.Count, null);
        return new(_small, _count);
    }

    private void Own(int room)
    {
        if (_owned && room <= _small.Length) return;
        var items = new T[Math.Max(room, _count + 2)];
        Small.CopyTo(items);
        (_small, _owned) = (items, true);
    }

    private void Grow(T item)
    {
        _large = ImmutableSortedDictionary.CreateBuilder<int, T>();
        foreach (var old in Small) _large.Add(old.Id, old);
        _large.Add(item.Id, item);
        (_small, _count, _owned) = ([], 0, false);
    }
}
