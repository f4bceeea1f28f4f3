using System.Numerics;
using CsCheck;

namespace WorkflowItsm.Feel.Tests;

public sealed class NumberTests
{
    private static readonly BigInteger s_limit = BigInteger.Pow(10, 34);

    /// <summary>Coefficients of every length, with many zeros and nines at their ends, where roundings go wrong.</summary>
    private static readonly Gen<(BigInteger Digits, int Exponent)> s_decimal = Gen.Select(
        Gen.Int[1, 34], Gen.Long, Gen.Long, Gen.Int[0, 3], Gen.Int[-60, 60], Gen.Bool, (length, high, low, kind, exponent, negative) =>
        {
            var wide = (BigInteger.Abs(high) * ulong.MaxValue + BigInteger.Abs(low)) % BigInteger.Pow(10, length);
            var digits = kind switch
            {
                0 => wide,
                1 => BigInteger.Pow(10, length) - 1 - wide % 10,
                2 => BigInteger.Pow(10, length - 1) + wide % 10,
                _ => BigInteger.Pow(10, length - 1) * 5,
            };
            return (negative ? -digits : digits, exponent);
        });

    [Fact]
    public void Sums_differences_and_products_are_the_exact_ones_rounded_half_to_even() => Gen.Select(s_decimal, s_decimal).Sample((a, b) =>
    {
        var least = Math.Min(a.Exponent, b.Exponent);
        var (x, y) = (a.Digits * BigInteger.Pow(10, a.Exponent - least), b.Digits * BigInteger.Pow(10, b.Exponent - least));
        Assert.Equal(Rounded(x + y, 1, least), FeelNumber.Add(Of(a), Of(b)));
        Assert.Equal(Rounded(x - y, 1, least), FeelNumber.Subtract(Of(a), Of(b)));
        Assert.Equal(Rounded(a.Digits * b.Digits, 1, a.Exponent + b.Exponent), FeelNumber.Multiply(Of(a), Of(b)));
        Assert.Equal(x.CompareTo(y), Of(a).CompareTo(Of(b)));
        Assert.Equal(x == y, Of(a) == Of(b));
    }, iter: 20_000);

    [Fact]
    public void Quotients_are_the_exact_ones_rounded_half_to_even() => Gen.Select(s_decimal, s_decimal).Sample((a, b) =>
    {
        FeelNumber? expected = b.Digits.IsZero ? null : Rounded(a.Digits, b.Digits, a.Exponent - b.Exponent);
        Assert.Equal(expected, FeelNumber.Divide(Of(a), Of(b)));
    }, iter: 20_000);

    [Fact]
    public void Modulo_has_the_sign_of_the_divisor_and_is_exact() => Gen.Select(s_decimal, s_decimal).Sample((a, b) =>
    {
        if (b.Digits.IsZero) return;
        var least = Math.Min(a.Exponent, b.Exponent);
        var (x, y) = (a.Digits * BigInteger.Pow(10, a.Exponent - least), b.Digits * BigInteger.Pow(10, b.Exponent - least));
        var rest = ((x % y) + y) % y;
        Assert.Equal(Rounded(rest, 1, least), Values.DecimalArithmetic.Modulo(Of(a), Of(b)));
    });

    [Fact]
    public void A_number_printed_and_read_is_the_number() => s_decimal.Sample(pair =>
    {
        Assert.True(FeelNumber.TryParse(Of(pair).ToString(), out var back));
        Assert.Equal(Of(pair), back);
        Assert.Equal(Of(pair).GetHashCode(), back.GetHashCode());
    });

    [Fact]
    public void A_dotnet_decimal_comes_back_as_it_went_in() => Gen.Decimal.Sample(value =>
    {
        Assert.True(((FeelNumber)value).TryGetDecimal(out var back));
        Assert.Equal(value, back);
    });

    [Fact]
    public void A_square_root_squared_is_near() => s_decimal.Where(pair => pair.Digits > 0).Sample(pair =>
    {
        var root = Values.DecimalFunctions.Sqrt(Of(pair))!.Value;
        var ratio = FeelNumber.Divide(FeelNumber.Multiply(root, root)!.Value, Of(pair))!.Value;
        Assert.True(FeelNumber.Subtract(ratio, 1)!.Value.ToString() is "0" or ['0', '.', '0', ..] or ['-', '0', '.', '0', ..] or [_, 'e', '-', ..] or [_, _, 'e', '-', ..], ratio.ToString());
    });

    [Fact]
    public void The_logarithm_of_the_exponential_is_near()
    {
        for (var i = -100; i <= 100; i++)
        {
            var back = Values.DecimalFunctions.Log(Values.DecimalFunctions.Exp(i)!.Value)!.Value;
            var error = FeelNumber.Subtract(back, i)!.Value;
            Assert.True(error < (FeelNumber)1e-28m && -error < (FeelNumber)1e-28m, $"{i}: {back}");
        }
    }

    [Theory]
    [InlineData("12345678901234567890123456789012345", "12345678901234567890123456789012340")]
    [InlineData("1234567890123456789012345678901234.5", "1234567890123456789012345678901234")]
    [InlineData("1234567890123456789012345678901235.5", "1234567890123456789012345678901236")]
    [InlineData("1234567890123456789012345678901234.50000000000000000001", "1234567890123456789012345678901235")]
    [InlineData("9999999999999999999999999999999999.5", "10000000000000000000000000000000000")]
    [InlineData("0.000", "0")]
    [InlineData("-0", "0")]
    [InlineData("1e6144", "1e6144")]
    [InlineData("1e-6176", "1e-6176")]
    [InlineData("1e-6177", "0")]
    [InlineData("1.50e100", "1.5e100")]
    public void Numbers_have_one_form(string text, string expected)
    {
        Assert.True(FeelNumber.TryParse(text, out var number));
        Assert.Equal(expected, number.ToString());
    }

    [Theory]
    [InlineData("1e6145")]
    [InlineData("1e99999999999")]
    [InlineData("1.")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("٣")]
    public void What_is_no_number_is_not_read(string text) => Assert.False(FeelNumber.TryParse(text, out _));

    private static FeelNumber Of((BigInteger Digits, int Exponent) pair) =>
        FeelNumber.TryParse($"{pair.Digits}e{pair.Exponent}", out var number) ? number : throw new ArgumentException(pair.ToString());

    /// <summary>The reference: exact fractions of big integers, rounded by the definition.</summary>
    private static FeelNumber Rounded(BigInteger numerator, BigInteger denominator, int exponent)
    {
        var negative = numerator.Sign * denominator.Sign < 0;
        (numerator, denominator) = (BigInteger.Abs(numerator), BigInteger.Abs(denominator));
        if (numerator.IsZero) return 0;
        for (; numerator < denominator * s_limit; exponent--) numerator *= 10;
        for (; numerator >= denominator * s_limit; exponent++) denominator *= 10;
        var digits = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (rest * 2).CompareTo(denominator);
        if (half > 0 || (half == 0 && !digits.IsEven)) digits++;
        return Of((negative ? -digits : digits, exponent));
    }
}
