using System.Text;

namespace WorkflowItsm.Feel.Values;

/// <summary>Values to bytes, each in its one form.</summary>
internal static class BinaryWriting
{
    public static void Write(VarWriter output, FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.Null: output.Byte(BinaryTag.Null); break;
            case FeelKind.Boolean: output.Byte(value.IsTrue ? BinaryTag.True : BinaryTag.False); break;
            case FeelKind.Number: WriteNumber(output, value); break;
            case FeelKind.String: WriteString(output, value.StringOrNull!); break;
            case FeelKind.Date:
                output.Byte(BinaryTag.Date);
                output.Signed(value.Day);
                break;
            case FeelKind.Time:
                output.Byte(BinaryTag.Time);
                output.Unsigned((UInt128)value.TimeNanos);
                WriteZone(output, value.TimeZone);
                break;
            case FeelKind.DateTime:
                output.Byte(BinaryTag.DateTime);
                output.Signed(value.Moment.Day);
                output.Unsigned((UInt128)value.Moment.Nanos);
                WriteZone(output, value.Moment.Zone);
                break;
            case FeelKind.YearsMonthsDuration:
                output.Byte(BinaryTag.Months);
                output.Signed(value.Months);
                break;
            case FeelKind.DaysTimeDuration:
                output.Byte(BinaryTag.Nanos);
                output.Signed(value.Nanos);
                break;
            case FeelKind.List:
                output.Byte(BinaryTag.List);
                output.Unsigned((uint)value.Items.Length);
                foreach (var item in value.Items) Write(output, item);
                break;
            case FeelKind.Context: WriteContext(output, value.ContextOrNull!); break;
            case FeelKind.Range:
                var range = value.IntervalOrNull!;
                output.Byte(BinaryTag.Range);
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
            output.Byte((byte)(BinaryTag.SmallInteger + value.SmallInteger));
        }
        else if (value.IsSmallInteger)
        {
            output.Byte(BinaryTag.Integer);
            output.Signed(value.SmallInteger);
        }
        else
        {
            output.Byte(BinaryTag.Decimal);
            output.Signed(number.Exponent);
            output.Unsigned((number.Coefficient << 1) | (number.IsNegative ? UInt128.One : UInt128.Zero));
        }
    }

    private static void WriteString(VarWriter output, string text)
    {
        if (text.Length < 128 && VarWriter.IsUnicode(text) && Encoding.UTF8.GetByteCount(text) is < 128 and var count)
        {
            output.Byte((byte)(BinaryTag.ShortString + count));
            output.Utf8(text, count);
            return;
        }

        output.Byte(BinaryTag.String);
        output.Text(text);
    }

    private static void WriteContext(VarWriter output, FeelContext context)
    {
        output.Byte(BinaryTag.Context);
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
            output.Byte(BinaryTag.NoZone);
        }
        else if (zone.Name is { } name)
        {
            output.Byte(BinaryTag.NamedZone);
            output.Text(name);
        }
        else
        {
            output.Byte(BinaryTag.OffsetZone);
            output.Signed(zone.Seconds);
        }
    }
}
