using System.Numerics;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>Sets of small numbers as bits, 64 to a word. Sets that meet have the same length.</summary>
internal static class Bits
{
    public static ulong[] None(int size) => new ulong[(size + 63) / 64];

    public static ulong[] All(int size)
    {
        var set = None(size);
        AddRange(set, 0, size);
        return set;
    }

    public static void Add(ulong[] set, int item) => set[item / 64] |= 1UL << (item % 64);

    public static bool Has(ulong[] set, int item) => (set[item / 64] >> (item % 64) & 1) != 0;

    /// <summary>Adds the numbers from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public static void AddRange(ulong[] set, int from, int to)
    {
        if (from >= to) return;
        var (first, last) = (from / 64, (to - 1) / 64);
        var (head, tail) = (ulong.MaxValue << (from % 64), ulong.MaxValue >> (63 - ((to - 1) % 64)));
        if (first == last)
        {
            set[first] |= head & tail;
            return;
        }

        set[first] |= head;
        for (var word = first + 1; word < last; word++) set[word] = ulong.MaxValue;
        set[last] |= tail;
    }

    public static bool IsEmpty(ulong[] set) => !set.AsSpan().ContainsAnyExcept(0UL);

    public static bool Meet(ulong[] one, ulong[] other)
    {
        for (var word = 0; word < one.Length; word++)
            if ((one[word] & other[word]) != 0) return true;
        return false;
    }

    public static bool IsWithin(ulong[] part, ulong[] whole)
    {
        for (var word = 0; word < part.Length; word++)
            if ((part[word] & ~whole[word]) != 0) return false;
        return true;
    }

    public static bool Same(ulong[] one, ulong[] other) => one.AsSpan().SequenceEqual(other);

    public static ulong[] And(ulong[] one, ulong[] other)
    {
        var set = new ulong[one.Length];
        for (var word = 0; word < set.Length; word++) set[word] = one[word] & other[word];
        return set;
    }

    public static ulong[] Or(ulong[] one, ulong[] other)
    {
        var set = new ulong[one.Length];
        for (var word = 0; word < set.Length; word++) set[word] = one[word] | other[word];
        return set;
    }

    public static ulong[] Without(ulong[] one, ulong[] other)
    {
        var set = new ulong[one.Length];
        for (var word = 0; word < set.Length; word++) set[word] = one[word] & ~other[word];
        return set;
    }

    public static int Count(ulong[] set)
    {
        var count = 0;
        foreach (var word in set) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The smallest number in the set; -1 when it is empty.</summary>
    public static int First(ulong[] set)
    {
        for (var word = 0; word < set.Length; word++)
            if (set[word] != 0) return (word * 64) + BitOperations.TrailingZeroCount(set[word]);
        return -1;
    }

    /// <summary>The smallest number that both sets have; -1 when there is none.</summary>
    public static int First(ulong[] one, ulong[] other)
    {
        for (var word = 0; word < one.Length; word++)
            if ((one[word] & other[word]) is not 0 and var both) return (word * 64) + BitOperations.TrailingZeroCount(both);
        return -1;
    }

    /// <summary>The largest number that both sets have; -1 when there is none.</summary>
    public static int Last(ulong[] one, ulong[] other)
    {
        for (var word = one.Length - 1; word >= 0; word--)
            if ((one[word] & other[word]) is not 0 and var both) return (word * 64) + 63 - BitOperations.LeadingZeroCount(both);
        return -1;
    }

    public static int CountShared(ulong[] one, ulong[] other)
    {
        var count = 0;
        for (var word = 0; word < one.Length; word++) count += BitOperations.PopCount(one[word] & other[word]);
        return count;
    }

    /// <summary>The numbers below <paramref name="at"/>, and the others.</summary>
    public static (ulong[] Below, ulong[] Others) Split(ulong[] set, int at)
    {
        var below = new ulong[set.Length];
        AddRange(below, 0, at);
        return (And(set, below), Without(set, below));
    }

    /// <summary>The numbers in the set, ascending.</summary>
    public static IEnumerable<int> Of(ulong[] set)
    {
        for (var word = 0; word < set.Length; word++)
            for (var left = set[word]; left != 0; left &= left - 1) yield return (word * 64) + BitOperations.TrailingZeroCount(left);
    }
}
