using System.Globalization;
using System.Text;

namespace WorkflowItsm.Feel.Values;

/// <summary>Dates, times and durations as ISO 8601 text, with FEEL's <c>@zone</c> for named zones.</summary>
internal static class TemporalText
{
    public static string Format(FeelValue value) => value.Kind switch
    {
        FeelKind.Date => FormatDate(value.Day),
        FeelKind.Time => FormatTime(value.TimeNanos, value.TimeZone),
        FeelKind.DateTime => $"{FormatDate(value.Moment.Day)}T{FormatTime(value.Moment.Nanos, value.Moment.Zone)}",
        FeelKind.YearsMonthsDuration => FormatMonths(value.Months),
        _ => FormatNanos(value.Nanos),
    };

    private static string FormatDate(long day)
    {
        var (year, month, dayOfMonth) = Civil.FromDay(day);
        return string.Create(CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{Math.Abs(year):0000}-{month:00}-{dayOfMonth:00}");
    }

    private static string FormatTime(long nanos, Zone? zone)
    {
        var (seconds, fraction) = Math.DivRem(nanos, Civil.NanosPerSecond);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{Fraction(fraction)}{zone}");
    }

    private static string Fraction(long nanos) =>
        nanos == 0 ? "" : "." + nanos.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');

    private static string FormatMonths(long months)
    {
        var size = Int128.Abs(months);
        var (years, rest) = (size / 12, size % 12);
        var text = new StringBuilder(months < 0 ? "-P" : "P");
        if (years != Int128.Zero) text.Append(CultureInfo.InvariantCulture, $"{years}Y");
        if (rest != Int128.Zero || years == Int128.Zero) text.Append(CultureInfo.InvariantCulture, $"{rest}M");
        return text.ToString();
    }

    private static string FormatNanos(Int128 nanos)
    {
        if (nanos == Int128.Zero) return "PT0S";
        var size = Int128.Abs(nanos);
        var days = size / Civil.NanosPerDay;
        var (seconds, fraction) = Math.DivRem((long)(size % Civil.NanosPerDay), Civil.NanosPerSecond);
        var text = new StringBuilder(nanos < 0 ? "-P" : "P");
        if (days > 0) text.Append(CultureInfo.InvariantCulture, $"{days}D");
        if (seconds == 0 && fraction == 0) return text.ToString();
        text.Append('T');
        if (seconds >= 3600) text.Append(CultureInfo.InvariantCulture, $"{seconds / 3600}H");
        if (seconds / 60 % 60 > 0) text.Append(CultureInfo.InvariantCulture, $"{seconds / 60 % 60}M");
        if (seconds % 60 > 0 || fraction > 0) text.Append(CultureInfo.InvariantCulture, $"{seconds % 60}{Fraction(fraction)}S");
        return text.ToString();
    }
}
