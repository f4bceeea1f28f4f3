using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel;

// Dates and times in the types of .NET; what these cannot hold exactly is never rounded, the getters answer false.
public readonly partial struct FeelValue
{
    /// <summary>A calendar date.</summary>
    public static FeelValue Date(DateOnly date) => OfDate(date.DayNumber + Moment.TicksEpochDay);

    /// <summary>A time of day without a zone.</summary>
    public static FeelValue Time(TimeOnly time) => OfTime(time.Ticks * 100, null);

    /// <summary>A date and time without a zone: what the clock on some wall shows. <see cref="System.DateTime.Kind"/> is not looked at.</summary>
    public static FeelValue LocalDateTime(DateTime time)
    {
        var (days, ticks) = Math.DivRem(time.Ticks, TimeSpan.TicksPerDay);
        return Of(new Moment(days + Moment.TicksEpochDay, ticks * 100, null));
    }

    /// <summary>True and the date when this is a date of the years 1 to 9999.</summary>
    public bool TryGetDate(out DateOnly value)
    {
        var fits = Kind == FeelKind.Date && Day is >= Moment.TicksEpochDay and <= Moment.DotNetMaxDay;
        value = fits ? DateOnly.FromDayNumber((int)(Day - Moment.TicksEpochDay)) : default;
        return fits;
    }

    /// <summary>True and the time when this is a time of day without a zone, in whole 100 nanoseconds.</summary>
    public bool TryGetTime(out TimeOnly value)
    {
        var fits = Kind == FeelKind.Time && TimeZone is null && TimeNanos % 100 == 0;
        value = fits ? new TimeOnly(TimeNanos / 100) : default;
        return fits;
    }

    /// <summary>
    /// True and the time when this is a date and time without a zone, of the years 1 to 9999, in whole 100 nanoseconds; its kind is
    /// <see cref="DateTimeKind.Unspecified"/>.
    /// </summary>
    public bool TryGetLocalDateTime(out DateTime value)
    {
        value = default;
        if (_reference is not Payload.BoxedMoment { Value: { Zone: null } moment } || moment.Nanos % 100 != 0
            || moment.Day is < Moment.TicksEpochDay or > Moment.DotNetMaxDay) return false;
        value = new DateTime(((moment.Day - Moment.TicksEpochDay) * TimeSpan.TicksPerDay) + (moment.Nanos / 100));
        return true;
    }
}
