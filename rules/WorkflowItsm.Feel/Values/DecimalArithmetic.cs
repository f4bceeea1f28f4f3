using System.Numerics;

namespace WorkflowItsm.Feel.Values;

/// <summary>
/// Sums, products, quotients and roundings of decimals. What fits 128 bits stays there; the rest goes through
/// <see cref="BigInteger"/>, which is exact and rare.
/// </summary>
internal static class DecimalArithmetic
{
    private static readonly UInt128[] s_powers = Powers();

    public static UInt128 PowerOfTen(int exponent) => s_powers[exponent];

    public static int CountDigits(UInt128 value)
    {
        // log10(2) is about 1233/4096; the guess is right or one too small.
        var guess = ((128 - (int)UInt128.LeadingZeroCount(value)) * 1233) >> 12;
        return guess < s_powers.Length && value >= s_powers[guess] ? guess + 1 : Math.Max(guess, 1);
    }

    public static int CountDigits(BigInteger magnitude)
    {
        if (magnitude <= UInt128.MaxValue) return CountDigits((UInt128)magnitude);
        var digits = (int)((magnitude.GetBitLength() - 1) * 30103L / 100000);
        while (BigInteger.Pow(10, digits) <= magnitude) digits++;
        return digits;
    }

    public static void StripZeros(ref UInt128 coefficient, ref int exponent)
    {
        while (exponent < 0 && coefficient > ulong.MaxValue)
        {
            var (quotient, rest) = UInt128.DivRem(coefficient, 10);
            if (rest != UInt128.Zero) return;
            coefficient = quotient;
            exponent++;
        }

        // Division of 64 bits is many times cheaper, and most numbers are small.
        var small = (ulong)coefficient;
        while (exponent < 0 && small % 10 == 0)
        {
            small /= 10;
            exponent++;
        }

        if (coefficient <= ulong.MaxValue) coefficient = small;
    }

    public static UInt128 ShiftRight(UInt128 coefficient, int digits, Rounding rounding, bool negative)
    {
        if (digits > 38) return RoundsAway(rounding, negative, odd: false, half: -1, zero: coefficient == UInt128.Zero) ? 1u : 0u;
        var power = s_powers[digits];
        var (quotient, rest) = UInt128.DivRem(coefficient, power);
        var half = rest.CompareTo(power - rest);
        return RoundsAway(rounding, negative, UInt128.IsOddInteger(quotient), half, rest == UInt128.Zero) ? quotient + 1 : quotient;
    }

    public static FeelNumber? Round(FeelNumber number, int scale, Rounding rounding)
    {
        var excess = -scale - number.Exponent;
        if (excess <= 0) return number;
        return FeelNumber.Make(number.IsNegative, ShiftRight(number.Coefficient, excess, rounding, number.IsNegative), -scale);
    }

    public static int CompareMagnitude(FeelNumber left, FeelNumber right)
    {
        if (left.Exponent == right.Exponent) return left.Coefficient.CompareTo(right.Coefficient);
        var top = (CountDigits(left.Coefficient) + left.Exponent).CompareTo(CountDigits(right.Coefficient) + right.Exponent);
        if (top != 0) return top;
        // Equally long from the first digit on: shifting the shorter never leaves 34 digits.
        return left.Exponent > right.Exponent
            ? (left.Coefficient * s_powers[left.Exponent - right.Exponent]).CompareTo(right.Coefficient)
            : left.Coefficient.CompareTo(right.Coefficient * s_powers[right.Exponent - left.Exponent]);
    }

    public static FeelNumber? Add(FeelNumber left, FeelNumber right)
    {
        if (left.Sign == 0) return right;
        if (right.Sign == 0) return left;
        var (high, low) = left.Exponent >= right.Exponent ? (left, right) : (right, left);
        var shift = high.Exponent - low.Exponent;
        if (CountDigits(high.Coefficient) + shift <= 37)
        {
            var aligned = high.Coefficient * s_powers[shift];
            if (high.IsNegative == low.IsNegative) return FeelNumber.Make(low.IsNegative, aligned + low.Coefficient, low.Exponent);
            return aligned >= low.Coefficient
                ? FeelNumber.Make(high.IsNegative, aligned - low.Coefficient, low.Exponent)
                : FeelNumber.Make(low.IsNegative, low.Coefficient - aligned, low.Exponent);
        }

        // So far apart that the smaller cannot reach the last digit of the larger, not even by rounding.
        if (shift > 80) return high;
        return FeelNumber.Make(high.ToBigInteger() * BigInteger.Pow(10, shift) + low.ToBigInteger(), low.Exponent);
    }

    public static FeelNumber? Multiply(FeelNumber left, FeelNumber right)
    {
        var exponent = left.Exponent + right.Exponent;
        return left.Coefficient <= ulong.MaxValue && right.Coefficient <= ulong.MaxValue
            ? FeelNumber.Make(left.IsNegative != right.IsNegative, left.Coefficient * right.Coefficient, exponent)
            : FeelNumber.Make(left.ToBigInteger() * right.ToBigInteger(), exponent);
    }

    public static FeelNumber? Divide(FeelNumber left, FeelNumber right)
    {
        if (right.Sign == 0) return null;
        if (left.Sign == 0) return left;
        var room = 38 - CountDigits(left.Coefficient);
        var (quotient, rest) = UInt128.DivRem(left.Coefficient * s_powers[room], right.Coefficient);
        var exponent = left.Exponent - right.Exponent - room;
        if (rest == UInt128.Zero) return FeelNumber.Make(left.IsNegative != right.IsNegative, quotient, exponent);

        const int Room = 72;
        var wide = BigInteger.DivRem(left.ToBigInteger() * BigInteger.Pow(10, Room), right.ToBigInteger(), out var remainder);
        return FeelNumber.Make(wide, left.Exponent - right.Exponent - Room, !remainder.IsZero);
    }

    /// <summary>The remainder with the sign of the divisor (DMN 1.5, modulo); null when the divisor is zero.</summary>
    public static FeelNumber? Modulo(FeelNumber dividend, FeelNumber divisor)
    {
        if (divisor.Sign == 0) return null;
        if (CompareMagnitude(dividend, divisor) < 0)
            return dividend.Sign == 0 || dividend.Sign == divisor.Sign ? dividend : Add(dividend, divisor);
        // On exact integers of the smaller exponent; the divisor's is at most 34 above the dividend's here.
        var exponent = Math.Min(dividend.Exponent, divisor.Exponent);
        var wide = divisor.ToBigInteger() * BigInteger.Pow(10, divisor.Exponent - exponent);
        var rest = BigInteger.ModPow(10, dividend.Exponent - exponent, wide) * dividend.ToBigInteger() % wide;
        if (!rest.IsZero && rest.Sign != wide.Sign) rest += wide;
        return FeelNumber.Make(rest, exponent);
    }

    private static bool RoundsAway(Rounding rounding, bool negative, bool odd, int half, bool zero) => !zero && rounding switch
    {
        Rounding.HalfEven => half > 0 || (half == 0 && odd),
        Rounding.HalfUp => half >= 0,
        Rounding.HalfDown => half > 0,
        Rounding.Up => true,
        Rounding.Down => false,
        Rounding.Floor => negative,
        _ => !negative,
    };

    private static UInt128[] Powers()
    {
        var powers = new UInt128[39];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
