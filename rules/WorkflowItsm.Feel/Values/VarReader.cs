using System.Text;

namespace WorkflowItsm.Feel.Values;

/// <summary>Reads what <see cref="VarWriter"/> wrote; anything else is a <see cref="FormatException"/>, never a crash or a huge allocation.</summary>
internal static class VarReader
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    public static byte Byte(ref ReadOnlySpan<byte> bytes) => Take(ref bytes, 1)[0];

    public static UInt128 Unsigned(ref ReadOnlySpan<byte> bytes)
    {
        UInt128 value = 0;
        for (var shift = 0; shift < 128; shift += 7)
        {
            var next = Byte(ref bytes);
            if (shift == 126 && next > 3) break;
            value |= (UInt128)(uint)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new FormatException("The integer is too long.");
    }

    public static Int128 Signed(ref ReadOnlySpan<byte> bytes)
    {
        var value = Unsigned(ref bytes);
        return (Int128)(value >> 1) ^ -(Int128)(value & 1);
    }

    public static long Long(ref ReadOnlySpan<byte> bytes)
    {
        var value = Signed(ref bytes);
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : throw new FormatException("The integer is too long.");
    }

    /// <summary>A count of things of which each takes a byte at least, so that a false one cannot ask for memory.</summary>
    public static int Count(ref ReadOnlySpan<byte> bytes)
    {
        var count = Unsigned(ref bytes);
        return count <= (UInt128)(uint)bytes.Length ? (int)count : throw new FormatException("The bytes are cut off.");
    }

    public static string Text(ref ReadOnlySpan<byte> bytes)
    {
        var header = Unsigned(ref bytes);
        var count = header >> 1;
        if (count > (UInt128)(uint)bytes.Length) throw new FormatException("The bytes are cut off.");
        if ((header & 1) == 0) return Utf8(ref bytes, (int)count);
        if (count > (UInt128)(uint)bytes.Length / 2) throw new FormatException("The bytes are cut off.");
        var units = Take(ref bytes, 2 * (int)count);
        return string.Create((int)count, units, static (text, units) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = (char)(units[2 * i] | (units[2 * i + 1] << 8));
        });
    }

    public static string Utf8(ref ReadOnlySpan<byte> bytes, int count)
    {
        try
        {
            return s_strict.GetString(Take(ref bytes, count));
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("The text is not UTF-8.");
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (count > bytes.Length) throw new FormatException("The bytes are cut off.");
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
