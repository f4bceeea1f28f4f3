using WorkflowItsm.Feel;
using WorkflowItsm.Scripting.Tests.Bench;
using WorkflowItsm.Scripting.Values;

namespace WorkflowItsm.Scripting.Tests;

/// <summary>FEEL values in .NET and back.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("true", "Boolean")]
    [InlineData("\"长春\"", "String")]
    [InlineData("-12.50", "Decimal")]
    [InlineData("79228162514264337593543950335", "Decimal")]
    [InlineData("0.0000000000000000000000000001", "Decimal")]
    [InlineData("79228162514264337593543950336", "FeelNumber")]
    [InlineData("1/3", "FeelNumber")]
    [InlineData("10**40", "FeelNumber")]
    [InlineData("@\"2026-02-28\"", "DateOnly")]
    [InlineData("@\"-0044-03-15\"", "FeelValue")]
    [InlineData("@\"10000-01-01\"", "FeelValue")]
    [InlineData("@\"08:30:00\"", "TimeOnly")]
    [InlineData("@\"08:30:00+08:00\"", "FeelValue")]
    [InlineData("@\"08:30:00.123456789\"", "FeelValue")]
    [InlineData("@\"2026-02-28T08:30:00\"", "DateTime")]
    [InlineData("@\"2026-02-28T08:30:00.5+08:00\"", "DateTimeOffset")]
    [InlineData("@\"2026-02-28T08:30:00Z\"", "DateTimeOffset")]
    [InlineData("@\"2026-02-28T08:30:00.123456789Z\"", "FeelValue")]
    [InlineData("@\"P3DT4H\"", "TimeSpan")]
    [InlineData("@\"P1Y2M\"", "FeelValue")]
    [InlineData("[1, \"a\", [true]]", "ImmutableArray`1")]
    [InlineData("{a: 1, \"b c\": {d: @\"2026-02-28\"}}", "ImmutableDictionary`2")]
    [InlineData("[1..5)", "FeelValue")]
    public void Every_value_is_a_type_of_NET_or_stays_what_it_is_and_comes_back_unchanged(string feel, string type)
    {
        var value = Csharp.Feel(feel);

        var there = ScriptValues.ToDotNet(value);

        Assert.Equal(type, there?.GetType().Name ?? "null");
        Assert.Equal(value, ScriptValues.ToFeel(there));
    }

    [Fact]
    public void Of_a_named_zone_the_instant_and_its_offset_are_kept()
    {
        var value = Csharp.Feel("@\"2026-07-01T12:00:00@Europe/Berlin\"");

        var there = Assert.IsType<DateTimeOffset>(ScriptValues.ToDotNet(value));

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(2)), there);
        Assert.Equal("@\"2026-07-01T12:00:00+02:00\"", ScriptValues.ToFeel(there).ToString());
    }

    [Fact]
    public void What_is_inside_of_lists_and_contexts_is_of_NET_too()
    {
        var context = Assert.IsType<IReadOnlyDictionary<string, object?>>(ScriptValues.ToDotNet(Csharp.Feel("{n: 1.5, l: [@\"2026-02-28\", null]}")), exactMatch: false);

        Assert.Equal(1.5m, context["n"]);
        Assert.Equal([new DateOnly(2026, 2, 28), null], Assert.IsType<IReadOnlyList<object?>>(context["l"], exactMatch: false));
    }

    [Theory]
    [InlineData("(byte)7", "7")]
    [InlineData("ulong.MaxValue", "18446744073709551615")]
    [InlineData("0.1", "0.1")]
    [InlineData("1e300", "1e300")]
    [InlineData("0.1f", "0.1")]
    [InlineData("'x'", "\"x\"")]
    [InlineData("new { total = 1.50m, names = new[] { \"a\", \"b\" }, none = (string?)null }", "{total: 1.5, names: [\"a\", \"b\"], none: null}")]
    [InlineData("new Dictionary<string, int> { [\"a b\"] = 1 }", "{\"a b\": 1}")]
    [InlineData("new SortedList<string, object?> { [\"a\"] = new List<int> { 1 } }", "{a: [1]}")]
    [InlineData("Enumerable.Range(1, 3).Select(n => n * n)", "[1, 4, 9]")]
    [InlineData("new DateTime(2026, 2, 28, 8, 0, 0, DateTimeKind.Utc)", "@\"2026-02-28T08:00:00Z\"")]
    [InlineData("new DateTime(2026, 2, 28, 8, 0, 0)", "@\"2026-02-28T08:00:00\"")]
    [InlineData("DateOnly.FromDayNumber(0)", "@\"0001-01-01\"")]
    [InlineData("TimeSpan.FromMinutes(90)", "@\"PT1H30M\"")]
    [InlineData("System.Text.Json.JsonDocument.Parse(\"{\\\"a\\\":[1,true]}\").RootElement", "{a: [1, true]}")]
    [InlineData("FeelValue.Date(new DateOnly(2026, 2, 28))", "@\"2026-02-28\"")]
    public async Task A_script_may_return_what_comes_naturally(string expression, string feel) =>
        Assert.Equal(Csharp.Feel(feel), await Csharp.RunAsync($"return {expression};"));

    [Theory]
    [InlineData("double.NaN", "The number NaN cannot be returned; FEEL has neither infinity nor NaN.")]
    [InlineData("new DateTime(1, DateTimeKind.Local)", "A DateTime of the machine's own time zone cannot be returned; return a DateTimeOffset.")]
    [InlineData("new Dictionary<int, int> { [1] = 1 }", "A dictionary with a Int32 for a key cannot be returned; make the keys texts.")]
    [InlineData("Guid.Empty", "A Guid cannot be returned; return null, a bool, number, text, date, time or duration, a list or dictionary of them, or new { name = value }.")]
    public async Task What_FEEL_has_no_value_for_is_refused_in_words(string expression, string message)
    {
        var failure = await Assert.ThrowsAsync<Runtime.Scripts.ScriptFailedException>(() => Csharp.RunAsync($"return {expression};"));

        Assert.Equal($"InvalidCastException: {message}", failure.Message);
    }

    [Fact]
    public void What_holds_itself_ends_in_words_and_not_in_a_stack_that_is_full()
    {
        var list = new List<object?>();
        list.Add(list);

        Assert.Equal("What the script returned nests deeper than 128 levels.", Assert.Throws<InvalidCastException>(() => ScriptValues.ToFeel(list)).Message);
    }

    [Fact]
    public void A_variable_is_asked_for_by_its_type()
    {
        var variables = new ScriptVariables(FeelContext.Of(("n", 3), ("d", 2.5m), ("t", "x"), ("none", FeelValue.Null)));

        Assert.Equal((3, 3L, 3m, 2.5m, "x"), (variables.Get<int>("n"), variables.Get<long>("n"), variables.Get<decimal>("n"), variables.Get<decimal>("d"), variables.Get<string>("t")));
        Assert.Equal((3, null, null), (variables.Get<int?>("n"), variables.Get<decimal?>("none"), variables.Get<DateOnly?>("missing")));
        Assert.Equal((FeelValue)3, variables.Get<FeelValue>("n"));
        Assert.Equal((null, true, false), (variables["missing"], variables.Contains("none"), variables.Contains("missing")));
        Assert.Equal(["n", "d", "t", "none"], variables.Names);
    }

    [Theory]
    [InlineData("t", "The variable 't' is a String, expected a Decimal.")]
    [InlineData("missing", "The variable 'missing' is null, expected a Decimal.")]
    public void A_variable_of_another_type_is_named(string name, string message)
    {
        var variables = new ScriptVariables(FeelContext.Of(("t", "x")));

        Assert.Equal(message, Assert.Throws<InvalidCastException>(() => variables.Get<decimal>(name)).Message);
    }
}
