using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>List functions, and the booleans that look at lists. Positions count from 1, negative ones from the end.</summary>
internal static class Lists
{
    public static FeelValue Not(in Arguments call) => call.Boolean(0, out var value) ? !value : FeelValue.Null;

    public static FeelValue Contains(in Arguments call) =>
        call.List(0, out var items) && Affords(call, items.Length, call[1]) ? Position(items, call[1]) >= 0 : FeelValue.Null;

    public static FeelValue Count(in Arguments call) => call.List(0, out var items) ? items.Length : FeelValue.Null;

    public static FeelValue Min(in Arguments call) => Extreme(call, -1);

    public static FeelValue Max(in Arguments call) => Extreme(call, 1);

    public static FeelValue All(in Arguments call) => Decide(call, unless: false);

    public static FeelValue Any(in Arguments call) => Decide(call, unless: true);

    public static FeelValue Sublist(in Arguments call)
    {
        if (!call.List(0, out var items) || !call.Int(1, out var start)) return FeelValue.Null;
        if (Offset(call, start, items.Length) is not { } from) return FeelValue.Null;
        var length = items.Length - from;
        if (call.Count == 3 && !call[2].IsNull)
        {
            if (!call.Int(2, out var wanted)) return FeelValue.Null;
            if (wanted < 0 || wanted > length) return call.Fail($"There are only {length} items from position {start} on; {wanted} were asked for.");
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
                var hit = Ask(call, matches, replaced[i], call[2]);
                if (!hit.TryGetBoolean(out var yes)) return call.Fail("The function of `list replace` must give true or false for each item.");
                if (yes) replaced[i] = call[2];
            }
        }
        else
        {
            if (!call.Int(1, out var position) || Offset(call, position, items.Length) is not { } at) return FeelValue.Null;
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

    public static FeelValue IndexOf(in Arguments call)
    {
        if (!call.List(0, out var items) || !Affords(call, items.Length, call[1])) return FeelValue.Null;
        var positions = new List<FeelValue>();
        for (var i = 0; i < items.Length; i++)
        {
            if (Comparison.AreEqual(items[i], call[1]) is true) positions.Add(i + 1);
        }

        return Make.List([.. positions], call.Session);
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

    public static FeelValue Sort(in Arguments call)
    {
        if (!call.List(0, out var items)) return FeelValue.Null;
        FunctionValue? precedes = null;
        if (call.Count == 2 && !call.Function(1, out precedes!)) return FeelValue.Null;
        var sorted = items.ToArray();
        return Merge(call, sorted, new FeelValue[sorted.Length], precedes) ? Make.List(sorted, call.Session) : FeelValue.Null;
    }

    /// <summary>Position 1 is offset 0, position -1 the last; null with a reason when there is no such item.</summary>
    private static int? Offset(in Arguments call, int position, int count)
    {
        if (position != 0 && Math.Abs((long)position) <= count) return position > 0 ? position - 1 : count + position;
        call.Fail($"There is no position {position} in a list of {count}.");
        return null;
    }

    private static bool Affords(in Arguments call, int count, FeelValue value) =>
        call.Session.Spend(count / 8 * (1 + Measure.Of(value).Bytes / 64));

    private static int Position(ReadOnlySpan<FeelValue> items, FeelValue value)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (Comparison.AreEqual(items[i], value) is true) return i;
        }

        return -1;
    }

    private static FeelValue Extreme(in Arguments call, int sign)
    {
        if (!call.ListOrAll(out var items)) return FeelValue.Null;
        if (items.IsEmpty) return call.Fail("An empty list has neither least nor greatest item.");
        var best = items[0];
        foreach (var item in items)
        {
            if (Comparison.Order(item, best) is not { } order) return call.Fail($"{Kinds.Of(item)} and {Kinds.Of(best)} have no order.");
            if (order * sign > 0) best = item;
        }

        return best;
    }

    /// <summary>One item that is <paramref name="unless"/> decides; else one that is no boolean makes it null.</summary>
    private static FeelValue Decide(in Arguments call, bool unless)
    {
        if (!call.ListOrAll(out var items)) return FeelValue.Null;
        var unknown = false;
        foreach (var item in items)
        {
            if (!item.TryGetBoolean(out var value)) unknown = true;
            else if (value == unless) return unless;
        }

        return unknown ? call.Fail("An item is not a boolean.") : !unless;
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

    /// <summary>A stable merge sort: whatever the function answers, it ends after n log n questions.</summary>
    private static bool Merge(in Arguments call, Span<FeelValue> items, Span<FeelValue> spare, FunctionValue? precedes)
    {
        if (items.Length < 2) return true;
        var middle = items.Length / 2;
        if (!Merge(call, items[..middle], spare[..middle], precedes) || !Merge(call, items[middle..], spare[middle..], precedes)) return false;
        items.CopyTo(spare);
        var (left, right) = (0, middle);
        for (var i = 0; i < items.Length; i++)
        {
            if (!call.Session.Spend(1)) return false;
            if (right < items.Length && left < middle)
            {
                var later = precedes is null ? Natural(spare[right], spare[left]) : Ask(call, precedes, spare[right], spare[left]);
                if (!later.TryGetBoolean(out var rightFirst))
                {
                    call.Fail($"`sort` cannot order {Kinds.Of(spare[right])} and {Kinds.Of(spare[left])}.");
                    return false;
                }

                items[i] = rightFirst ? spare[right++] : spare[left++];
            }
            else
            {
                items[i] = right < items.Length ? spare[right++] : spare[left++];
            }
        }

        return true;
    }

    private static FeelValue Natural(FeelValue first, FeelValue second) =>
        Comparison.Order(first, second) is { } order ? order < 0 : FeelValue.Null;

    private static FeelValue Ask(in Arguments call, FunctionValue function, FeelValue first, FeelValue second)
    {
        var window = call.Session.Push(2);
        (window[0], window[1]) = (first, second);
        var answer = function.Invoke(window, call.Session, call.Site);
        call.Session.Pop(window);
        return answer;
    }
}
