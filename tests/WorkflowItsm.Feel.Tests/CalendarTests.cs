namespace WorkflowItsm.Feel.Tests;

/// <summary>Dates and times in the types of .NET.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1969-12-31")]
    [InlineData("2024-02-29")]
    [InlineData("9999-12-31")]
    public void A_date_goes_there_and_back(string text)
    {
        var date = DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal($"@\"{text}\"", FeelValue.Date(date).ToString());
        Assert.True(FeelValue.Date(date).TryGetDate(out var back));
        Assert.Equal(date, back);
    }

    [Theory]
    [InlineData(0, "@\"00:00:00\"")]
    [InlineData(863_999_999_999, "@\"23:59:59.9999999\"")]
    public void A_time_without_zone_goes_there_and_back(long ticks, string feel)
    {
        var value = FeelValue.Time(new(ticks));

        Assert.Equal(feel, value.ToString());
        Assert.True(value.TryGetTime(out var back));
        Assert.Equal(ticks, back.Ticks);
    }

    [Fact]
    public void A_date_and_time_without_zone_goes_there_and_back()
    {
        foreach (var time in new[] { DateTime.MinValue, DateTime.MaxValue, new DateTime(1969, 12, 31, 23, 59, 59), DateTime.UnixEpoch })
        {
            Assert.True(FeelValue.LocalDateTime(time).TryGetLocalDateTime(out var back));
            Assert.Equal((time.Ticks, DateTimeKind.Unspecified), (back.Ticks, back.Kind));
        }

        Assert.Equal("@\"2026-02-28T08:30:00\"", FeelValue.LocalDateTime(new(2026, 2, 28, 8, 30, 0)).ToString());
    }

    [Fact]
    public void What_NET_cannot_hold_exactly_is_not_given()
    {
        Assert.False(Eval("@\"0000-12-31\"").TryGetDate(out _));
        Assert.False(Eval("@\"10000-01-01\"").TryGetDate(out _));
        Assert.False(Eval("@\"08:30:00.123456789\"").TryGetTime(out _));
        Assert.False(Eval("@\"08:30:00Z\"").TryGetTime(out _));
        Assert.False(Eval("@\"2026-02-28T08:30:00.123456789\"").TryGetLocalDateTime(out _));
        Assert.False(Eval("@\"2026-02-28T08:30:00Z\"").TryGetLocalDateTime(out _));
        Assert.False(Eval("@\"10000-01-01T00:00:00\"").TryGetLocalDateTime(out _));
        Assert.False(((FeelValue)5).TryGetDate(out _));
    }

    private static FeelValue Eval(string text) => FeelExpression.Compile(text, FeelScope.Empty).Value!.Evaluate([], new FeelSession(DateTimeOffset.UnixEpoch));
}
