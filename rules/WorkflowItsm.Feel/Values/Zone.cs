using NodaTime;

namespace WorkflowItsm.Feel.Values;

/// <summary>
/// How a time relates to UTC: by a fixed offset in seconds, or by a named IANA zone whose rules are the bundled ones of NodaTime,
/// so that no machine answers differently. A time without any has no zone (null).
/// </summary>
internal sealed record Zone
{
    private const int LargestOffset = 18 * 3600;
    private readonly DateTimeZone? _rules;

    private Zone(int seconds, DateTimeZone? rules)
    {
        Seconds = seconds;
        _rules = rules;
    }

    public static Zone Utc { get; } = new(0, null);

    /// <summary>The fixed offset; 0 for a named zone.</summary>
    public int Seconds { get; }

    /// <summary>The IANA name; null for a fixed offset.</summary>
    public string? Name => _rules?.Id;

    public static Zone? OfSeconds(long seconds) => seconds switch
    {
        0 => Utc,
        >= -LargestOffset and <= LargestOffset => new((int)seconds, null),
        _ => null,
    };

    public static Zone? OfName(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } rules ? new(0, rules) : null;

    /// <summary>
    /// The offset in seconds that holds at a local date and time: at one that the clock shows twice the first; at one that it skips the
    /// offset before, with which the time lies as far behind the change as it would have been.
    /// </summary>
    public int OffsetAt(long day, long nanosOfDay)
    {
        if (_rules is null) return Seconds;
        // NodaTime knows the years -9998 to 9999; beyond, the nearest known rule holds.
        var near = Math.Clamp(day, -4_371_000, 2_932_500);
        var local = new LocalDate(1970, 1, 1).PlusDays((int)near).At(LocalTime.FromNanosecondsSinceMidnight(nanosOfDay));
        return _rules.MapLocal(local).EarlyInterval.WallOffset.Seconds;
    }

    /// <summary>The offset in seconds that holds at an instant, given as UTC.</summary>
    public int OffsetAtInstant(long day, long nanosOfDay)
    {
        if (_rules is null) return Seconds;
        var near = Math.Clamp(day, -4_371_000, 2_932_500);
        return _rules.GetUtcOffset(Instant.FromUnixTimeSeconds(near * 86_400).PlusNanoseconds(nanosOfDay)).Seconds;
    }

    public override string ToString()
    {
        if (Name is { } name) return "@" + name;
        if (Seconds == 0) return "Z";
        var size = Math.Abs(Seconds);
        var tail = size % 60 == 0 ? "" : $":{size % 60:00}";
        return $"{(Seconds < 0 ? '-' : '+')}{size / 3600:00}:{size / 60 % 60:00}{tail}";
    }
}
