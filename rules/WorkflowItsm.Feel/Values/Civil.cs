namespace WorkflowItsm.Feel.Values;

/// <summary>
/// The proleptic Gregorian calendar over the years ±999,999,999, as days since 1970-01-01: neither .NET nor NodaTime reach so far.
/// </summary>
internal static class Civil
{
    public const long MaxYear = 999_999_999;
    public const long NanosPerSecond = 1_000_000_000;
    public const long NanosPerDay = 86_400 * NanosPerSecond;

    /// <summary>Longer durations (30 billion years) are refused, so that sums never overflow.</summary>
    public static readonly Int128 LongestNanos = (Int128)1_000_000_000_000_000_000 * NanosPerSecond;

    private const long DaysPer400Years = 146_097;

    /// <summary>From 0000-03-01, the first day of the shifted calendar, to the epoch.</summary>
    private const long EpochShift = 719_468;

    public static long MinDay { get; } = ToDay(-MaxYear, 1, 1);

    public static long MaxDay { get; } = ToDay(MaxYear, 12, 31);

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    public static bool IsDate(long year, int month, int day) =>
        year is >= -MaxYear and <= MaxYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);

    /// <summary>The day number of a valid date. Years start in March here, so that the leap day is the last one.</summary>
    public static long ToDay(long year, int month, int day)
    {
        var shifted = month > 2 ? year : year - 1;
        var (era, yearOfEra) = FloorDivide(shifted, 400);
        var dayOfYear = ((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
        return era * DaysPer400Years + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - EpochShift;
    }

    public static (long Year, int Month, int Day) FromDay(long day)
    {
        var (era, dayOfEra) = FloorDivide(day + EpochShift, DaysPer400Years);
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var shiftedMonth = (5 * dayOfYear + 2) / 153;
        var month = (int)(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1));
    }

    /// <summary>The day so many months later; the day of the month is cut to the month's length. Null out of range.</summary>
    public static long? AddMonths(long day, long months)
    {
        var (year, month, dayOfMonth) = FromDay(day);
        var total = (Int128)year * 12 + month - 1 + months;
        if (total < -(Int128)MaxYear * 12 || total >= ((Int128)MaxYear + 1) * 12) return null;
        var (newYear, newMonth) = FloorDivide((long)total, 12);
        return ToDay(newYear, (int)newMonth + 1, Math.Min(dayOfMonth, DaysInMonth(newYear, (int)newMonth + 1)));
    }

    /// <summary>1 is Monday, 7 Sunday (ISO 8601).</summary>
    public static int Weekday(long day) => (int)FloorDivide(day + 3, 7).Remainder + 1;

    public static (long Quotient, long Remainder) FloorDivide(long value, long divisor)
    {
        var (quotient, rest) = Math.DivRem(value, divisor);
        return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest);
    }
}
