using System.Numerics;

namespace WorkflowItsm.Feel.Values;

/// <summary>
/// Roots, powers, exponentials and logarithms on integers scaled by 10^60: the same digits on every machine, which a
/// <see cref="double"/> does not promise. Where there is no real result there is none (null).
/// </summary>
internal static class DecimalFunctions
{
    private const int Scale = 60;
    private static readonly BigInteger s_one = BigInteger.Pow(10, Scale);
    private static readonly BigInteger s_ln10 = LogOf(s_one * 10 / 8) + 3 * LogOf(s_one * 2);

    public static FeelNumber? Sqrt(FeelNumber value)
    {
        if (value.Sign <= 0) return value.Sign == 0 ? value : null;
        // An even exponent keeps the root of the power of ten whole; 80 digits more than the root needs.
        var shift = 80 + (value.Exponent & 1);
        var scaled = value.ToBigInteger() * BigInteger.Pow(10, shift);
        var root = RootOf(scaled);
        return FeelNumber.Make(root, (value.Exponent - shift) / 2, root * root != scaled);
    }

    public static FeelNumber? Exp(FeelNumber value)
    {
        if (value < (FeelNumber)(-15_000)) return FeelNumber.Zero;
        if (value > (FeelNumber)15_000) return null;
        // e^x = 10^n * e^r with n = round(x / ln 10).
        var scaled = ToScaled(value);
        var power = (scaled + s_ln10 / 2) / s_ln10;
        return FeelNumber.Make(ExpOf(scaled - power * s_ln10), (int)power - Scale, true);
    }

    public static FeelNumber? Log(FeelNumber value)
    {
        if (value.Sign <= 0) return null;
        // ln(c * 10^e) with c brought to [1, 10).
        var digits = DecimalArithmetic.CountDigits(value.Coefficient);
        var mantissa = value.ToBigInteger() * BigInteger.Pow(10, Scale - digits + 1);
        var result = LogOf(mantissa) + s_ln10 * (value.Exponent + digits - 1);
        return FeelNumber.Make(result, -Scale, !result.IsZero);
    }

    public static FeelNumber? Power(FeelNumber value, FeelNumber exponent)
    {
        if (exponent.TryGetInt64(out var whole) && Math.Abs(whole) <= 1_000_000) return WholePower(value, whole);
        if (value.Sign == 0) return exponent.Sign > 0 ? value : null;
        if (value.Sign < 0 || Log(value) is not { } log || FeelNumber.Multiply(log, exponent) is not { } product) return null;
        return Exp(product);
    }

    private static FeelNumber? WholePower(FeelNumber value, long exponent)
    {
        if (exponent < 0) return WholePower(value, -exponent) is { } inverse ? FeelNumber.Divide(1, inverse) : null;
        var (result, power) = (new Wide(1, 0), new Wide(value.ToBigInteger(), value.Exponent));
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) result = result.Times(power);
            power = power.Times(power);
            if (Math.Abs((long)power.Exponent) > 100_000_000) return exponent == 1 && result.IsInRange ? result.ToNumber() : null;
        }

        return result.ToNumber();
    }

    private static BigInteger ToScaled(FeelNumber value) => value.Exponent + Scale >= 0
        ? value.ToBigInteger() * BigInteger.Pow(10, value.Exponent + Scale)
        : value.ToBigInteger() / BigInteger.Pow(10, -value.Exponent - Scale);

    /// <summary>Newton's method from above.</summary>
    private static BigInteger RootOf(BigInteger value)
    {
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }

    /// <summary>The series of e^x, for |x| below 1.2.</summary>
    private static BigInteger ExpOf(BigInteger x)
    {
        var (sum, term) = (s_one, s_one);
        for (var i = 1; !term.IsZero; i++)
        {
            term = term * x / s_one / i;
            sum += term;
        }

        return sum;
    }

    /// <summary>ln x = 2 artanh((x - 1) / (x + 1)), with x halved into (0.7, 1.5) first.</summary>
    private static BigInteger LogOf(BigInteger x)
    {
        var halvings = 0;
        for (; x * 2 > s_one * 3; halvings++) x /= 2;
        var ratio = (x - s_one) * s_one / (x + s_one);
        var square = ratio * ratio / s_one;
        var (sum, power) = (ratio, ratio);
        for (var i = 3; !power.IsZero; i += 2)
        {
            power = power * square / s_one;
            sum += power / i;
        }

        return halvings == 0 ? 2 * sum : 2 * sum + halvings * LogOf(s_one * 4 / 3) + halvings * LogOf(s_one * 3 / 2);
    }

    /// <summary>A product on the way, cut to 60 digits.</summary>
    private readonly record struct Wide(BigInteger Digits, int Exponent, bool Inexact = false)
    {
        public bool IsInRange => Math.Abs(Exponent) < 10_000;

        public Wide Times(Wide other)
        {
            var product = Digits * other.Digits;
            var exponent = (long)Exponent + other.Exponent;
            var excess = DecimalArithmetic.CountDigits(BigInteger.Abs(product)) - 60;
            var inexact = Inexact || other.Inexact;
            if (excess > 0)
            {
                product = BigInteger.DivRem(product, BigInteger.Pow(10, excess), out var rest);
                inexact |= !rest.IsZero;
                exponent += excess;
            }

            return new(product, (int)Math.Clamp(exponent, -1_000_000_000, 1_000_000_000), inexact);
        }

        public FeelNumber? ToNumber() => FeelNumber.Make(Digits, Exponent, Inexact);
    }
}
