using System.Collections.Immutable;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel;

// What the evaluator sees of a value. The getters expect that Kind was asked before.
public readonly partial struct FeelValue
{
    /// <summary>
    /// The absence of a value where <see cref="Null"/> is one. A bare <c>null</c> beside a value would become <see cref="Null"/>, by the
    /// conversion from string.
    /// </summary>
    internal static FeelValue? None => null;

    internal string? StringOrNull => _reference as string;

    internal FeelContext? ContextOrNull => _reference as FeelContext;

    internal Payload.Items? ItemsOrNull => _reference as Payload.Items;

    internal Payload.Interval? IntervalOrNull => _reference as Payload.Interval;

    internal FunctionValue? FunctionOrNull => _reference as FunctionValue;

    internal ReadOnlySpan<FeelValue> Items => _reference is Payload.Items items ? items.Values.AsSpan() : [];

    /// <summary>Days since 1970-01-01, of a date.</summary>
    internal long Day => _bits;

    internal long Months => _bits;

    internal Int128 Nanos => _reference is Payload.LongDuration duration ? duration.Nanos : _bits;

    internal Moment Moment => ((Payload.BoxedMoment)_reference!).Value;

    internal long TimeNanos => _bits;

    internal Zone? TimeZone => ((Payload.TimeOfDay)_reference!).Zone;

    /// <summary>Whether this is a number without fraction whose bits are the number.</summary>
    internal bool IsSmallInteger => ReferenceEquals(_reference, Payload.SmallNumber.Integer);

    /// <summary>The bits of a small integer.</summary>
    internal long SmallInteger => _bits;

    internal static FeelValue OfDate(long day) => new(Payload.Bits.Date, day);

    internal static FeelValue OfMonths(long months) => new(Payload.Bits.Months, months);

    internal static FeelValue OfNanos(Int128 nanos) => nanos >= long.MinValue && nanos <= long.MaxValue
        ? new(Payload.Bits.Nanos, (long)nanos)
        : new(new Payload.LongDuration(nanos));

    internal static FeelValue OfTime(long nanosOfDay, Zone? zone) => new(
        zone is null ? Payload.TimeOfDay.Local : zone == Zone.Utc ? Payload.TimeOfDay.Utc : new Payload.TimeOfDay(zone),
        nanosOfDay);

    internal static FeelValue Of(Moment moment) => new(new Payload.BoxedMoment(moment));

    internal static FeelValue Of(FunctionValue function) => new(function);

    internal static FeelValue Of(FeelNumber? number) => number is { } value ? value : Null;

    internal static FeelValue Of(Payload.Interval range) => new(range);

    internal static FeelValue List(ImmutableArray<FeelValue> items)
    {
        var measure = Measure.OfAll(items.AsSpan());
        return measure.Depth <= Measure.DeepestNesting
            ? List(items, measure)
            : throw new ArgumentException($"The list nests {measure.Depth} levels; {Measure.DeepestNesting} are allowed.", nameof(items));
    }

    internal static FeelValue List(ImmutableArray<FeelValue> items, Measure measure) => new(new Payload.Items(items, measure));

    /// <summary>Whether both are the same object or the same bits: a cheap yes before a walk.</summary>
    internal bool IsSame(FeelValue other) => ReferenceEquals(_reference, other._reference) && _bits == other._bits;
}
