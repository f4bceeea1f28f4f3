using WorkflowItsm.Feel.Compilation;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>Lists made from lists. Positions count from 1, negative ones from the end.</summary>
internal static class Lists
{
    public static FeelValue Sublist(in Arguments call)
    {
        if (!call.List(0, out var items) || !call.Int(1, out var start)) return FeelValue.Null;
        if (Offset(call, start, items.Length) is not { } from) return FeelValue.Null;
        var length = items.Length - from;
        if (call.Count == 3 && !call[2].IsNull)
        {
            if (!call.Int(2, out var wanted)) return FeelValue.Null;
            if (wanted < 0 || wanted > length)
                return call.Fail($"There are only {length} items from position {start} on; {wanted} were asked for.");
            length = wanted;
        }

        return Make.List(items.Slice(from, length).ToArray(), call.Session);
    }

    public static FeelValue Append(in Arguments call)
    {
        // append(null, x) is [null, x] in no reading: null is no list, but the item of one.
        if (!call.List(0, out var items)) return FeelValue.Null;
        return Make.List([.. items, .. call.Values[1..]], call.Session);
    }

    public static FeelValue Concatenate(in Arguments call)
    {
        var all = new List<FeelValue>();
        for (var i = 0; i < call.Count; i++)
        {
            if (!call.List(i, out var items)) return FeelValue.Null;
            all.AddRange(items);
        }

        return Make.List([.. all], call.Session);
    }

    public static FeelValue InsertBefore(in Arguments call)
    {
        if (!call.List(0, out var items) || !call.Int(1, out var position)) return FeelValue.Null;
        if (Offset(call, position, items.Length) is not { } at) return FeelValue.Null;
        return Make.List([.. items[..at], call[2], .. items[at..]], call.Session);
    }

    public static FeelValue Remove(in Arguments call)
    {
        if (!call.List(0, out var items) || !call.Int(1, out var position)) return FeelValue.Null;
        if (Offset(call, position, items.Length) is not { } at) return FeelValue.Null;
        return Make.List([.. items[..at], .. items[(at + 1)..]], call.Session);
    }

    public static FeelValue Replace(in Arguments call)
    {
        if (!call.List(0, out var items)) return FeelValue.Null;
        var replaced = items.ToArray();
        if (call.One(1).FunctionOrNull is { } matches)
        {
            for (var i = 0; i < replaced.Length; i++)
            {
                var hit = Sorting.Ask(call, matches, replaced[i], call[2]);
                if (!hit.TryGetBoolean(out var yes)) return call.Fail("The function of `list replace` must give true or false for each item.");
                if (yes) replaced[i] = call[2];
            }
        }
        else
        {
            if (!call.Int(1, out var position)) return FeelValue.Null;
            if (Offset(call, position, items.Length) is not { } at) return FeelValue.Null;
            replaced[at] = call[2];
        }

        return Make.List(replaced, call.Session);
    }

    public static FeelValue Reverse(in Arguments call)
    {
        if (!call.List(0, out var items)) return FeelValue.Null;
        var reversed = items.ToArray();
        Array.Reverse(reversed);
        return Make.List(reversed, call.Session);
    }

    public static FeelValue Union(in Arguments call)
    {
        var distinct = new List<FeelValue>();
        for (var i = 0; i < call.Count; i++)
        {
            if (!call.List(i, out var items) || !AddDistinct(call, items, distinct)) return FeelValue.Null;
        }

        return Make.List([.. distinct], call.Session);
    }

    public static FeelValue Distinct(in Arguments call)
    {
        var distinct = new List<FeelValue>();
        return call.List(0, out var items) && AddDistinct(call, items, distinct) ? Make.List([.. distinct], call.Session) : FeelValue.Null;
    }

    public static FeelValue Flatten(in Arguments call)
    {
        if (!call.List(0, out var items)) return FeelValue.Null;
        var flat = new List<FeelValue>();
        return Flatten(items, flat, call.Session) ? Make.List([.. flat], call.Session) : FeelValue.Null;
    }

    /// <summary>Position 1 is offset 0, position -1 the last; null with a reason when there is no such item.</summary>
    private static int? Offset(in Arguments call, int position, int count)
    {
        if (position != 0 && Math.Abs((long)position) <= count) return position > 0 ? position - 1 : count + position;
        call.Fail($"There is no position {position} in a list of {count}.");
        return null;
    }

    private static bool AddDistinct(in Arguments call, ReadOnlySpan<FeelValue> items, List<FeelValue> distinct)
    {
        foreach (var item in items)
        {
            if (!call.Session.Spend(1 + distinct.Count / 32)) return false;
            var known = false;
            foreach (var other in distinct) known = known || Comparison.AreEqual(item, other) is true;
            if (!known) distinct.Add(item);
        }

        return true;
    }

    private static bool Flatten(ReadOnlySpan<FeelValue> items, List<FeelValue> flat, FeelSession session)
    {
        foreach (var item in items)
        {
            if (!session.Spend(1)) return false;
            if (item.Kind != FeelKind.List) flat.Add(item);
            else if (!Flatten(item.Items, flat, session)) return false;
        }

        return true;
    }
}
