namespace WorkflowItsm.Feel.Values;

/// <summary>The first byte of a value in bytes. The journal keeps them for ever: a tag never changes its meaning.</summary>
internal static class BinaryTag
{
    public const byte Null = 0x00;
    public const byte False = 0x01;
    public const byte True = 0x02;

    /// <summary>Zigzag varint.</summary>
    public const byte Integer = 0x03;

    /// <summary>Zigzag varint exponent, then varint of (coefficient, sign in the lowest bit).</summary>
    public const byte Decimal = 0x04;

    /// <summary>Text, as <see cref="VarWriter.Text"/>.</summary>
    public const byte String = 0x05;

    /// <summary>Zigzag varint of days since 1970-01-01.</summary>
    public const byte Date = 0x06;

    /// <summary>Varint of nanoseconds of the day, then the zone.</summary>
    public const byte Time = 0x07;

    /// <summary>Zigzag varint of days, varint of nanoseconds of the day, then the zone.</summary>
    public const byte DateTime = 0x08;

    /// <summary>Zigzag varint.</summary>
    public const byte Months = 0x09;

    /// <summary>Zigzag varint.</summary>
    public const byte Nanos = 0x0A;

    /// <summary>Varint count, then the items.</summary>
    public const byte List = 0x0B;

    /// <summary>Varint count, then each key as text and its value.</summary>
    public const byte Context = 0x0C;

    /// <summary>
    /// A byte of flags (1: low included, 2: high included, 4: no low end, 8: no high end), then the two ends; a missing one is null.
    /// </summary>
    public const byte Range = 0x0D;

    /// <summary>0x40 to 0x7F: the integers 0 to 63.</summary>
    public const byte SmallInteger = 0x40;

    /// <summary>0x80 to 0xFF: a string of 0 to 127 bytes of UTF-8, which follow.</summary>
    public const byte ShortString = 0x80;

    public const byte NoZone = 0;
    public const byte OffsetZone = 1;
    public const byte NamedZone = 2;
}
