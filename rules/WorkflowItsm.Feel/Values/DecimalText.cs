using System.Globalization;

namespace WorkflowItsm.Feel.Values;

/// <summary>Decimals from text and to text.</summary>
internal static class DecimalText
{
    private const int LongestPlain = 64;

    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber number)
    {
        number = default;
        var negative = text.Length > 0 && text[0] == '-';
        var at = negative ? 1 : 0;
        UInt128 coefficient = 0;
        int significant = 0, digits = 0;
        long exponent = 0;
        bool fraction = false, more = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && !fraction)
            {
                fraction = true;
                continue;
            }

            if (!char.IsAsciiDigit(c)) break;
            digits++;
            if (significant < 36)
            {
                coefficient = coefficient * 10 + (uint)(c - '0');
                if (coefficient != UInt128.Zero) significant++;
                if (fraction) exponent--;
            }
            else
            {
                more |= c != '0';
                if (!fraction) exponent++;
            }
        }

        if (digits == 0 || (fraction && text[at - 1] == '.')) return false;
        if (at < text.Length)
        {
            if (text[at] is not ('e' or 'E')) return false;
            var style = NumberStyles.AllowLeadingSign;
            var written = text[(at + 1)..];
            if (!int.TryParse(written, style, CultureInfo.InvariantCulture, out var power))
            {
                // Too long for an int: far out of range, unless the number is zero.
                if (written.Length < 10 || written[1..].ContainsAnyExceptInRange('0', '9')) return false;
                power = written[0] == '-' ? int.MinValue / 2 : int.MaxValue / 2;
            }

            exponent += power;
        }

        if (more)
        {
            coefficient = coefficient * 10 + 1;
            exponent--;
        }

        var made = FeelNumber.Make(negative, coefficient, (int)Math.Clamp(exponent, -100_000_000, 100_000_000));
        number = made.GetValueOrDefault();
        return made.HasValue;
    }

    public static string Format(FeelNumber number)
    {
        var digits = number.Coefficient.ToString(CultureInfo.InvariantCulture);
        var sign = number.IsNegative ? "-" : "";
        var exponent = number.Exponent;
        if (exponent == 0) return sign + digits;
        var point = digits.Length + exponent;
        if (exponent > 0 && point <= LongestPlain) return sign + digits + new string('0', exponent);
        if (exponent < 0 && point > 0) return $"{sign}{digits.AsSpan(0, point)}.{digits.AsSpan(point)}";
        if (exponent < 0 && digits.Length - point < LongestPlain) return $"{sign}0.{new string('0', -point)}{digits}";

        var bare = digits.TrimEnd('0');
        var mantissa = bare.Length == 1 ? bare : $"{bare[0]}.{bare.AsSpan(1)}";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{point - 1}");
    }
}
