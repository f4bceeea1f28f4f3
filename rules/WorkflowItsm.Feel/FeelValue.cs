using System.Collections.Immutable;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel;

/// <summary>
/// A value of FEEL (DMN 1.5, clause 10.3.2.2): 16 bytes; small numbers, dates and durations allocate nothing.
/// The default is null. Immutable and safe to share between threads. Equality is structural: the same kind, the same value, the same
/// zone; where FEEL's own <c>=</c> says more (two zones, one instant), ask an expression.
/// </summary>
public readonly partial struct FeelValue : IEquatable<FeelValue>
{
    private readonly object? _reference;
    private readonly long _bits;

    private FeelValue(object? reference, long bits = 0)
    {
        _reference = reference;
        _bits = bits;
    }

    /// <summary>What the value is.</summary>
    public FeelKind Kind => _reference switch
    {
        null => FeelKind.Null,
        string => FeelKind.String,
        FeelContext => FeelKind.Context,
        var payload => ((Payload)payload).Kind,
    };

    /// <summary>No value, the default.</summary>
    public static FeelValue Null => default;

    /// <summary>The boolean true.</summary>
    public static FeelValue True { get; } = new(Payload.Bits.Boolean, 1);

    /// <summary>The boolean false.</summary>
    public static FeelValue False { get; } = new(Payload.Bits.Boolean, 0);

    /// <summary>Whether this is null.</summary>
    public bool IsNull => _reference is null;

    /// <summary>Whether this is the boolean true; false for everything else, null included.</summary>
    public bool IsTrue => ReferenceEquals(_reference, Payload.Bits.Boolean) && _bits != 0;

    /// <summary>The entry of a context; null for a missing entry and for a value that is no context.</summary>
    public FeelValue this[string key] => _reference is FeelContext context ? context[key] : Null;

    /// <summary>A boolean.</summary>
    public static implicit operator FeelValue(bool value) => value ? True : False;

    /// <summary>A string, or null.</summary>
    public static implicit operator FeelValue(string? value) => new(value);

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(int value) => new(Payload.SmallNumber.Integer, value);

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(long value) => new(Payload.SmallNumber.Integer, value);

    /// <summary>A number; trailing zeros are not kept.</summary>
    public static implicit operator FeelValue(decimal value) => (FeelNumber)value;

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(FeelNumber value)
    {
        var limit = (UInt128)long.MaxValue;
        if (value.Coefficient > limit || value.Exponent is > 0 or < Payload.SmallNumber.LowestExponent)
            return new(new Payload.BigNumber(value));
        var coefficient = (long)(ulong)value.Coefficient;
        return new(Payload.SmallNumber.Of(value.Exponent), value.IsNegative ? -coefficient : coefficient);
    }

    /// <summary>A list of the items in their order.</summary>
    /// <exception cref="ArgumentException">The items nest deeper than 128 levels.</exception>
    public static FeelValue List(IEnumerable<FeelValue> items) => List(ImmutableArray.CreateRange(items));

    /// <summary>A context.</summary>
    public static FeelValue Context(FeelContext context) => new(context);

    /// <summary>A function of the host.</summary>
    public static FeelValue Function(FeelFunction function) => new(new HostFunction(function));

    /// <summary>The exact instant with its offset; an offset of zero is UTC.</summary>
    public static FeelValue DateTime(DateTimeOffset time) => Of(Moment.From(time));

    /// <summary>A duration of days and time.</summary>
    public static FeelValue DaysTime(TimeSpan duration) => OfNanos((Int128)duration.Ticks * 100);

    /// <summary>True and the value when this is a boolean.</summary>
    public bool TryGetBoolean(out bool value)
    {
        value = _bits != 0;
        return ReferenceEquals(_reference, Payload.Bits.Boolean);
    }

    /// <summary>True and the text when this is a string.</summary>
    public bool TryGetString(out string value)
    {
        value = StringOrNull ?? "";
        return _reference is string;
    }

    /// <summary>True and the value when this is a number.</summary>
    public bool TryGetNumber(out FeelNumber value)
    {
        if (_reference is Payload.SmallNumber small)
        {
            value = FeelNumber.FromInline(_bits, small.Exponent);
            return true;
        }

        value = _reference is Payload.BigNumber big ? big.Value : default;
        return _reference is Payload.BigNumber;
    }

    /// <summary>True and the value when this is a number without fraction that fits an <see cref="int"/>.</summary>
    public bool TryGetInt(out int value)
    {
        var fits = ReferenceEquals(_reference, Payload.SmallNumber.Integer) && _bits == (int)_bits;
        value = fits ? (int)_bits : 0;
        return fits;
    }

    /// <summary>True and the items when this is a list.</summary>
    public bool TryGetList(out ValueList<FeelValue> value)
    {
        value = _reference is Payload.Items items ? new(items.Values) : [];
        return _reference is Payload.Items;
    }

    /// <summary>True and the context when this is one; else an empty context.</summary>
    public bool TryGetContext(out FeelContext value)
    {
        value = ContextOrNull ?? FeelContext.Empty;
        return _reference is FeelContext;
    }

    /// <summary>
    /// True and the time when this is a date and time with a zone or offset that .NET holds exactly: years 1 to 9999,
    /// whole minutes of offset up to 14 hours, whole 100 nanoseconds.
    /// </summary>
    public bool TryGetDateTime(out DateTimeOffset value)
    {
        value = default;
        return _reference is Payload.BoxedMoment moment && moment.Value.TryToDotNet(out value);
    }

    /// <summary>True and the duration when this is one of days and time that .NET holds exactly: whole 100 nanoseconds, 29,000 years.</summary>
    public bool TryGetDaysTime(out TimeSpan value)
    {
        value = default;
        if (Kind != FeelKind.DaysTimeDuration || Nanos % 100 != 0) return false;
        var ticks = Nanos / 100;
        if (ticks < long.MinValue || ticks > long.MaxValue) return false;
        value = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(FeelValue other) => Equality.Structural(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Equality.Hash(this);

    /// <summary>The value as a FEEL literal: compiled and evaluated, it gives the value back (a function cannot).</summary>
    public override string ToString() => ValueText.Literal(this);

    /// <summary>What FEEL's <c>string()</c> gives: a string bare, anything else as its literal without the at-sign; null is "null".</summary>
    public string ToText() => ValueText.Text(this);

    /// <summary>Equality by value.</summary>
    public static bool operator ==(FeelValue left, FeelValue right) => left.Equals(right);

    /// <summary>Inequality by value.</summary>
    public static bool operator !=(FeelValue left, FeelValue right) => !left.Equals(right);
}
