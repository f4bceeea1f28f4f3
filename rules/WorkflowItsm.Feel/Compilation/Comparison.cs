using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>Equality and order of FEEL (DMN 1.5, tables 51 to 54): unlike kinds compare to null, two zones by their instant.</summary>
internal static class Comparison
{
    public static FeelValue Equal(FeelValue left, FeelValue right, FeelSession session, Site site)
    {
        if (!session.SpendOn(left)) return FeelValue.Null;
        if (AreEqual(left, right) is { } equal) return equal;
        return session.Because(site, $"{Kinds.Of(left)} and {Kinds.Of(right)} cannot be compared.");
    }

    public static FeelValue Less(FeelValue left, FeelValue right, bool orEqual, FeelSession session, Site site)
    {
        if (left.IsSmallInteger && right.IsSmallInteger)
            return orEqual ? left.SmallInteger <= right.SmallInteger : left.SmallInteger < right.SmallInteger;
        if (!session.SpendOn(left)) return FeelValue.Null;
        if (Order(left, right) is { } order) return orEqual ? order <= 0 : order < 0;
        return session.Because(site, $"{Kinds.Of(left)} and {Kinds.Of(right)} have no order.");
    }

    /// <summary>Null when FEEL's answer is null.</summary>
    public static bool? AreEqual(FeelValue left, FeelValue right)
    {
        if (left.IsSame(right)) return true;
        if (left.IsSmallInteger && right.IsSmallInteger) return false;
        if (left.IsNull || right.IsNull) return false;
        var kind = left.Kind;
        if (kind != right.Kind) return null;
        return kind switch
        {
            FeelKind.Time or FeelKind.DateTime => Order(left, right) is { } order ? order == 0 : null,
            FeelKind.List => SameItems(left.Items, right.Items),
            FeelKind.Context => SameEntries(left.ContextOrNull!, right.ContextOrNull!),
            _ => Equality.Structural(left, right),
        };
    }

    /// <summary>Negative, zero or positive; null when the two have no order.</summary>
    public static int? Order(FeelValue left, FeelValue right)
    {
        if (left.IsSmallInteger && right.IsSmallInteger) return left.SmallInteger.CompareTo(right.SmallInteger);
        var kind = left.Kind;
        if (kind != right.Kind) return null;
        switch (kind)
        {
            case FeelKind.Number:
                _ = left.TryGetNumber(out var a);
                _ = right.TryGetNumber(out var b);
                return a.CompareTo(b);
            case FeelKind.String: return Texts.Compare(left.StringOrNull!, right.StringOrNull!);
            case FeelKind.Date: return left.Day.CompareTo(right.Day);
            case FeelKind.Time: return OrderTimes(left, right);
            case FeelKind.DateTime:
                if (left.Moment.Zone is null != right.Moment.Zone is null) return null;
                return left.Moment.Instant.CompareTo(right.Moment.Instant);
            case FeelKind.YearsMonthsDuration: return left.Months.CompareTo(right.Months);
            case FeelKind.DaysTimeDuration: return left.Nanos.CompareTo(right.Nanos);
            default: return null;
        }
    }

    /// <summary>Why two ends, each perhaps null, make no range; null when they do.</summary>
    public static string? RangeError(FeelValue low, FeelValue high)
    {
        var (first, second) = (low.IsNull ? high : low, high.IsNull ? low : high);
        if (first.IsNull) return null;
        if (Order(first, second) is not { } order)
            return $"A range needs two ordered values of one kind; found {Kinds.Of(low)} and {Kinds.Of(high)}.";
        return order > 0 ? $"The range begins at {low}, behind its end {high}." : null;
    }

    /// <summary>Whether a range holds a value; null when they have no order.</summary>
    public static bool? Holds(Payload.Interval range, FeelValue value)
    {
        if (range.HasLow)
        {
            if (Order(range.Low, value) is not { } low) return null;
            if (range.LowIncluded ? low > 0 : low >= 0) return false;
        }

        if (!range.HasHigh) return true;
        if (Order(value, range.High) is not { } high) return null;
        return range.HighIncluded ? high <= 0 : high < 0;
    }

    private static int? OrderTimes(FeelValue left, FeelValue right)
    {
        var (first, second) = (left.TimeZone, right.TimeZone);
        if (first == second) return left.TimeNanos.CompareTo(right.TimeNanos);
        // Without a date the offset of a named zone is not known.
        if (first is null || second is null || first.Name is not null || second.Name is not null) return null;
        return (left.TimeNanos - first.Seconds * Civil.NanosPerSecond).CompareTo(right.TimeNanos - second.Seconds * Civil.NanosPerSecond);
    }

    private static bool SameItems(ReadOnlySpan<FeelValue> left, ReadOnlySpan<FeelValue> right)
    {
        if (left.Length != right.Length) return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (AreEqual(left[i], right[i]) is not true) return false;
        }

        return true;
    }

    private static bool SameEntries(FeelContext left, FeelContext right)
    {
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!right.TryGet(left.KeySpan[i], out var other) || AreEqual(left.ValueSpan[i], other) is not true) return false;
        }

        return true;
    }
}
