using System.Globalization;
using WorkflowItsm.Engine;
using WorkflowItsm.Web.Sessions;

namespace WorkflowItsm.Web.Schedules;

/// <summary>Times and refusals of schedules as people read them.</summary>
internal static class RunText
{
    /// <summary>Day of week, day and time, in the language of the screen.</summary>
    public static string Of(DateTimeOffset time) => time.ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.CurrentCulture);

    /// <summary>A moment with the offset of a time zone.</summary>
    public static DateTimeOffset In(DateTimeOffset moment, string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(moment, zone) : moment;

    /// <summary>The sentence of a refusal, in the language of the screen.</summary>
    public static string Of(Refusal refusal) => ScreenLanguage.Current == "zh" ? refusal.SentenceZh ?? refusal.Sentence : refusal.Sentence;
}
