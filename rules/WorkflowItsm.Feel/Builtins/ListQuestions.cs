using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>What is asked of lists: what they hold, how many, the greatest, whether all are true.</summary>
internal static class ListQuestions
{
    public static FeelValue Not(in Arguments call) => call.Boolean(0, out var value) ? !value : FeelValue.Null;

    public static FeelValue Contains(in Arguments call) =>
        call.List(0, out var items) && Affords(call, items.Length, call[1]) ? Position(items, call[1]) >= 0 : FeelValue.Null;

    public static FeelValue Count(in Arguments call) => call.List(0, out var items) ? items.Length : FeelValue.Null;

    public static FeelValue Min(in Arguments call) => Extreme(call, -1);

    public static FeelValue Max(in Arguments call) => Extreme(call, 1);

    public static FeelValue All(in Arguments call) => Decide(call, unless: false);

    public static FeelValue Any(in Arguments call) => Decide(call, unless: true);

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
}
