using System.Collections.Immutable;

namespace WorkflowItsm.Feel.Values;

/// <summary>
/// What the reference half of a <see cref="FeelValue"/> points to, unless it is a string or a context. Small values keep their
/// bits in the other half and share one payload, which then only tells what the bits mean.
/// </summary>
internal abstract class Payload(FeelKind kind)
{
    public FeelKind Kind { get; } = kind;

    /// <summary>Booleans, dates and durations whose bits say all.</summary>
    public sealed class Bits(FeelKind kind) : Payload(kind)
    {
        public static readonly Bits Boolean = new(FeelKind.Boolean);
        public static readonly Bits Date = new(FeelKind.Date);
        public static readonly Bits Months = new(FeelKind.YearsMonthsDuration);
        public static readonly Bits Nanos = new(FeelKind.DaysTimeDuration);
    }

    /// <summary>The bits are the coefficient, this is the exponent.</summary>
    public sealed class SmallNumber : Payload
    {
        public const int LowestExponent = -18;
        private static readonly SmallNumber[] s_all = [.. Enumerable.Range(0, 1 - LowestExponent).Select(i => new SmallNumber(-i))];
        public static readonly SmallNumber Integer = s_all[0];

        private SmallNumber(int exponent) : base(FeelKind.Number) => Exponent = exponent;

        public int Exponent { get; }

        public static SmallNumber Of(int exponent) => s_all[-exponent];
    }

    public sealed class BigNumber(FeelNumber value) : Payload(FeelKind.Number)
    {
        public FeelNumber Value { get; } = value;
    }

    /// <summary>The bits are the nanoseconds of the day, this is the zone.</summary>
    public sealed class TimeOfDay(Zone? zone) : Payload(FeelKind.Time)
    {
        public static readonly TimeOfDay Local = new(null);
        public static readonly TimeOfDay Utc = new(Zone.Utc);

        public Zone? Zone { get; } = zone;
    }

    public sealed class BoxedMoment(Moment value) : Payload(FeelKind.DateTime)
    {
        public Moment Value { get; } = value;
    }

    public sealed class LongDuration(Int128 nanos) : Payload(FeelKind.DaysTimeDuration)
    {
        public Int128 Nanos { get; } = nanos;
    }

    /// <summary>The items with what they weigh and how deep they nest, so that no walk over a value is ever unbounded.</summary>
    public sealed class Items(ImmutableArray<FeelValue> values, Measure measure) : Payload(FeelKind.List)
    {
        public ImmutableArray<FeelValue> Values { get; } = values;

        public Measure Measure { get; } = measure;
    }

    /// <summary>
    /// A missing end is null and not included: <c>(&lt;5)</c> holds every number below. An end that is there and null makes every question
    /// null: <c>[null..5)</c>.
    /// </summary>
    public sealed class Interval(
        FeelValue low, bool lowIncluded, FeelValue high, bool highIncluded, bool hasLow = true, bool hasHigh = true) : Payload(FeelKind.Range)
    {
        public bool HasLow { get; } = hasLow;

        public FeelValue Low { get; } = low;

        public bool LowIncluded { get; } = lowIncluded && hasLow;

        public bool HasHigh { get; } = hasHigh;

        public FeelValue High { get; } = high;

        public bool HighIncluded { get; } = highIncluded && hasHigh;
    }
}
