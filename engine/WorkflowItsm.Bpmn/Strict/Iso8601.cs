using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>The texts of ISO 8601 that timers take: points in time, durations, intervals, recurring intervals.</summary>
internal static partial class Iso8601
{
    private const int Longest = 200;

    /// <summary>A date, or a date and time.</summary>
    public static bool IsDate(string text) => text.Length <= Longest && Date().Match(text) is { Success: true } match && IsDay(match);

    /// <summary>A duration such as <c>P1DT12H</c> or <c>P2W</c>.</summary>
    public static bool IsDuration(string text) => text.Length <= Longest && Duration().IsMatch(text);

    /// <summary>Two of begin, end and duration; the end may leave out what it shares with the begin, which is not checked further.</summary>
    public static bool IsInterval(string text) => text.Split('/') switch
    {
        [var first, var second] => (IsDate(first) && (IsDate(second) || IsDuration(second))) || (IsDuration(first) && IsDate(second)),
        _ => false,
    };

    /// <summary>A recurring interval such as <c>R3/PT10M</c>; the interval may be a duration alone.</summary>
    public static bool IsCycle(string text) => text.Length <= Longest && Recurrence().Match(text) is { Success: true, Length: var length }
        && (IsDuration(text[length..]) || IsInterval(text[length..]));

    private static bool IsDay(Match match)
    {
        if (!match.Groups["month"].Success) return true;
        var (year, month) = (Number(match, "year"), Number(match, "month"));
        if (month is < 1 or > 12) return false;
        var day = match.Groups["day"].Success ? Number(match, "day") : 1;
        return day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        ^(?:(?<year>[0-9]{4})-(?<month>[0-9]{2})(?:-(?<day>[0-9]{2}))?|(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})
          |[0-9]{4}-W(?:0[1-9]|[1-4][0-9]|5[0-3])-[1-7]|[0-9]{4}W(?:0[1-9]|[1-4][0-9]|5[0-3])[1-7]|[0-9]{4}-?(?:00[1-9]|0[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6]))
        (?:T(?:24(?::?00(?::?00(?:[.,]0+)?)?)?|(?:[01][0-9]|2[0-3])(?:[.,][0-9]+|:?[0-5][0-9](?:[.,][0-9]+|:?(?:[0-5][0-9]|60)(?:[.,][0-9]+)?)?)?)
          (?:Z|[-+](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)?)?$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Date();

    [GeneratedRegex("""
        ^P(?=[0-9T])(?:[0-9]+(?:[.,][0-9]+)?W|(?:[0-9]+(?:[.,][0-9]+)?Y)?(?:[0-9]+(?:[.,][0-9]+)?M)?(?:[0-9]+(?:[.,][0-9]+)?W)?(?:[0-9]+(?:[.,][0-9]+)?D)?
          (?:T(?=[0-9])(?:[0-9]+(?:[.,][0-9]+)?H)?(?:[0-9]+(?:[.,][0-9]+)?M)?(?:[0-9]+(?:[.,][0-9]+)?S)?)?|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Duration();

    [GeneratedRegex("^R[0-9]*/")]
    private static partial Regex Recurrence();
}
