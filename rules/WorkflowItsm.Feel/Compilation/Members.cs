using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>What stands behind a point: entries of contexts, and the properties of temporal values and ranges (DMN 1.5, table 65).</summary>
internal static class Members
{
    public static FeelValue Get(FeelValue value, string member, FeelSession session, Site site)
    {
        if (value.ContextOrNull is { } context)
        {
            return context.TryGet(member, out var entry)
                ? entry
                : session.Because(site, $"The context has no entry `{member}`; it has {Listed(context)}.");
        }

        if (value.Kind == FeelKind.List) return Each(value.Items, member, session, site);
        if (value.IsNull) return session.Because(site, $"This is null, so it has no `{member}`.");
        return Property(value, member) ?? session.Because(site, $"{Kinds.Of(value)} has no `{member}`.");
    }

    private static FeelValue Each(ReadOnlySpan<FeelValue> items, string member, FeelSession session, Site site)
    {
        if (!session.Spend(items.Length)) return FeelValue.Null;
        var results = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++) results[i] = Get(items[i], member, session, site);
        return Make.List(results, session);
    }

    private static string Listed(FeelContext context)
    {
        if (context.Count == 0) return "none";
        var first = context.Keys.Take(8).Select(key => $"`{key}`");
        return string.Join(", ", first) + (context.Count > 8 ? " and more" : "");
    }

    private static FeelValue? Property(FeelValue value, string member) => value.Kind switch
    {
        FeelKind.Date => DateProperty(value.Day, member) ?? (member == "value" ? Whole((Int128)value.Day * 86_400) : FeelValue.None),
        FeelKind.DateTime => DateProperty(value.Moment.Day, member)
            ?? TimeProperty(value.Moment, member) ?? (member == "value" ? TimeArithmetic.Seconds(value.Moment.Instant) : FeelValue.None),
        FeelKind.Time => TimeProperty(new(0, value.TimeNanos, value.TimeZone), member)
            ?? (member == "value" ? TimeArithmetic.Seconds(value.TimeNanos) : FeelValue.None),
        FeelKind.YearsMonthsDuration => member switch
        {
            "years" => value.Months / 12,
            "months" => value.Months % 12,
            "value" => value.Months,
            _ => FeelValue.None,
        },
        FeelKind.DaysTimeDuration => DurationProperty(value.Nanos, member),
        FeelKind.Range => RangeProperty(value.IntervalOrNull!, member),
        _ => FeelValue.None,
    };

    private static FeelValue? DateProperty(long day, string member) => member switch
    {
        "year" => Civil.FromDay(day).Year,
        "month" => Civil.FromDay(day).Month,
        "day" => Civil.FromDay(day).Day,
        "weekday" => Civil.Weekday(day),
        _ => FeelValue.None,
    };

    private static FeelValue? TimeProperty(Moment moment, string member) => member switch
    {
        "hour" => moment.Nanos / (3600 * Civil.NanosPerSecond),
        "minute" => moment.Nanos / (60 * Civil.NanosPerSecond) % 60,
        "second" => moment.Nanos / Civil.NanosPerSecond % 60,
        "time offset" => moment.Zone is { } zone
            ? FeelValue.OfNanos(zone.OffsetAt(moment.Day, moment.Nanos) * Civil.NanosPerSecond)
            : FeelValue.Null,
        "timezone" => moment.Zone?.Name,
        _ => FeelValue.None,
    };

    private static FeelValue? DurationProperty(Int128 nanos, string member) => member switch
    {
        "days" => Whole(nanos / Civil.NanosPerDay),
        "hours" => Whole(nanos / (3600 * Civil.NanosPerSecond) % 24),
        "minutes" => Whole(nanos / (60 * Civil.NanosPerSecond) % 60),
        "seconds" => TimeArithmetic.Seconds(nanos % (60 * Civil.NanosPerSecond)),
        "value" => TimeArithmetic.Seconds(nanos),
        _ => FeelValue.None,
    };

    private static FeelValue? RangeProperty(Payload.Interval range, string member) => member switch
    {
        "start" => range.Low,
        "end" => range.High,
        "start included" => range.LowIncluded,
        "end included" => range.HighIncluded,
        _ => FeelValue.None,
    };

    private static FeelValue Whole(Int128 count) => FeelNumber.Make(count < 0, (UInt128)Int128.Abs(count), 0).GetValueOrDefault();
}
