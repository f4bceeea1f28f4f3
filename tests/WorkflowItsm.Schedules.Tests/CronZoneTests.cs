using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using WorkflowItsm.Schedules.Calendar;

namespace WorkflowItsm.Schedules.Tests;

/// <summary>
/// A daily schedule whose time the clock skips, or shows twice, in every zone of this machine and at every change from 2020
/// to 2037, against NodaTime on the same zone data.
/// </summary>
public sealed class CronZoneTests(ITestOutputHelper output)
{
    private static readonly Instant _from = Instant.FromUtc(2020, 1, 1, 0, 0);
    private static readonly Instant _until = Instant.FromUtc(2038, 1, 1, 0, 0);

    [Fact]
    public void A_daily_schedule_comes_once_on_the_day_of_every_change()
    {
        var time = new FakeTimeProvider();
        var calendar = new CronCalendar(new(time));
        List<string> offences = [];
        var (overlaps, atTheChange, elsewhere) = (0, 0, 0);
        foreach (var zone in DateTimeZoneProviders.Bcl.Ids.Select(id => DateTimeZoneProviders.Bcl[id]))
        {
            var intervals = zone.GetZoneIntervals(_from, _until).ToList();
            foreach (var (before, after) in intervals.Zip(intervals.Skip(1)).Where(pair => pair.First.WallOffset != pair.Second.WallOffset))
            {
                var local = Middle(before, after);
                time.AdjustTime((before.End - Duration.FromHours(12)).ToDateTimeOffset());
                var preview = calendar.Preview(string.Create(CultureInfo.InvariantCulture, $"{local.Second} {local.Minute} {local.Hour} * * ?"), zone.Id, 2);
                var place = $"{zone.Id} {local:uuuu-MM-dd HH:mm:ss}: {preview.Refusal?.Sentence}{string.Join(", ", preview.Runs)}";
                if (preview.Runs.Count != 2)
                {
                    offences.Add(place);
                    continue;
                }

                var (first, second) = (Instant.FromDateTimeOffset(preview.Runs[0]), Instant.FromDateTimeOffset(preview.Runs[1]));
                // Shown twice: the first. Skipped: when the clock skips it, or in a few zones as much to either side as it skips.
                var skipped = Duration.FromSeconds(Math.Max(3600, after.WallOffset.Seconds - before.WallOffset.Seconds));
                if (before.WallOffset > after.WallOffset)
                {
                    overlaps++;
                    if (first != local.WithOffset(before.WallOffset).ToInstant()) offences.Add(place);
                }
                else if (first == before.End)
                {
                    atTheChange++;
                }
                else
                {
                    elsewhere++;
                    if (first < before.End - skipped || first > before.End + skipped) offences.Add(place);
                }

                if (second != local.PlusDays(1).InZoneLeniently(zone).ToInstant()) offences.Add($"{place}; the day after");
            }
        }

        output.WriteLine($"{overlaps} times shown twice; of the skipped ones {atTheChange} at the change, {elsewhere} beside it.");
        Assert.True(overlaps > 1000 && atTheChange > 1000, "Hardly any change was tried.");
        Assert.Empty(offences.Take(20));
    }

    private static LocalDateTime Middle(NodaTime.TimeZones.ZoneInterval before, NodaTime.TimeZones.ZoneInterval after)
    {
        var one = before.End.WithOffset(before.WallOffset).LocalDateTime;
        var other = before.End.WithOffset(after.WallOffset).LocalDateTime;
        var (first, last) = one < other ? (one, other) : (other, one);
        return first.PlusSeconds(Period.Between(first, last, PeriodUnits.Seconds).Seconds / 2);
    }
}
