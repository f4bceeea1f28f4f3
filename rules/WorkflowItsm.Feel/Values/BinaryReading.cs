using System.Runtime.InteropServices;

namespace WorkflowItsm.Feel.Values;

/// <summary>Values from bytes; whatever is no value is a <see cref="FormatException"/>, never a crash.</summary>
internal static class BinaryReading
{
    public static FeelValue Read(ref ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth > Measure.DeepestNesting) throw new FormatException("The value nests too deeply.");
        var tag = VarReader.Byte(ref bytes);
        return tag switch
        {
            BinaryTag.Null => FeelValue.Null,
            BinaryTag.False => false,
            BinaryTag.True => true,
            BinaryTag.Integer => VarReader.Long(ref bytes),
            BinaryTag.Decimal => ReadDecimal(ref bytes),
            BinaryTag.String => VarReader.Text(ref bytes),
            BinaryTag.Date => FeelValue.OfDate(ReadDay(ref bytes)),
            BinaryTag.Time => FeelValue.OfTime(ReadNanosOfDay(ref bytes), ReadZone(ref bytes)),
            BinaryTag.DateTime => FeelValue.Of(new Moment(ReadDay(ref bytes), ReadNanosOfDay(ref bytes), ReadZone(ref bytes))),
            BinaryTag.Months => FeelValue.OfMonths((long)ReadWithin(ref bytes, long.MaxValue)),
            BinaryTag.Nanos => FeelValue.OfNanos(ReadWithin(ref bytes, Civil.LongestNanos)),
            BinaryTag.List => ReadList(ref bytes, depth),
            BinaryTag.Context => ReadContext(ref bytes, depth),
            BinaryTag.Range => ReadRange(ref bytes, depth),
            >= BinaryTag.ShortString => VarReader.Utf8(ref bytes, tag - BinaryTag.ShortString),
            >= BinaryTag.SmallInteger => tag - BinaryTag.SmallInteger,
            _ => throw new FormatException($"No value begins with the byte {tag:x2}."),
        };
    }

    private static FeelValue ReadDecimal(ref ReadOnlySpan<byte> bytes)
    {
        var exponent = VarReader.Long(ref bytes);
        var coefficient = VarReader.Unsigned(ref bytes);
        var clamped = (int)Math.Clamp(exponent, -100_000, 100_000);
        return FeelNumber.Make((coefficient & 1) == 1, coefficient >> 1, clamped) is { } number
            ? number
            : throw new FormatException("The number is out of range.");
    }

    private static Int128 ReadWithin(ref ReadOnlySpan<byte> bytes, Int128 limit)
    {
        var value = VarReader.Signed(ref bytes);
        return value <= limit && value >= -limit ? value : throw new FormatException("The duration is out of range.");
    }

    private static long ReadDay(ref ReadOnlySpan<byte> bytes)
    {
        var day = VarReader.Long(ref bytes);
        return day >= Civil.MinDay && day <= Civil.MaxDay ? day : throw new FormatException($"The day {day} is out of range.");
    }

    private static long ReadNanosOfDay(ref ReadOnlySpan<byte> bytes)
    {
        var nanos = VarReader.Unsigned(ref bytes);
        return nanos < (UInt128)Civil.NanosPerDay ? (long)nanos : throw new FormatException("The time of day is out of range.");
    }

    private static Zone? ReadZone(ref ReadOnlySpan<byte> bytes) => VarReader.Byte(ref bytes) switch
    {
        BinaryTag.NoZone => null,
        BinaryTag.OffsetZone => Zone.OfSeconds(VarReader.Long(ref bytes)) ?? throw new FormatException("The offset is beyond 18 hours."),
        BinaryTag.NamedZone => Zone.OfName(VarReader.Text(ref bytes)) ?? throw new FormatException("The zone is not known."),
        var other => throw new FormatException($"No zone begins with the byte {other:x2}."),
    };

    private static FeelValue ReadList(ref ReadOnlySpan<byte> bytes, int depth)
    {
        var items = new FeelValue[VarReader.Count(ref bytes)];
        for (var i = 0; i < items.Length; i++) items[i] = Read(ref bytes, depth + 1);
        return FeelValue.List(ImmutableCollectionsMarshal.AsImmutableArray(items));
    }

    private static FeelValue ReadContext(ref ReadOnlySpan<byte> bytes, int depth)
    {
        var count = VarReader.Count(ref bytes);
        var builder = new FeelContext.Builder(count);
        for (var i = 0; i < count; i++)
        {
            var key = VarReader.Text(ref bytes);
            builder.Set(key, Read(ref bytes, depth + 1));
        }

        return FeelValue.Context(builder.Build());
    }

    private static FeelValue ReadRange(ref ReadOnlySpan<byte> bytes, int depth)
    {
        var flags = VarReader.Byte(ref bytes);
        var low = Read(ref bytes, depth + 1);
        var high = Read(ref bytes, depth + 1);
        return FeelValue.Of(new Payload.Interval(low, (flags & 1) != 0, high, (flags & 2) != 0, (flags & 4) == 0, (flags & 8) == 0));
    }
}
