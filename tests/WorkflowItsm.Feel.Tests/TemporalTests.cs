namespace WorkflowItsm.Feel.Tests;

public sealed class TemporalTests
{
    [Theory]
    [InlineData("@\"2026-03-04\"", "@\"2026-03-04\"")]
    [InlineData("date(2024, 2, 29)", "@\"2024-02-29\"")]
    [InlineData("date(2023, 2, 29)", "null")]
    [InlineData("date(\"2023-02-29\")", "null")]
    [InlineData("date(\"-999999999-01-01\")", "@\"-999999999-01-01\"")]
    [InlineData("date(\"999999999-12-31\").weekday", "5")]
    [InlineData("date(@\"2026-03-04T05:06:07Z\")", "@\"2026-03-04\"")]
    [InlineData("time(\"10:11:12.5+01:00\")", "@\"10:11:12.5+01:00\"")]
    [InlineData("time(1, 2, 3)", "@\"01:02:03\"")]
    [InlineData("time(1, 2, 3, @\"PT2H\")", "@\"01:02:03+02:00\"")]
    [InlineData("time(\"25:00:00\")", "null")]
    [InlineData("date and time(@\"2026-03-04\", @\"05:06:07Z\")", "@\"2026-03-04T05:06:07Z\"")]
    [InlineData("date and time(\"2026-03-04T24:00:00\")", "@\"2026-03-05T00:00:00\"")]
    [InlineData("date and time(\"\")", "null")]
    [InlineData("date and time(\"2026-03-04T05:06:07@Mars/Olympus\")", "null")]
    [InlineData("duration(\"P1Y14M\")", "@\"P2Y2M\"")]
    [InlineData("duration(\"P1DT25H\")", "@\"P2DT1H\"")]
    [InlineData("duration(\"P1Y1D\")", "null")]
    [InlineData("duration(\"P\")", "null")]
    [InlineData("years and months duration(@\"2024-12-24\", @\"2026-03-01\")", "@\"P1Y2M\"")]
    [InlineData("@\"2024-02-29\" + @\"P1Y\"", "@\"2025-02-28\"")]
    [InlineData("@\"2026-03-31\" - @\"P1M\"", "@\"2026-02-28\"")]
    [InlineData("@\"2026-03-04\" + @\"PT36H\"", "@\"2026-03-05\"")]
    [InlineData("@\"2026-03-04\" - @\"2026-03-01\"", "@\"P3D\"")]
    [InlineData("@\"23:30:00\" + @\"PT1H\"", "@\"00:30:00\"")]
    [InlineData("@\"2026-03-04T10:00:00+02:00\" - @\"2026-03-04T08:00:00Z\"", "@\"PT0S\"")]
    [InlineData("@\"2026-03-04T10:00:00\" - @\"2026-03-04T08:00:00Z\"", "null")]
    [InlineData("@\"PT1H\" * 1.5", "@\"PT1H30M\"")]
    [InlineData("@\"P1Y\" / 5", "@\"P2M\"")]
    [InlineData("@\"PT3H\" / @\"PT2H\"", "1.5")]
    [InlineData("-@\"P1D\"", "@\"-P1D\"")]
    [InlineData("@\"2026-03-04T10:00:00+02:00\" = @\"2026-03-04T08:00:00Z\"", "true")]
    [InlineData("is(@\"2026-03-04T10:00:00+02:00\", @\"2026-03-04T08:00:00Z\")", "false")]
    [InlineData("@\"2026-07-01T10:00:00@Europe/Paris\" = @\"2026-07-01T08:00:00Z\"", "true")]
    [InlineData("@\"2026-01-01T10:00:00@Europe/Paris\".time offset", "@\"PT1H\"")]
    [InlineData("@\"10:00:00\" < @\"11:00:00\"", "true")]
    [InlineData("@\"2026-03-04T05:06:07\".minute", "6")]
    [InlineData("@\"P1DT2H3M4.5S\".seconds", "4.5")]
    [InlineData("@\"2026-03-04\".hour", "null")]
    [InlineData("day of week(@\"2026-03-04\")", "\"Wednesday\"")]
    [InlineData("day of year(@\"2024-12-31\")", "366")]
    [InlineData("month of year(@\"2026-03-04\")", "\"March\"")]
    [InlineData("week of year(@\"2027-01-01\")", "53")]
    [InlineData("now()", "@\"2026-03-04T12:00:00+08:00\"")]
    [InlineData("today()", "@\"2026-03-04\"")]
    public void Dates_times_and_durations(string text, string expected) => Assert.Equal(expected, Feel.Eval(text).ToString());

    [Fact]
    public void Day_numbers_agree_with_dotnet_over_its_whole_calendar()
    {
        for (var date = new DateOnly(1, 1, 1); date < new DateOnly(9999, 11, 1); date = date.AddDays(29))
        {
            var day = Values.Civil.ToDay(date.Year, date.Month, date.Day);
            Assert.Equal(date.DayNumber - new DateOnly(1970, 1, 1).DayNumber, day);
            Assert.Equal((date.Year, date.Month, date.Day), Values.Civil.FromDay(day));
        }
    }

    [Fact]
    public void A_dotnet_time_comes_back_as_it_went_in()
    {
        DateTimeOffset[] times = [Feel.Noon, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch.AddTicks(7)];
        foreach (var time in times)
        {
            Assert.True(FeelValue.DateTime(time).TryGetDateTime(out var back));
            Assert.True(time.EqualsExact(back));
        }

        Assert.True(FeelValue.DaysTime(TimeSpan.MinValue).TryGetDaysTime(out var span));
        Assert.Equal(TimeSpan.MinValue, span);
    }

    [Fact]
    public void A_time_without_zone_is_no_instant_for_dotnet() => Assert.False(Feel.Eval("@\"2026-03-04T05:06:07\"").TryGetDateTime(out _));
}
