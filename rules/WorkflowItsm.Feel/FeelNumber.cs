using System.Numerics;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel;

/// <summary>
/// A FEEL number: a decimal of up to 34 digits and an exponent, rounded half to even, as IEEE 754 decimal128
/// (DMN 1.5, clause 10.3.2.3.1). Every number has one form, so that equality is equality of value: 1.0 is 1.
/// The default is zero; there is neither infinity nor NaN: what leaves the range has no result.
/// Immutable and safe to share between threads.
/// </summary>
public readonly struct FeelNumber : IEquatable<FeelNumber>, IComparable<FeelNumber>
{
    internal const int MaxDigits = 34;
    internal const int MaxExponent = 6111;
    internal const int MinExponent = -6176;

    private readonly UInt128 _coefficient;
    private readonly short _exponent;
    private readonly bool _negative;

    private FeelNumber(bool negative, UInt128 coefficient, int exponent)
    {
        _negative = negative;
        _coefficient = coefficient;
        _exponent = (short)exponent;
    }

    /// <summary>0, the default.</summary>
    public static FeelNumber Zero => default;

    /// <summary>1.</summary>
    public static FeelNumber One => new(false, 1, 0);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _coefficient == UInt128.Zero ? 0 : _negative ? -1 : 1;

    /// <summary>Whether nothing stands behind the decimal point.</summary>
    public bool IsInteger => _exponent >= 0;

    internal UInt128 Coefficient => _coefficient;

    internal int Exponent => _exponent;

    internal bool IsNegative => _negative;

    /// <summary>The exact value.</summary>
    public static implicit operator FeelNumber(int value) => (long)value;

    /// <summary>The exact value.</summary>
    public static implicit operator FeelNumber(long value) => FromInline(value, 0);

    /// <summary>The exact value; trailing zeros are not kept.</summary>
    public static implicit operator FeelNumber(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = ((UInt128)(uint)bits[2] << 64) | ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        return Make(bits[3] < 0, coefficient, -((bits[3] >> 16) & 0xff)).GetValueOrDefault();
    }

    /// <summary>The sum, rounded to 34 digits; null when out of range.</summary>
    public static FeelNumber? Add(FeelNumber left, FeelNumber right) => DecimalArithmetic.Add(left, right);

    /// <summary>The difference, rounded to 34 digits; null when out of range.</summary>
    public static FeelNumber? Subtract(FeelNumber left, FeelNumber right) => DecimalArithmetic.Add(left, -right);

    /// <summary>The product, rounded to 34 digits; null when out of range.</summary>
    public static FeelNumber? Multiply(FeelNumber left, FeelNumber right) => DecimalArithmetic.Multiply(left, right);

    /// <summary>The quotient, rounded to 34 digits; null when the divisor is zero or the result out of range.</summary>
    public static FeelNumber? Divide(FeelNumber left, FeelNumber right) => DecimalArithmetic.Divide(left, right);

    /// <summary>The number with the other sign.</summary>
    public static FeelNumber operator -(FeelNumber value) =>
        value._coefficient == UInt128.Zero ? value : new(!value._negative, value._coefficient, value._exponent);

    /// <summary>Equality of value.</summary>
    public static bool operator ==(FeelNumber left, FeelNumber right) => left.Equals(right);

    /// <summary>Inequality of value.</summary>
    public static bool operator !=(FeelNumber left, FeelNumber right) => !left.Equals(right);

    /// <summary>Order of value.</summary>
    public static bool operator <(FeelNumber left, FeelNumber right) => left.CompareTo(right) < 0;

    /// <summary>Order of value.</summary>
    public static bool operator <=(FeelNumber left, FeelNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Order of value.</summary>
    public static bool operator >(FeelNumber left, FeelNumber right) => left.CompareTo(right) > 0;

    /// <summary>Order of value.</summary>
    public static bool operator >=(FeelNumber left, FeelNumber right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// Reads <c>-12.5</c>, <c>.5</c> or <c>1e-3</c>; more than 34 digits are rounded. False when the text is something else
    /// or the number out of range.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber number) => DecimalText.TryParse(text, out number);

    /// <summary>The number as an integer; false when it has a fraction or does not fit.</summary>
    public bool TryGetInt64(out long value)
    {
        var fits = _exponent == 0 && _coefficient <= (UInt128)long.MaxValue + (_negative ? UInt128.One : UInt128.Zero);
        value = fits ? unchecked(_negative ? -(long)(ulong)_coefficient : (long)(ulong)_coefficient) : 0;
        return fits;
    }

    /// <summary>The number as a <see cref="decimal"/>; false when it does not fit exactly.</summary>
    public bool TryGetDecimal(out decimal value)
    {
        value = 0;
        if (_exponent is > 0 or < -28 || _coefficient >> 96 != UInt128.Zero) return false;
        var low = (ulong)_coefficient;
        value = new decimal((int)low, (int)(low >> 32), (int)(uint)(_coefficient >> 64), _negative, (byte)-_exponent);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(FeelNumber other)
    {
        if (Sign != other.Sign) return Sign.CompareTo(other.Sign);
        var magnitude = DecimalArithmetic.CompareMagnitude(this, other);
        return _negative ? -magnitude : magnitude;
    }

    /// <inheritdoc/>
    public bool Equals(FeelNumber other) =>
        _coefficient == other._coefficient && _exponent == other._exponent && _negative == other._negative;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FeelNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_coefficient, _exponent, _negative);

    /// <summary>The number as a FEEL literal: plain, or with an exponent where plain were longer than 64 characters.</summary>
    public override string ToString() => DecimalText.Format(this);

    internal static FeelNumber FromInline(long coefficient, int exponent) =>
        new(coefficient < 0, coefficient < 0 ? (UInt128)(ulong)-(Int128)coefficient : (UInt128)coefficient, exponent);

    internal BigInteger ToBigInteger() => _negative ? -(BigInteger)_coefficient : _coefficient;

    /// <summary>Brings a sign, any coefficient and any exponent into the one form of that number; null when out of range.</summary>
    internal static FeelNumber? Make(bool negative, UInt128 coefficient, int exponent)
    {
        if (coefficient == UInt128.Zero) return default(FeelNumber);
        var excess = Math.Max(DecimalArithmetic.CountDigits(coefficient) - MaxDigits, MinExponent - exponent);
        if (excess > 0)
        {
            coefficient = DecimalArithmetic.ShiftRight(coefficient, excess, Rounding.HalfEven, negative);
            exponent += excess;
            if (coefficient == UInt128.Zero) return default(FeelNumber);
            if (coefficient == DecimalArithmetic.PowerOfTen(MaxDigits))
            {
                coefficient /= 10;
                exponent++;
            }
        }

        if (exponent < 0) DecimalArithmetic.StripZeros(ref coefficient, ref exponent);
        while (exponent > 0 && coefficient < DecimalArithmetic.PowerOfTen(MaxDigits - 1))
        {
            coefficient *= 10;
            exponent--;
        }

        return exponent > MaxExponent ? null : new FeelNumber(negative, coefficient, exponent);
    }

    /// <summary>As the other, for results too wide for 128 bits.</summary>
    internal static FeelNumber? Make(BigInteger coefficient, int exponent, bool inexact = false)
    {
        var negative = coefficient.Sign < 0;
        var magnitude = BigInteger.Abs(coefficient);
        // 37 digits hold 34 and enough behind them to round; what is cut off only tells "a little more".
        var excess = DecimalArithmetic.CountDigits(magnitude) - 36;
        if (excess > 0)
        {
            magnitude = BigInteger.DivRem(magnitude, BigInteger.Pow(10, excess), out var rest);
            inexact |= !rest.IsZero;
            exponent += excess;
        }

        if (inexact)
        {
            magnitude = magnitude * 10 + 1;
            exponent--;
        }

        return Make(negative, (UInt128)magnitude, exponent);
    }
}
