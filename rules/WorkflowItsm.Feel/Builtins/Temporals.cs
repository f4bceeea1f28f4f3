using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>Making and asking dates, times and durations. The clock is the session's.</summary>
internal static class Temporals
{
    private static readonly string[] s_days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] s_months =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    public static FeelValue Date(in Arguments call)
    {
        if (call.Count == 2) return call.Fail("`date` takes a text, a date, or year, month and day.");
        if (call.Count == 1) return call.One(0) switch
        {
            { Kind: FeelKind.Date } date => date,
            { Kind: FeelKind.DateTime } moment => FeelValue.OfDate(moment.Moment.Day),
            _ => Read(call, TemporalReader.Date, "a date such as 2026-01-31"),
        };
        if (!call.Int(0, out var year) || !call.Int(1, out var month) || !call.Int(2, out var day)) return FeelValue.Null;
        return Civil.IsDate(year, month, day)
            ? FeelValue.OfDate(Civil.ToDay(year, month, day))
            : call.Fail($"There is no day {day} of month {month} in the year {year}.");
    }

    public static FeelValue Time(in Arguments call)
    {
        if (call.Count == 2) return call.Fail("`time` takes a text, a time, or hour, minute and second.");
        if (call.Count == 1) return call.One(0) switch
        {
            { Kind: FeelKind.Time } time => time,
            { Kind: FeelKind.DateTime } moment => FeelValue.OfTime(moment.Moment.Nanos, moment.Moment.Zone),
            { Kind: FeelKind.Date } => FeelValue.OfTime(0, Zone.Utc),
            _ => Read(call, TemporalReader.Time, "a time such as 10:30:00"),
        };
        if (!call.Int(0, out var hour) || !call.Int(1, out var minute) || !call.Number(2, out var second)) return FeelValue.Null;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second < FeelNumber.Zero || second >= (FeelNumber)60)
            return call.Fail($"There is no time {hour}:{minute}:{second}.");
        if (DecimalArithmetic.Round(FeelNumber.Multiply(second, Civil.NanosPerSecond).GetValueOrDefault(), 0, Rounding.Down) is not { } whole
            || !whole.TryGetInt64(out var nanos)) return FeelValue.Null;
        nanos += (hour * 3600L + minute * 60) * Civil.NanosPerSecond;
        return Offset(call, 3, out var zone) ? FeelValue.OfTime(nanos, zone) : FeelValue.Null;
    }

    public static FeelValue DateAndTime(in Arguments call)
    {
        if (call.Count == 1) return call.One(0) switch
        {
            { Kind: FeelKind.DateTime } moment => moment,
            { Kind: FeelKind.Date } date => FeelValue.Of(TimeArithmetic.AsMoment(date)),
            { StringOrNull: { } text } when !text.Contains('T') => TemporalReader.Date(text) is { } date
                ? FeelValue.Of(new Moment(date.Day, 0, null))
                : Read(call, TemporalReader.DateTime, "a date and time such as 2026-01-31T10:30:00Z"),
            _ => Read(call, TemporalReader.DateTime, "a date and time such as 2026-01-31T10:30:00Z"),
        };
        var (day, time) = (call.One(0), call.One(1));
        if (day.Kind is not (FeelKind.Date or FeelKind.DateTime) && !call.Misfit(0, "a date")) return FeelValue.Null;
        if (time.Kind != FeelKind.Time) return call.Fail($"`date and time` needs a time as `time`; found {Kinds.Of(time)}.");
        return FeelValue.Of(new Moment(TimeArithmetic.AsMoment(day).Day, time.TimeNanos, time.TimeZone));
    }

    public static FeelValue Duration(in Arguments call) => call.One(0).Kind is FeelKind.DaysTimeDuration or FeelKind.YearsMonthsDuration
        ? call.One(0)
        : Read(call, TemporalReader.Duration, "a duration such as P1DT2H or P1Y6M");

    /// <summary>Whole months between the two days, towards zero; the time of day does not count.</summary>
    public static FeelValue YearsAndMonths(in Arguments call)
    {
        var (from, to) = (call.One(0), call.One(1));
        if (from.Kind is not (FeelKind.Date or FeelKind.DateTime) && !call.Misfit(0, "a date")) return FeelValue.Null;
        if (to.Kind is not (FeelKind.Date or FeelKind.DateTime) && !call.Misfit(1, "a date")) return FeelValue.Null;
        var (start, end) = (TimeArithmetic.AsMoment(from), TimeArithmetic.AsMoment(to));
        var (startYear, startMonth, startDay) = Civil.FromDay(start.Day);
        var (endYear, endMonth, endDay) = Civil.FromDay(end.Day);
        var months = (endYear - startYear) * 12 + endMonth - startMonth;
        var rest = endDay.CompareTo(startDay);
        if (months > 0 && rest < 0) months--;
        if (months < 0 && rest > 0) months++;
        return FeelValue.OfMonths(months);
    }

    /// <summary>The same kind, the same value and the same zone.</summary>
    public static FeelValue Is(in Arguments call) => Equality.Structural(call[0], call[1]);

    public static FeelValue Now(in Arguments call) => FeelValue.DateTime(call.Session.Now);

    public static FeelValue Today(in Arguments call) => FeelValue.OfDate(Moment.From(call.Session.Now).Day);

    public static FeelValue DayOfYear(in Arguments call) => Day(call) is { } day ? OrdinalDay(day) : FeelValue.Null;

    public static FeelValue DayOfWeek(in Arguments call) => Day(call) is { } day ? s_days[Civil.Weekday(day) - 1] : FeelValue.Null;

    public static FeelValue MonthOfYear(in Arguments call) =>
        Day(call) is { } day ? s_months[Civil.FromDay(day).Month - 1] : FeelValue.Null;

    /// <summary>ISO 8601: the week of the year that holds the week's Thursday.</summary>
    public static FeelValue WeekOfYear(in Arguments call)
    {
        if (Day(call) is not { } day) return FeelValue.Null;
        var thursday = day + 4 - Civil.Weekday(day);
        return (OrdinalDay(thursday) - 1) / 7 + 1;
    }

    private static long OrdinalDay(long day) => day - Civil.ToDay(Civil.FromDay(day).Year, 1, 1) + 1;

    private static long? Day(in Arguments call)
    {
        var value = call.One(0);
        if (value.Kind is FeelKind.Date or FeelKind.DateTime) return TimeArithmetic.AsMoment(value).Day;
        call.Misfit(0, "a date");
        return null;
    }

    private static FeelValue Read(in Arguments call, Func<string, FeelValue?> read, string example)
    {
        if (!call.String(0, out var text)) return FeelValue.Null;
        return read(text) ?? call.Fail($"`{(text.Length > 60 ? text[..60] + "…" : text)}` is not {example}.");
    }

    private static bool Offset(in Arguments call, int index, out Zone? zone)
    {
        zone = null;
        if (call[index].IsNull) return true;
        if (call.One(index) is not { Kind: FeelKind.DaysTimeDuration } offset) return call.Misfit(index, "a duration of days and time");
        var seconds = offset.Nanos / Civil.NanosPerSecond;
        zone = Int128.Abs(seconds) < int.MaxValue ? Zone.OfSeconds((long)seconds) : null;
        if (zone is null) call.Fail($"The offset {offset} is beyond 18 hours.");
        return zone is not null;
    }
}
