namespace WorkflowItsm.Feel.Tests;

public sealed class UnaryTestsTests
{
    [Theory]
    [InlineData("-", "5", "true")]
    [InlineData("", "5", "true")]
    [InlineData("< 5", "4", "true")]
    [InlineData(">= 5", "4", "false")]
    [InlineData("< 5", "null", "null")]
    [InlineData("< 5", "\"a\"", "null")]
    [InlineData("[1..5]", "5", "true")]
    [InlineData("[1..5)", "5", "false")]
    [InlineData("1, 3, 5", "3", "true")]
    [InlineData("\"a\", \"b\"", "\"b\"", "true")]
    [InlineData("\"a\", \"b\"", "\"c\"", "false")]
    [InlineData("not(\"a\", \"b\")", "\"c\"", "true")]
    [InlineData("not(< 3)", "5", "true")]
    [InlineData("not(true)", "false", "true")]
    [InlineData("not(? > 3) or ? = 9", "9", "true")]
    [InlineData("? > 3 and ? < 5", "4", "true")]
    [InlineData("? * 2 = 8", "4", "true")]
    [InlineData("contains(?, \"b\")", "\"abc\"", "true")]
    [InlineData("null", "null", "true")]
    [InlineData("true", "false", "false")]
    [InlineData("!= 3", "4", "true")]
    [InlineData("= 3", "3", "true")]
    [InlineData("[1, 2, 3]", "2", "true")]
    [InlineData("limit", "7", "true")]
    [InlineData("> limit", "8", "true")]
    [InlineData("limit + 1", "8", "true")]
    [InlineData("allowed", "3", "true")]
    [InlineData("@\"2026-01-01\"", "@\"2026-01-01\"", "true")]
    [InlineData("[@\"2026-01-01\"..@\"2026-12-31\"]", "@\"2026-03-04\"", "true")]
    [InlineData("some x in allowed satisfies x = ?", "2", "true")]
    public void A_cell_tells_whether_the_input_passes(string cell, string input, string expected) =>
        Assert.Equal(expected, Feel.Test(cell, Feel.Eval(input), ("limit", 7), ("allowed", Feel.Eval("[1, 2, 3]"))).ToString());

    [Fact]
    public void Only_a_dash_or_nothing_passes_everything()
    {
        Assert.True(FeelUnaryTests.Compile(" - ", FeelScope.Empty).Value!.IsAny);
        Assert.True(FeelUnaryTests.Compile("  ", FeelScope.Empty).Value!.IsAny);
        Assert.False(FeelUnaryTests.Compile("true", FeelScope.Empty).Value!.IsAny);
    }

    [Fact]
    public void The_input_is_no_free_name() =>
        Assert.Equal(["limit"], FeelUnaryTests.Compile("? > limit", new FeelScope(["limit", "other"])).Value!.Names);
}
