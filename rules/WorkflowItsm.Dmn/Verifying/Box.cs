namespace WorkflowItsm.Dmn.Verifying;

/// <summary>Boxes: a set of stretches for each axis; empty when one of the sets is.</summary>
internal static class Box
{
    public static bool IsEmpty(ulong[][] box) => Array.Exists(box, Bits.IsEmpty);

    public static bool Meet(ulong[][] one, ulong[][] other)
    {
        for (var axis = 0; axis < one.Length; axis++)
            if (!Bits.Meet(one[axis], other[axis])) return false;
        return true;
    }

    public static bool IsWithin(ulong[][] part, ulong[][] whole)
    {
        for (var axis = 0; axis < part.Length; axis++)
            if (!Bits.IsWithin(part[axis], whole[axis])) return false;
        return true;
    }

    public static bool Same(ulong[][] one, ulong[][] other)
    {
        for (var axis = 0; axis < one.Length; axis++)
            if (!Bits.Same(one[axis], other[axis])) return false;
        return true;
    }

    public static ulong[][] And(ulong[][] one, ulong[][] other) => [.. one.Select((set, axis) => Bits.And(set, other[axis]))];

    /// <summary>How many combinations of stretches two boxes share; null where that is too many to count.</summary>
    public static UInt128? Size(ulong[][] one, ulong[][] other)
    {
        UInt128 size = 1;
        for (var axis = 0; axis < one.Length; axis++)
        {
            // A rule's share is no larger than the box's own size, so that sums of what is counted stay in range.
            if (size > UInt128.MaxValue >> 48) return null;
            size *= (uint)Bits.CountShared(one[axis], other[axis]);
        }

        return size;
    }

    public static ulong[][] With(ulong[][] box, int axis, ulong[] set)
    {
        var other = (ulong[][])box.Clone();
        other[axis] = set;
        return other;
    }

    /// <summary>What of a box lies outside another that meets it, in pieces that do not meet each other; at most one an axis.</summary>
    public static IEnumerable<ulong[][]> Without(ulong[][] box, ulong[][] other)
    {
        for (var axis = 0; axis < box.Length; axis++)
        {
            if (Bits.IsWithin(box[axis], other[axis])) continue;
            yield return With(box, axis, Bits.Without(box[axis], other[axis]));
            box = With(box, axis, Bits.And(box[axis], other[axis]));
        }
    }

    /// <summary>Fewer boxes for the same: two that differ in one axis only become one, until there are none such.</summary>
    public static List<ulong[][]> Merge(IEnumerable<ulong[][]> boxes)
    {
        List<ulong[][]> merged = [.. boxes];
        for (var again = true; again;)
        {
            again = false;
            for (var i = 0; i < merged.Count; i++)
                for (var j = merged.Count - 1; j > i; j--)
                {
                    if (Join(merged[i], merged[j]) is not { } joined) continue;
                    merged[i] = joined;
                    merged.RemoveAt(j);
                    again = true;
                }
        }

        return merged;
    }

    private static ulong[][]? Join(ulong[][] one, ulong[][] other)
    {
        var differing = -1;
        for (var axis = 0; axis < one.Length; axis++)
        {
            if (Bits.Same(one[axis], other[axis])) continue;
            if (differing >= 0) return null;
            differing = axis;
        }

        return differing < 0 ? one : With(one, differing, Bits.Or(one[differing], other[differing]));
    }
}
