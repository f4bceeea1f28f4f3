using System.Buffers;
using System.Text;

namespace WorkflowItsm.Feel.Values;

/// <summary>Variable-length integers (seven bits a byte, lowest first, the high bit for "more") and texts.</summary>
internal readonly struct VarWriter(IBufferWriter<byte> output)
{
    public static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    public void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public void Signed(Int128 value) => Unsigned((UInt128)((value << 1) ^ (value >> 127)));

    public void Unsigned(UInt128 value)
    {
        var span = output.GetSpan(19);
        var count = 0;
        for (; value > 0x7F; value >>= 7) span[count++] = (byte)((byte)value | 0x80);
        span[count++] = (byte)value;
        output.Advance(count);
    }

    /// <summary>Varint of (length, form in the lowest bit), then bytes of UTF-8; or, for text with a lone surrogate, units of UTF-16.</summary>
    public void Text(string text)
    {
        if (IsUnicode(text))
        {
            var count = Encoding.UTF8.GetByteCount(text);
            Unsigned((UInt128)(uint)count << 1);
            Utf8(text, count);
            return;
        }

        Unsigned(((UInt128)(uint)text.Length << 1) | 1);
        foreach (var unit in text)
        {
            Byte((byte)unit);
            Byte((byte)(unit >> 8));
        }
    }

    public void Utf8(string text, int count)
    {
        Encoding.UTF8.GetBytes(text, output.GetSpan(count));
        output.Advance(count);
    }
}
