using System.Buffers.Binary;
using System.Text;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Recording;

/// <summary>Reads what a <see cref="FactWriter"/> wrote. Not safe to share between threads.</summary>
/// <param name="record">The record.</param>
/// <param name="personal">The personal data of the record; null when it has been erased: its values read as null.</param>
public sealed class FactReader(ReadOnlyMemory<byte> record, ReadOnlyMemory<byte>? personal)
{
    private readonly FeelValue[]? _personal = personal is { } bytes ? ReadAll(bytes.Span) : null;
    private ReadOnlyMemory<byte> _rest = record;

    /// <summary>Whether the record has been read to its end.</summary>
    public bool AtEnd => _rest.IsEmpty;

    /// <summary>A number that fits an int.</summary>
    public int Int() => checked((int)Long());

    /// <summary>A number.</summary>
    public long Long()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(1).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) break;
            if (shift > 56) throw new InvalidDataException("The journal holds a number longer than ten bytes; the row is damaged.");
        }

        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Yes or no.</summary>
    public bool Bool() => Int() != 0;

    /// <summary>A text.</summary>
    public string Text() => Encoding.UTF8.GetString(Take(Int()).Span);

    /// <summary>A text or nothing.</summary>
    public string? TextOrNull() => Bool() ? Text() : null;

    /// <summary>A number or nothing.</summary>
    public int? IntOrNull() => Bool() ? Int() : null;

    /// <summary>A moment, in UTC.</summary>
    public DateTimeOffset Time() => new(BinaryPrimitives.ReadInt64LittleEndian(Take(8).Span), TimeSpan.Zero);

    /// <summary>A value.</summary>
    public FeelValue Value()
    {
        var span = _rest.Span;
        var before = span.Length;
        var value = FeelBinary.Read(ref span);
        _rest = _rest[(before - span.Length)..];
        return value;
    }

    /// <summary>A value that was kept apart; null once it has been erased.</summary>
    public FeelValue PersonalValue()
    {
        var place = Int();
        return _personal is { } values && place < values.Length ? values[place] : FeelValue.Null;
    }

    /// <summary>Several of something.</summary>
    public ValueList<T> List<T>(Func<FactReader, T> read)
    {
        var count = Int();
        var items = System.Collections.Immutable.ImmutableArray.CreateBuilder<T>(Math.Min(count, 4096));
        for (var i = 0; i < count; i++) items.Add(read(this));
        return new(items.ToImmutable());
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length) throw new InvalidDataException($"The journal row ends where {count} more bytes were expected; it is damaged.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static FeelValue[] ReadAll(ReadOnlySpan<byte> bytes)
    {
        var values = new List<FeelValue>();
        while (!bytes.IsEmpty) values.Add(FeelBinary.Read(ref bytes));
        return [.. values];
    }
}
