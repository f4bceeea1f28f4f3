using Quartz;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Schedules.Calendar;

/// <summary>What cron expressions mean, and what is wrong with those that mean nothing.</summary>
internal sealed class CronCalendar(ScheduleTime time)
{
    private const string Example = "0 0 9 1W 1,4,7,10 ?";
    private static readonly TimeSpan s_closest = TimeSpan.FromMinutes(1);

    /// <summary>The next times; or what is wrong.</summary>
    public SchedulePreview Preview(string cron, string timeZone, int count)
    {
        if (Zone(timeZone) is not { } zone) return new([], NoZone(timeZone));
        if (!CronExpression.TryParse(cron, out var parsed)) return new([], NoCron(cron));
        var times = Times(parsed.WithTimeZone(zone), time.Provider.GetUtcNow(), Math.Max(count, 2)).Select(at => TimeZoneInfo.ConvertTime(at, zone)).ToList();
        if (times.Count == 0) return new([], Never(cron));
        return times.Zip(times.Skip(1)).Any(pair => pair.Second - pair.First < s_closest)
            ? new([], TooOften(cron))
            : new(times.Take(count).ToValueList(), null);
    }

    /// <summary>The last time a valid expression meant at or before a moment; null when there is none.</summary>
    public static DateTimeOffset? LastAt(string cron, string timeZone, DateTimeOffset moment) =>
        Zone(timeZone) is { } zone && CronExpression.TryParse(cron, out var parsed)
            ? parsed.WithTimeZone(zone).GetPreviousValidTimeBefore(moment.AddTicks(1))
            : null;

    /// <summary>
    /// The first time after a moment. Where the clock skips a time in a zone whose winter is the exception (Dublin, Casablanca),
    /// Quartz answers with the moment itself, again and again; then it is asked for what comes after a later one.
    /// </summary>
    public static DateTimeOffset? After(CronExpression cron, DateTimeOffset moment)
    {
        var asked = moment;
        while (cron.GetNextValidTimeAfter(asked) is { } next)
        {
            if (next > moment) return next;
            asked += s_closest;
        }

        return null;
    }

    /// <summary>A time zone by name, or null.</summary>
    public static TimeZoneInfo? Zone(string name) => name.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static IEnumerable<DateTimeOffset> Times(CronExpression cron, DateTimeOffset from, int count)
    {
        for (var at = After(cron, from); at is { } found && count > 0; at = After(cron, found), count--)
            yield return found;
    }

    private static Refusal NoZone(string timeZone) => new("time-zone", $"The time zone is '{timeZone}'; expected the name of one, such as Asia/Shanghai or UTC.")
    {
        SentenceZh = $"时区为“{timeZone}”，应为时区名称，例如 Asia/Shanghai 或 UTC。",
        Field = "timeZone",
    };

    private static Refusal NoCron(string cron) => new("cron", $"The time is '{cron}'; expected six parts: seconds, minutes, hours, day of month, month, day of week, with ? for one of the days, such as {Example}.")
    {
        SentenceZh = $"时间为“{cron}”，应为六个部分：秒、分、时、日、月、星期，其中日和星期之一写“?”，例如 {Example}。",
        Field = "cron",
    };

    private static Refusal Never(string cron) => new("cron-never", $"The time '{cron}' never comes again; expected one that does, such as {Example}.")
    {
        SentenceZh = $"时间“{cron}”不会再出现，请填写会出现的时间，例如 {Example}。",
        Field = "cron",
    };

    private static Refusal TooOften(string cron) => new("cron-too-often", $"The time '{cron}' comes more often than every minute; expected calendar work, such as {Example}.")
    {
        SentenceZh = $"时间“{cron}”的间隔不足一分钟；日程只用于按日历执行的工作，例如 {Example}。",
        Field = "cron",
    };
}
