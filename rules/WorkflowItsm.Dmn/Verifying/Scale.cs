using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>What lies before, between and behind values of a kind that has an order. FEEL itself orders and reckons.</summary>
internal static class Scale
{
    private static readonly FeelExpression s_less = Compile("a < b");
    private static readonly FeelExpression s_halfWay = Compile("a + (b - a) / 2");
    private static readonly FeelExpression s_nextDay = Compile("a + duration(\"P1D\")");

    /// <summary>Sorts ascending; false when two have no order, such as times with and without a zone, or are one moment written in two ways.</summary>
    public static bool TrySort(List<FeelValue> values)
    {
        var ordered = true;
        values.Sort((one, other) =>
        {
            if (one.Equals(other)) return 0;
            if (Less(one, other) is true) return -1;
            if (Less(other, one) is true) return 1;
            ordered = false;
            return 0;
        });
        return ordered;
    }

    private static bool? Less(FeelValue one, FeelValue other)
    {
        if (one.TryGetNumber(out var first) && other.TryGetNumber(out var second)) return first < second;
        return Evaluate(s_less, one, other).TryGetBoolean(out var less) ? less : null;
    }

    /// <summary>A value between two neighbours; null when there is none.</summary>
    public static FeelValue? Between(FeelValue low, FeelValue high)
    {
        var middle = low.Kind switch
        {
            FeelKind.Number => low.TryGetNumber(out var a) && high.TryGetNumber(out var b) ? HalfWay(a, b) : FeelValue.Null,
            FeelKind.Date => Evaluate(s_nextDay, low, high),
            _ => Evaluate(s_halfWay, low, high),
        };
        return Less(low, middle) is true && Less(middle, high) is true ? middle : None;
    }

    /// <summary>A value below; null when there is none.</summary>
    public static FeelValue? Below(FeelValue value) =>
        Step(value, back: true) is var lower && Less(lower, value) is true ? lower : None;

    /// <summary>A value above; null when there is none.</summary>
    public static FeelValue? Above(FeelValue value) =>
        Step(value, back: false) is var upper && Less(value, upper) is true ? upper : None;

    // A bare null beside a value would become FEEL's null.
    private static FeelValue? None => null;

    private static FeelValue Step(FeelValue value, bool back)
    {
        if (value.TryGetNumber(out var number))
            return (back ? FeelNumber.Subtract(number, FeelNumber.One) : FeelNumber.Add(number, FeelNumber.One)) is { } next ? next : FeelValue.Null;
        var step = value.Kind switch
        {
            FeelKind.Date or FeelKind.DateTime => "P1D",
            FeelKind.Time => "PT1S",
            FeelKind.DaysTimeDuration => "PT1H",
            _ => "P1M",
        };
        return Evaluate(Compile($"a {(back ? '-' : '+')} duration(\"{step}\")"), value, value);
    }

    private static FeelValue HalfWay(FeelNumber low, FeelNumber high)
    {
        // A whole number where there is one: people read it easier.
        if (FeelNumber.Subtract(high, low) is not { } width || FeelNumber.Divide(width, 2) is not { } half) return FeelValue.Null;
        var wide = half.TryGetInt64(out _) || !low.IsInteger ? half : Floor(half);
        return FeelNumber.Add(low, wide > FeelNumber.Zero ? wide : half) is { } middle ? middle : FeelValue.Null;
    }

    private static FeelNumber Floor(FeelNumber number) => number.TryGetDecimal(out var value) ? decimal.Floor(value) : number;

    private static FeelValue Evaluate(FeelExpression expression, FeelValue a, FeelValue b) =>
        expression.Evaluate(FeelContext.Of(("a", a), ("b", b)), new FeelSession(DateTimeOffset.UnixEpoch));

    private static FeelExpression Compile(string text) =>
        FeelExpression.Compile(text, new FeelScope(["a", "b"])).Value ?? throw new InvalidOperationException($"FEEL cannot read '{text}'.");
}
