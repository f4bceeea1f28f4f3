namespace WorkflowItsm.Feel.Values;

/// <summary>Structural equality and the hash that goes with it.</summary>
internal static class Equality
{
    public static bool Structural(FeelValue left, FeelValue right)
    {
        if (left.IsSame(right)) return true;
        var kind = left.Kind;
        if (kind != right.Kind) return false;
        return kind switch
        {
            FeelKind.String => string.Equals(left.StringOrNull, right.StringOrNull, StringComparison.Ordinal),
            // Small numbers have one form each: other bits or another exponent are another number.
            FeelKind.Number => left.TryGetNumber(out var a) && right.TryGetNumber(out var b) && a == b,
            FeelKind.Time => left.TimeNanos == right.TimeNanos && left.TimeZone == right.TimeZone,
            FeelKind.DateTime => left.Moment == right.Moment,
            FeelKind.DaysTimeDuration => left.Nanos == right.Nanos,
            FeelKind.List => left.Items.SequenceEqual(right.Items),
            FeelKind.Context => left.ContextOrNull!.Equals(right.ContextOrNull),
            FeelKind.Range => Same(left.IntervalOrNull!, right.IntervalOrNull!),
            _ => false,
        };
    }

    public static int Hash(FeelValue value) => value.Kind switch
    {
        FeelKind.Null => 0,
        FeelKind.Boolean => value.IsTrue ? 1 : 2,
        FeelKind.Number => value.TryGetNumber(out var number) ? number.GetHashCode() : 0,
        FeelKind.String => value.StringOrNull!.GetHashCode(StringComparison.Ordinal),
        FeelKind.Date => HashCode.Combine(FeelKind.Date, value.Day),
        FeelKind.Time => HashCode.Combine(value.TimeNanos, value.TimeZone),
        FeelKind.DateTime => value.Moment.GetHashCode(),
        FeelKind.YearsMonthsDuration => HashCode.Combine(FeelKind.YearsMonthsDuration, value.Months),
        FeelKind.DaysTimeDuration => value.Nanos.GetHashCode(),
        FeelKind.List => HashItems(value.Items),
        FeelKind.Context => value.ContextOrNull!.GetHashCode(),
        FeelKind.Range => HashCode.Combine(value.IntervalOrNull!.Low, value.IntervalOrNull.High),
        _ => value.FunctionOrNull!.GetHashCode(),
    };

    private static bool Same(Payload.Interval left, Payload.Interval right) =>
        left.HasLow == right.HasLow && left.HasHigh == right.HasHigh && left.LowIncluded == right.LowIncluded && left.HighIncluded == right.HighIncluded
        && left.Low == right.Low && left.High == right.High;

    private static int HashItems(ReadOnlySpan<FeelValue> items)
    {
        var hash = new HashCode();
        foreach (var item in items) hash.Add(item);
        return hash.ToHashCode();
    }
}
