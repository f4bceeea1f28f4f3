using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Recording;

/// <summary>
/// Writes facts compactly into two buffers: the record, and the personal data that is kept apart so that it
/// can be erased. Not safe to share between threads.
/// </summary>
public sealed class FactWriter
{
    private readonly ArrayBufferWriter<byte> _record = new(512);
    private readonly ArrayBufferWriter<byte> _personal = new(128);
    private int _personalCount;

    /// <summary>What has been written to the record.</summary>
    public ReadOnlySpan<byte> Record => _record.WrittenSpan;

    /// <summary>The personal data, in the order the record refers to it; empty when there is none.</summary>
    public ReadOnlySpan<byte> Personal => _personal.WrittenSpan;

    /// <summary>Forgets what was written, keeps the buffers.</summary>
    public void Clear()
    {
        _record.ResetWrittenCount();
        _personal.ResetWrittenCount();
        _personalCount = 0;
    }

    /// <summary>A number, in as few bytes as it needs.</summary>
    public void Int(long value) => VarInt(_record, (ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Yes or no.</summary>
    public void Bool(bool value) => Int(value ? 1 : 0);

    /// <summary>A text.</summary>
    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        _record.Advance(Encoding.UTF8.GetBytes(value, _record.GetSpan(length)));
    }

    /// <summary>A text or nothing.</summary>
    public void TextOrNull(string? value)
    {
        Bool(value is not null);
        if (value is not null) Text(value);
    }

    /// <summary>A number or nothing.</summary>
    public void IntOrNull(int? value)
    {
        Bool(value is not null);
        if (value is { } number) Int(number);
    }

    /// <summary>A moment, to the tick, in UTC.</summary>
    public void Time(DateTimeOffset value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_record.GetSpan(8), value.UtcTicks);
        _record.Advance(8);
    }

    /// <summary>A value.</summary>
    public void Value(FeelValue value) => FeelBinary.Write(_record, value);

    /// <summary>A value that may be erased one day: the record keeps only its place among the personal data.</summary>
    public void PersonalValue(FeelValue value)
    {
        Int(_personalCount++);
        FeelBinary.Write(_personal, value);
    }

    /// <summary>Several of something.</summary>
    public void List<T>(ValueList<T> items, Action<FactWriter, T> write)
    {
        Int(items.Count);
        foreach (var item in items) write(this, item);
    }

    private static void VarInt(ArrayBufferWriter<byte> buffer, ulong value)
    {
        var span = buffer.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        buffer.Advance(length);
    }
}
