using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>
/// Sums and differences of dates, times and durations (DMN 1.5, clauses 10.3.2.3.4 to 10.3.2.3.7 and tables 56 to 58). Where an operand
/// does not fit or the result is out of range there is none (null).
/// </summary>
internal static class TimeArithmetic
{
    private static readonly FeelNumber s_nanosPerSecond = Civil.NanosPerSecond;

    public static FeelValue? Add(FeelValue left, FeelValue right) => (left.Kind, right.Kind) switch
    {
        (FeelKind.YearsMonthsDuration, FeelKind.YearsMonthsDuration) => Months((Int128)left.Months + right.Months),
        (FeelKind.DaysTimeDuration, FeelKind.DaysTimeDuration) => Nanos(left.Nanos + right.Nanos),
        (FeelKind.YearsMonthsDuration, _) => Shift(right, left, 1),
        (FeelKind.DaysTimeDuration, _) => Shift(right, left, 1),
        _ => Shift(left, right, 1),
    };

    public static FeelValue? Subtract(FeelValue left, FeelValue right) => (left.Kind, right.Kind) switch
    {
        (FeelKind.YearsMonthsDuration, FeelKind.YearsMonthsDuration) => Months((Int128)left.Months - right.Months),
        (FeelKind.DaysTimeDuration, FeelKind.DaysTimeDuration) => Nanos(left.Nanos - right.Nanos),
        (FeelKind.Time, FeelKind.Time) => BetweenTimes(left, right),
        (FeelKind.Date or FeelKind.DateTime, FeelKind.Date or FeelKind.DateTime) => BetweenMoments(AsMoment(left), AsMoment(right)),
        _ => Shift(left, right, -1),
    };

    public static FeelValue? Multiply(FeelValue left, FeelValue right)
    {
        if (left.TryGetNumber(out var factor)) (left, right) = (right, left);
        else if (!right.TryGetNumber(out factor)) return null;
        return Scaled(left, size => FeelNumber.Multiply(size, factor));
    }

    public static FeelValue? Divide(FeelValue left, FeelValue right)
    {
        if (right.TryGetNumber(out var divisor)) return Scaled(left, size => FeelNumber.Divide(size, divisor));
        if (left.Kind != right.Kind || Size(left) is not { } dividend || Size(right) is not { } size) return null;
        return FeelNumber.Divide(dividend, size) is { } quotient ? quotient : FeelValue.None;
    }

    public static FeelValue? Negate(FeelValue value) => value.Kind switch
    {
        FeelKind.YearsMonthsDuration => Months(-(Int128)value.Months),
        FeelKind.DaysTimeDuration => Nanos(-value.Nanos),
        _ => FeelValue.None,
    };

    /// <summary>A date counts as its midnight in UTC.</summary>
    public static Moment AsMoment(FeelValue value) => value.Kind == FeelKind.Date ? new(value.Day, 0, Zone.Utc) : value.Moment;

    public static FeelNumber Seconds(Int128 nanos) =>
        FeelNumber.Make(nanos < 0, (UInt128)Int128.Abs(nanos), -9).GetValueOrDefault();

    private static FeelValue? Months(Int128 months) => Int128.Abs(months) <= long.MaxValue ? FeelValue.OfMonths((long)months) : FeelValue.None;

    private static FeelValue? Nanos(Int128 nanos) => Int128.Abs(nanos) <= Civil.LongestNanos ? FeelValue.OfNanos(nanos) : FeelValue.None;

    private static FeelValue? Shift(FeelValue value, FeelValue duration, int sign) => (value.Kind, duration.Kind) switch
    {
        (FeelKind.Date, FeelKind.YearsMonthsDuration) =>
            Civil.AddMonths(value.Day, sign * duration.Months) is { } day ? FeelValue.OfDate(day) : FeelValue.None,
        (FeelKind.DateTime, FeelKind.YearsMonthsDuration) =>
            Civil.AddMonths(value.Moment.Day, sign * duration.Months) is { } day ? FeelValue.Of(value.Moment with { Day = day }) : FeelValue.None,
        (FeelKind.Date, FeelKind.DaysTimeDuration) =>
            AsMoment(value).Plus(sign * duration.Nanos) is { } moment ? FeelValue.OfDate(moment.Day) : FeelValue.None,
        (FeelKind.DateTime, FeelKind.DaysTimeDuration) =>
            value.Moment.Later(sign * duration.Nanos) is { } moment ? FeelValue.Of(moment) : FeelValue.None,
        (FeelKind.Time, FeelKind.DaysTimeDuration) => Around(value, sign * duration.Nanos),
        _ => FeelValue.None,
    };

    /// <summary>Times of day go round: 23:00 and two hours are 01:00.</summary>
    private static FeelValue Around(FeelValue time, Int128 nanos)
    {
        var rest = (long)((time.TimeNanos + nanos) % Civil.NanosPerDay);
        return FeelValue.OfTime(rest < 0 ? rest + Civil.NanosPerDay : rest, time.TimeZone);
    }

    private static FeelValue? BetweenTimes(FeelValue left, FeelValue right)
    {
        var (first, second) = (left.TimeZone, right.TimeZone);
        if (first is null != second is null) return null;
        var offsets = first == second ? 0 : (first?.OffsetAt(0, 0) ?? 0) - (second?.OffsetAt(0, 0) ?? 0);
        return FeelValue.OfNanos(left.TimeNanos - right.TimeNanos - offsets * Civil.NanosPerSecond);
    }

    private static FeelValue? BetweenMoments(Moment left, Moment right) =>
        left.Zone is null != right.Zone is null ? FeelValue.None : FeelValue.OfNanos(left.Instant - right.Instant);

    private static FeelValue? Scaled(FeelValue duration, Func<FeelNumber, FeelNumber?> scale)
    {
        if (Size(duration) is not { } size || scale(size) is not { } scaled) return null;
        var whole = duration.Kind == FeelKind.DaysTimeDuration ? FeelNumber.Multiply(scaled, s_nanosPerSecond) : scaled;
        if (whole is not { } exact || DecimalArithmetic.Round(exact, 0, Rounding.Down) is not { Exponent: 0 } count) return null;
        if (count.Coefficient > (UInt128)Int128.MaxValue) return null;
        var signed = count.IsNegative ? -(Int128)count.Coefficient : (Int128)count.Coefficient;
        return duration.Kind == FeelKind.DaysTimeDuration ? Nanos(signed) : Months(signed);
    }

    private static FeelNumber? Size(FeelValue value) => value.Kind switch
    {
        FeelKind.YearsMonthsDuration => value.Months,
        FeelKind.DaysTimeDuration => Seconds(value.Nanos),
        _ => null,
    };
}
