namespace WorkflowItsm.Feel.Tests;

public sealed class FindingTests
{
    [Theory]
    [InlineData("1 + * 2", "feel-syntax: line 1, column 5: found `*`, expected an expression. Write a value, a name or a function call there.")]
    [InlineData("", "feel-syntax: line 1, column 1: found the end of the text, expected an expression. Write a value, a name or a function call there.")]
    [InlineData("1 +\n  )", "feel-syntax: line 2, column 3: found `)`, expected an expression. Write a value, a name or a function call there.")]
    [InlineData("(1", "feel-syntax: line 1, column 3: found the end of the text, expected `)`. Write `)` there.")]
    [InlineData("\"abc", "feel-syntax: line 1, column 1: found a string that is not closed, expected an expression. Close the string with `\"`.")]
    [InlineData("1 2", "feel-syntax: line 1, column 3: found `2`, expected an operator or the end. Join the two parts with an operator, or delete the second.")]
    [InlineData("if 1 then 2", "feel-syntax: line 1, column 12: found the end of the text, expected `else`. Write `else` there.")]
    [InlineData("[1..", "feel-syntax: line 1, column 5: found the end of the text, expected an expression. Write a value, a name or a function call there.")]
    [InlineData("f(1, b: 2)", "feel-unknown-name: line 1, column 1: there is no name `f`. Known names here: impact, urgency. Use a known name, or declare `f`; text needs quotes: \"f\".\nfeel-syntax: line 1, column 10: this call mixes arguments with and without names. Give every argument a name, or none.")]
    [InlineData("1 instance of numbr", "feel-syntax: line 1, column 15: found `numbr`, expected a type. Write one of days and time duration, years and months duration, date and time, date, time, number, string, boolean, function, list, range, context, Null, Any.")]
    [InlineData("{a: 1, a: 2}", "feel-duplicate-key: line 1, column 8: the context has two entries `a`. Rename or delete one of them.")]
    [InlineData("imapct = 1", "feel-unknown-name: line 1, column 1: there is no name `imapct`. Known names here: impact, urgency. Did you mean `impact`?")]
    [InlineData("strin length(\"a\")", "feel-unknown-name: line 1, column 1: there is no name `strin length`. Known names here: urgency, impact. Did you mean `string length`?")]
    [InlineData("9e9999", "feel-number: line 1, column 1: the number `9e9999` is out of range. Write a number of up to 34 digits below 10^6144.")]
    [InlineData("function(a) external {}", "feel-external: line 1, column 13: external functions are not run here. Write the body in FEEL.")]
    public void A_text_that_does_not_compile_says_place_cause_and_cure(string text, string expected) =>
        Assert.Equal(expected, Feel.Error(text, "impact", "urgency"));

    [Fact]
    public void All_unknown_names_are_found_at_once()
    {
        var findings = FeelExpression.Compile("one + two\n + three", FeelScope.Empty).Findings;
        Assert.Equal(
            [
                "line 1, column 1: there is no name `one`. No names are known here.",
                "line 1, column 7: there is no name `two`. No names are known here.",
                "line 2, column 4: there is no name `three`. No names are known here.",
            ],
            findings.Select(finding => finding.Message));
        Assert.Equal(new TextPosition(2, 4), findings[2].Position);
    }

    [Fact]
    public void A_temporal_literal_that_is_none_is_a_warning_and_null()
    {
        var compiled = FeelExpression.Compile("@\"2026-02-30\"", FeelScope.Empty);
        var finding = Assert.Single(compiled.Findings);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("line 1, column 1: `2026-02-30` is no date, time or duration, so this is null.", finding.Message);
        Assert.True(compiled.Value!.Evaluate([], Feel.Session()).IsNull);
    }

    [Theory]
    [InlineData("(", 5_000)]
    [InlineData("[", 5_000)]
    [InlineData("-", 5_000)]
    [InlineData("not(", 5_000)]
    [InlineData("1+", 5_000)]
    [InlineData("if true then ", 5_000)]
    [InlineData("1 instance of list<", 5_000)]
    public void Deep_texts_end_in_a_finding(string piece, int count)
    {
        var text = piece == "1 instance of list<" ? piece + string.Concat(Enumerable.Repeat("list<", count)) : string.Concat(Enumerable.Repeat(piece, count));
        var compiled = FeelExpression.Compile(text, FeelScope.Empty);
        Assert.Null(compiled.Value);
        Assert.Equal("feel-too-deep", compiled.Findings[0].Code);
    }

    [Fact]
    public void Long_chains_of_conditions_are_not_deep()
    {
        var text = string.Join(" or ", Enumerable.Range(0, 3_000).Select(i => $"a = {i}"));
        Assert.Equal(true, Feel.Eval(text, ("a", 2_999)));
    }

    [Theory]
    [InlineData("1 + \"a\"", "1 + \"a\"", "a number and a string cannot be added.")]
    [InlineData("2 * {a: 1}.b", "{a: 1}.b", "The context has no entry `b`; it has `a`.")]
    [InlineData("abs(\"x\")", "abs(\"x\")", "`abs` needs a number as `n`; found a string.")]
    [InlineData("[1, 2][3]", "[1, 2][3]", "There is no item 3; the list has 2, counted from 1, or from the end by -1.")]
    [InlineData("1 / 0", "1 / 0", "This divides by zero.")]
    [InlineData("floor()", "floor()", "`floor` takes 1 to 2 arguments; 0 were given.")]
    [InlineData("[3..1]", "[3..1]", "The range begins at 3, behind its end 1.")]
    [InlineData("date(\"x\")", "date(\"x\")", "`x` is not a date such as 2026-01-31.")]
    public void A_null_keeps_its_reason(string text, string expression, string message)
    {
        var session = Feel.Session();
        Assert.True(Feel.Eval(text, session).IsNull);
        Assert.Equal(new SuppressedNull(expression, new TextPosition(1, 1 + text.IndexOf(expression, StringComparison.Ordinal)), message), session.Reasons[0]);
    }
}
