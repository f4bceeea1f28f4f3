using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel;

/// <summary>
/// Values to and from bytes, exactly and compactly: the form that the journal keeps for ever. The first byte of a value is its tag; a
/// tag never changes its meaning, new forms get new tags. Every value has one form. Safe to call from any thread.
/// </summary>
public static class FeelBinary
{
    private const byte Null = 0x00;
    private const byte False = 0x01;
    private const byte True = 0x02;

    /// <summary>Zigzag varint.</summary>
    private const byte Integer = 0x03;

    /// <summary>Zigzag varint exponent, then varint of (coefficient, sign in the lowest bit).</summary>
    private const byte Decimal = 0x04;

    /// <summary>Text, as <see cref="VarWriter.Text"/>.</summary>
    private const byte String = 0x05;

    /// <summary>Zigzag varint of days since 1970-01-01.</summary>
    private const byte Date = 0x06;

    /// <summary>Varint of nanoseconds of the day, then the zone.</summary>
    private const byte Time = 0x07;

    /// <summary>Zigzag varint of days, varint of nanoseconds of the day, then the zone.</summary>
    private const byte DateTime = 0x08;

    /// <summary>Zigzag varint.</summary>
    private const byte Months = 0x09;

    /// <summary>Zigzag varint.</summary>
    private const byte Nanos = 0x0A;

    /// <summary>Varint count, then the items.</summary>
    private const byte List = 0x0B;

    /// <summary>Varint count, then each key as text and its value.</summary>
    private const byte Context = 0x0C;

    /// <summary>A byte of flags (1: low included, 2: high included, 4: no low end, 8: no high end), then the two ends; a missing one is null.</summary>
    private const byte Range = 0x0D;

    /// <summary>0x40 to 0x7F: the integers 0 to 63.</summary>
    private const byte SmallInteger = 0x40;

    /// <summary>0x80 to 0xFF: a string of 0 to 127 bytes of UTF-8, which follow.</summary>
    private const byte ShortString = 0x80;

    private const byte NoZone = 0;
    private const byte OffsetZone = 1;
    private const byte NamedZone = 2;

    /// <summary>Writes a value.</summary>
    /// <exception cref="ArgumentException">The value is, or holds, a function.</exception>
    public static void Write(IBufferWriter<byte> writer, FeelValue value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var output = new VarWriter(writer);
        Write(output, value);
    }

    /// <summary>Reads one value and moves <paramref name="bytes"/> behind it.</summary>
    /// <exception cref="FormatException">The bytes are cut off or are no value.</exception>
    public static FeelValue Read(ref ReadOnlySpan<byte> bytes) => Read(ref bytes, 0);

    private static void Write(VarWriter output, FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.Null: output.Byte(Null); break;
            case FeelKind.Boolean: output.Byte(value.IsTrue ? True : False); break;
            case FeelKind.Number: WriteNumber(output, value); break;
            case FeelKind.String: WriteString(output, value.StringOrNull!); break;
            case FeelKind.Date:
                output.Byte(Date);
                output.Signed(value.Day);
                break;
            case FeelKind.Time:
                output.Byte(Time);
                output.Unsigned((UInt128)value.TimeNanos);
                WriteZone(output, value.TimeZone);
                break;
            case FeelKind.DateTime:
                output.Byte(DateTime);
                output.Signed(value.Moment.Day);
                output.Unsigned((UInt128)value.Moment.Nanos);
                WriteZone(output, value.Moment.Zone);
                break;
            case FeelKind.YearsMonthsDuration:
                output.Byte(Months);
                output.Signed(value.Months);
                break;
            case FeelKind.DaysTimeDuration:
                output.Byte(Nanos);
                output.Signed(value.Nanos);
                break;
            case FeelKind.List:
                output.Byte(List);
                output.Unsigned((uint)value.Items.Length);
                foreach (var item in value.Items) Write(output, item);
                break;
            case FeelKind.Context: WriteContext(output, value.ContextOrNull!); break;
            case FeelKind.Range:
                var range = value.IntervalOrNull!;
                output.Byte(Range);
                output.Byte((byte)((range.LowIncluded ? 1 : 0) | (range.HighIncluded ? 2 : 0) | (range.HasLow ? 0 : 4) | (range.HasHigh ? 0 : 8)));
                Write(output, range.Low);
                Write(output, range.High);
                break;
            case FeelKind.Function: throw new ArgumentException("A function has no binary form.", nameof(value));
        }
    }

    private static void WriteNumber(VarWriter output, FeelValue value)
    {
        _ = value.TryGetNumber(out var number);
        if (value.IsSmallInteger && value.SmallInteger is >= 0 and < 64)
        {
            output.Byte((byte)(SmallInteger + value.SmallInteger));
        }
        else if (value.IsSmallInteger)
        {
            output.Byte(Integer);
            output.Signed(value.SmallInteger);
        }
        else
        {
            output.Byte(Decimal);
            output.Signed(number.Exponent);
            output.Unsigned((number.Coefficient << 1) | (number.IsNegative ? UInt128.One : UInt128.Zero));
        }
    }

    private static void WriteString(VarWriter output, string text)
    {
        if (text.Length < 128 && VarWriter.IsUnicode(text) && Encoding.UTF8.GetByteCount(text) is < 128 and var count)
        {
            output.Byte((byte)(ShortString + count));
            output.Utf8(text, count);
            return;
        }

        output.Byte(String);
        output.Text(text);
    }

    private static void WriteContext(VarWriter output, FeelContext context)
    {
        output.Byte(Context);
        output.Unsigned((uint)context.Count);
        for (var i = 0; i < context.Count; i++)
        {
            output.Text(context.KeySpan[i]);
            Write(output, context.ValueSpan[i]);
        }
    }

    private static void WriteZone(VarWriter output, Zone? zone)
    {
        if (zone is null)
        {
            output.Byte(NoZone);
        }
        else if (zone.Name is { } name)
        {
            output.Byte(NamedZone);
            output.Text(name);
        }
        else
        {
            output.Byte(OffsetZone);
            output.Signed(zone.Seconds);
        }
    }

    private static FeelValue Read(ref ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth > Measure.DeepestNesting) throw new FormatException("The value nests too deeply.");
        var tag = VarReader.Byte(ref bytes);
        return tag switch
        {
            Null => FeelValue.Null,
            False => false,
            True => true,
            Integer => VarReader.Long(ref bytes),
            Decimal => ReadDecimal(ref bytes),
            String => VarReader.Text(ref bytes),
            Date => FeelValue.OfDate(ReadDay(ref bytes)),
            Time => FeelValue.OfTime(ReadNanosOfDay(ref bytes), ReadZone(ref bytes)),
            DateTime => FeelValue.Of(new Moment(ReadDay(ref bytes), ReadNanosOfDay(ref bytes), ReadZone(ref bytes))),
            Months => FeelValue.OfMonths((long)ReadWithin(ref bytes, long.MaxValue)),
            Nanos => FeelValue.OfNanos(ReadWithin(ref bytes, Civil.LongestNanos)),
            List => ReadList(ref bytes, depth),
            Context => ReadContext(ref bytes, depth),
            Range => ReadRange(ref bytes, depth),
            >= ShortString => VarReader.Utf8(ref bytes, tag - ShortString),
            >= SmallInteger and < ShortString => tag - SmallInteger,
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
        NoZone => null,
        OffsetZone => Zone.OfSeconds(VarReader.Long(ref bytes)) ?? throw new FormatException("The offset is beyond 18 hours."),
        NamedZone => Zone.OfName(VarReader.Text(ref bytes)) ?? throw new FormatException("The zone is not known."),
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
