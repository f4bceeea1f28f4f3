namespace WorkflowItsm.Feel.Values;

/// <summary>A day, a time of that day and perhaps a zone.</summary>
internal readonly record struct Moment(long Day, long Nanos, Zone? Zone)
{
    /// <summary>0001-01-01 as days since the epoch, where .NET's ticks start.</summary>
    public const long TicksEpochDay = -719_162;

    /// <summary>9999-12-31 as days since the epoch, where they end.</summary>
    public const long DotNetMaxDay = 2_932_896;

    /// <summary>Nanoseconds since 1970-01-01T00:00Z; for a moment without zone the same as if it were UTC.</summary>
    public Int128 Instant
    {
        get
        {
            var offset = Zone is null ? 0 : Zone.OffsetAt(Day, Nanos);
            return (Int128)Day * Civil.NanosPerDay + Nanos - (Int128)offset * Civil.NanosPerSecond;
        }
    }

    public static Moment From(DateTimeOffset time)
    {
        var (days, ticks) = Math.DivRem(time.Ticks, TimeSpan.TicksPerDay);
        return new(days + TicksEpochDay, ticks * 100, Zone.OfSeconds((long)time.Offset.TotalSeconds));
    }

    /// <summary>The moment so much later, shown by the clock of its own zone, which may change on the way; null out of range.</summary>
    public Moment? Later(Int128 nanos)
    {
        if (Zone?.Name is null) return Plus(nanos);
        var offset = Zone.OffsetAt(Day, Nanos) * (Int128)Civil.NanosPerSecond;
        if (Plus(nanos - offset) is not { } utc) return null;
        return utc.Plus(Zone.OffsetAtInstant(utc.Day, utc.Nanos) * (Int128)Civil.NanosPerSecond);
    }

    /// <summary>The moment with a clock so much ahead; null out of range.</summary>
    public Moment? Plus(Int128 nanos)
    {
        var total = (Int128)Day * Civil.NanosPerDay + Nanos + nanos;
        var day = total / Civil.NanosPerDay;
        var rest = (long)(total - day * Civil.NanosPerDay);
        if (rest < 0)
        {
            rest += Civil.NanosPerDay;
            day--;
        }

        return day < Civil.MinDay || day > Civil.MaxDay ? null : this with { Day = (long)day, Nanos = rest };
    }

    public bool TryToDotNet(out DateTimeOffset time)
    {
        time = default;
        if (Zone is null || Nanos % 100 != 0 || Day is < TicksEpochDay or > DotNetMaxDay) return false;
        var offset = Zone.OffsetAt(Day, Nanos);
        var ticks = (Day - TicksEpochDay) * TimeSpan.TicksPerDay + Nanos / 100;
        var utc = ticks - offset * TimeSpan.TicksPerSecond;
        if (offset % 60 != 0 || Math.Abs(offset) > 14 * 3600 || utc < 0 || utc > DateTimeOffset.MaxValue.UtcTicks) return false;
        time = new DateTimeOffset(ticks, TimeSpan.FromSeconds(offset));
        return true;
    }
}
