using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Syntax;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>
/// How points and ranges lie to each other (DMN 1.5, table 78). A point stands for the range that holds only it; a missing end lies
/// before or after everything.
/// </summary>
internal static class Ranges
{
    private delegate bool Relation(Ends first, Ends second);

    /// <summary>A range as two comparable ends.</summary>
    private readonly record struct Ends(FeelValue Low, bool LowIn, FeelValue High, bool HighIn, bool IsPoint, bool IsKnown)
    {
        public static Ends Of(FeelValue value)
        {
            if (value.IntervalOrNull is not { } range) return new(value, true, value, true, true, true);
            var known = range.HasLow != range.Low.IsNull && range.HasHigh != range.High.IsNull;
            return new(range.Low, range.LowIncluded, range.High, range.HighIncluded, false, known);
        }
    }

    /// <summary>A range from its text. Only literal ends are read: data is never evaluated.</summary>
    public static FeelValue Range(in Arguments call)
    {
        if (call.One(0).Kind == FeelKind.Range) return call.One(0);
        if (!call.String(0, out var text)) return FeelValue.Null;
        if (!call.Session.Spend(1 + text.Length / 8)) return FeelValue.Null;
        var (tree, findings) = Parser.RangeText(text);
        if (findings.IsEmpty && tree is Node.Range node && (node.Low ?? node.High) is not null && LiteralEnd(node.Low, call) is { } low && LiteralEnd(node.High, call) is { } high
            && Comparison.RangeError(low, high) is null)
        {
            var (hasLow, hasHigh) = (node.Low is not null, node.High is not null);
            return FeelValue.Of(new Payload.Interval(low, node.LowIncluded, high, node.HighIncluded, hasLow, hasHigh));
        }

        return call.Fail("`range` reads a range with literal ends, such as [1..10] or (@\"2026-01-01\"..@\"2026-02-01\"].");
    }

    public static FeelValue Before(in Arguments call) => Relate(call, IsBefore);

    public static FeelValue After(in Arguments call) => Relate(call, (a, b) => IsBefore(b, a));

    public static FeelValue Meets(in Arguments call) => Relate(call, DoesMeet, ranges: true);

    public static FeelValue MetBy(in Arguments call) => Relate(call, (a, b) => DoesMeet(b, a), ranges: true);

    public static FeelValue Overlaps(in Arguments call) => Relate(call, (a, b) => !IsBefore(a, b) && !IsBefore(b, a), ranges: true);

    public static FeelValue OverlapsBefore(in Arguments call) => Relate(call, DoesOverlapBefore, ranges: true);

    public static FeelValue OverlapsAfter(in Arguments call) => Relate(call, (a, b) => DoesOverlapBefore(b, a), ranges: true);

    public static FeelValue Finishes(in Arguments call) => Relate(call, DoesFinish);

    public static FeelValue FinishedBy(in Arguments call) => Relate(call, (a, b) => DoesFinish(b, a));

    public static FeelValue Includes(in Arguments call) => Relate(call, DoesInclude);

    public static FeelValue During(in Arguments call) => Relate(call, (a, b) => DoesInclude(b, a));

    public static FeelValue Starts(in Arguments call) => Relate(call, DoesStart);

    public static FeelValue StartedBy(in Arguments call) => Relate(call, (a, b) => DoesStart(b, a));

    public static FeelValue Coincides(in Arguments call) => Relate(call, (a, b) => LowToLow(a, b) == 0 && HighToHigh(a, b) == 0);

    private static bool IsBefore(Ends a, Ends b) => HighToLow(a, b) < 0;

    private static bool DoesMeet(Ends a, Ends b) =>
        a.HighIn && b.LowIn && !a.High.IsNull && !b.Low.IsNull && Comparison.Order(a.High, b.Low) == 0;

    private static bool DoesOverlapBefore(Ends a, Ends b) => LowToLow(a, b) < 0 && HighToLow(a, b) >= 0 && HighToHigh(a, b) <= 0;

    private static bool DoesFinish(Ends a, Ends b) => HighToHigh(a, b) == 0 && LowToLow(a, b) >= 0;

    private static bool DoesStart(Ends a, Ends b) => LowToLow(a, b) == 0 && HighToHigh(a, b) <= 0;

    private static bool DoesInclude(Ends a, Ends b) => LowToLow(a, b) <= 0 && HighToHigh(a, b) >= 0;

    /// <summary>Which begins first; of equal values the included one.</summary>
    private static int LowToLow(Ends a, Ends b)
    {
        if (a.Low.IsNull || b.Low.IsNull) return a.Low.IsNull == b.Low.IsNull ? 0 : a.Low.IsNull ? -1 : 1;
        var order = Comparison.Order(a.Low, b.Low) ?? 0;
        return order != 0 || a.LowIn == b.LowIn ? order : a.LowIn ? -1 : 1;
    }

    /// <summary>Which ends first; of equal values the one that is not included.</summary>
    private static int HighToHigh(Ends a, Ends b)
    {
        if (a.High.IsNull || b.High.IsNull) return a.High.IsNull == b.High.IsNull ? 0 : a.High.IsNull ? 1 : -1;
        var order = Comparison.Order(a.High, b.High) ?? 0;
        return order != 0 || a.HighIn == b.HighIn ? order : a.HighIn ? 1 : -1;
    }

    /// <summary>Negative when the first is over before the second begins; zero when they share exactly that value.</summary>
    private static int HighToLow(Ends a, Ends b)
    {
        if (a.High.IsNull || b.Low.IsNull) return 1;
        var order = Comparison.Order(a.High, b.Low) ?? 0;
        return order != 0 || (a.HighIn && b.LowIn) ? order : -1;
    }

    private static FeelValue Relate(in Arguments call, Relation relation, bool ranges = false)
    {
        var (first, second) = (call.One(0), call.One(1));
        if (first.IsNull || second.IsNull) return call.Fail("A value and a range were expected; found null.");
        var (a, b) = (Ends.Of(first), Ends.Of(second));
        if (!a.IsKnown || !b.IsKnown) return call.Fail("An end of the range is null; it was expected to be a value or missing.");
        if (ranges && (a.IsPoint || b.IsPoint)) return call.Fail("Two ranges were expected.");
        // One witness of each side; all ends of a range are of one kind.
        var (x, y) = (a.Low.IsNull ? a.High : a.Low, b.Low.IsNull ? b.High : b.Low);
        return Comparison.Order(x, y) is null
            ? call.Fail($"{Kinds.Of(x)} and {Kinds.Of(y)} have no order.")
            : relation(a, b);
    }

    private static FeelValue? LiteralEnd(Node? end, in Arguments call)
    {
        switch (end)
        {
            case null: return FeelValue.Null;
            case Node.Literal { Value: { IsNull: false } value }: return value;
            case Node.Call
            {
                Callee: Node.Name { Text: "date" or "time" or "date and time" or "duration" } name,
                Arguments: var given,
            } when given.Items.All(argument => argument is { Name: null, Value: Node.Literal }):
                var arguments = call.Session.Push(given.Count);
                for (var i = 0; i < given.Count; i++) arguments[i] = ((Node.Literal)given[i].Value).Value;
                var result = BuiltinTable.Find(name.Text)!.Invoke(arguments, call.Session, call.Site);
                call.Session.Pop(arguments);
                return result.IsNull ? FeelValue.None : result;
            default: return null;
        }
    }
}
