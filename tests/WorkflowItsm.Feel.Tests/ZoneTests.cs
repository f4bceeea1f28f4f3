using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace WorkflowItsm.Feel.Tests;

/// <summary>
/// Local times around every change of every zone's clock from 2020 to 2037, against what its rules say when they are read
/// without any resolver: a time that the clock skips is moved on by as much as it skips, one it shows twice is the first.
/// </summary>
public sealed class ZoneTests(ITestOutputHelper output)
{
    private static readonly Instant _from = Instant.FromUtc(2020, 1, 1, 0, 0);
    private static readonly Instant _until = Instant.FromUtc(2038, 1, 1, 0, 0);

    [Fact]
    public void A_local_time_is_the_instant_that_the_rules_of_its_zone_say()
    {
        List<string> offences = [];
        var (changes, gaps, overlaps) = (0, 0, 0);
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]))
        {
            var intervals = zone.GetZoneIntervals(_from, _until).ToList();
            foreach (var (before, after) in intervals.Zip(intervals.Skip(1)).Where(pair => pair.First.WallOffset != pair.Second.WallOffset))
            {
                changes++;
                foreach (var local in Around(before, after))
                {
                    var expected = Meant(intervals, local, out var times);
                    if (times == 0) gaps++;
                    if (times == 2) overlaps++;
                    var text = LocalDateTimePattern.ExtendedIso.Format(local);
                    var instant = Feel.Eval($"@\"{text}@{zone.Id}\"").TryGetDateTime(out var read) ? Instant.FromDateTimeOffset(read) : (Instant?)null;
                    if (instant != expected) offences.Add($"{text}@{zone.Id} is {instant}, expected {expected}.");
                    var later = Feel.Eval($"@\"{text}@{zone.Id}\" + @\"PT36H\"").TryGetDateTime(out var end) ? Instant.FromDateTimeOffset(end) : (Instant?)null;
                    // What it shows then may be shown twice; then it is the first again.
                    if (later != Meant(intervals, expected.Plus(Duration.FromHours(36)).InZone(zone).LocalDateTime, out _)) offences.Add($"{text}@{zone.Id} + PT36H is {later}.");
                }
            }
        }

        output.WriteLine($"{changes} changes of {DateTimeZoneProviders.Tzdb.Ids.Count} zones, {DateTimeZoneProviders.Tzdb.VersionId}; {gaps} skipped times, {overlaps} shown twice.");
        Assert.True(gaps > 1000 && overlaps > 1000, "Hardly any change was tried.");
        Assert.Empty(offences.Take(20));
    }

    /// <summary>Schedules follow the zones of the machine, FEEL those that come with the product: both are told apart here, not judged.</summary>
    [Fact]
    public void The_zones_of_this_machine_are_told_beside_the_bundled_ones()
    {
        var shared = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Intersect(DateTimeZoneProviders.Tzdb.Ids).ToList();
        var differ = shared.Where(id => !Agrees(DateTimeZoneProviders.Tzdb[id], TimeZoneInfo.FindSystemTimeZoneById(id))).Order(StringComparer.Ordinal).ToList();
        output.WriteLine($"{shared.Count - differ.Count} of {shared.Count} zones agree from 2020 to 2037; others: {string.Join(", ", differ)}.");
        Assert.Contains("Europe/Berlin", shared);
    }

    private static bool Agrees(DateTimeZone bundled, TimeZoneInfo machine) => bundled.GetZoneIntervals(_from, _until)
        .SelectMany(interval => new[] { interval.HasStart ? interval.Start : _from, (interval.HasEnd ? interval.End : _until) - Duration.FromSeconds(1) })
        .Where(instant => instant >= _from && instant < _until)
        .All(instant => bundled.GetUtcOffset(instant).ToTimeSpan() == machine.GetUtcOffset(instant.ToDateTimeUtc()));

    /// <summary>Before the change, in the middle of what is skipped or shown twice, at both ends of it, and after it.</summary>
    private static IEnumerable<LocalDateTime> Around(ZoneInterval before, ZoneInterval after)
    {
        var one = before.End.WithOffset(before.WallOffset).LocalDateTime;
        var other = before.End.WithOffset(after.WallOffset).LocalDateTime;
        var (first, last) = one < other ? (one, other) : (other, one);
        var middle = first.PlusSeconds(Period.Between(first, last, PeriodUnits.Seconds).Seconds / 2);
        return [first.PlusMinutes(-30), first.PlusSeconds(-1), first, middle, last.PlusSeconds(-1), last, last.PlusMinutes(30)];
    }

    private static Instant Meant(List<ZoneInterval> intervals, LocalDateTime local, out int times)
    {
        var found = intervals.Select(interval => (Interval: interval, Instant: local.WithOffset(interval.WallOffset).ToInstant()))
            .Where(pair => pair.Interval.Contains(pair.Instant)).Select(pair => pair.Instant).ToList();
        times = found.Count;
        if (times > 0) return found.Min();
        // Nothing shows it: the interval whose end it lies behind goes on as if nothing had happened.
        return intervals.Where(interval => interval.HasEnd).Select(interval => (interval.End, Instant: local.WithOffset(interval.WallOffset).ToInstant()))
            .Where(pair => pair.Instant >= pair.End).MaxBy(pair => pair.End).Instant;
    }
}
