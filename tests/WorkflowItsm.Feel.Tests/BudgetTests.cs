namespace WorkflowItsm.Feel.Tests;

public sealed class BudgetTests
{
    private const string Steps = "The evaluation stopped: it needs more than 100000 steps.";
    private const string Bytes = "The evaluation stopped: it makes more than 16777216 bytes of values.";
    private const string Value = "The evaluation stopped: it makes a value of more than 16777216 bytes.";
    private const string Depth = "The evaluation stopped: its calls nest deeper than 100 levels.";
    private const string Nesting = "The evaluation stopped: it nests lists deeper than 128 levels.";

    [Theory]
    [InlineData("for i in 1..1000000000 return i", Steps)]
    [InlineData("some i in 1..1000000000 satisfies i < 0", Steps)]
    [InlineData("for a in 1..1000, b in 1..1000, c in 1..1000 return 1", Steps)]
    [InlineData("{f: function(n) f(n + 1), r: f(1)}.r", Depth)]
    [InlineData("{f: function(f) f(f), r: f(f)}.r", Depth)]
    [InlineData("for i in 1..60 return if i = 1 then \"ab\" else partial[-1] + partial[-1]", Bytes)]
    [InlineData("for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]", Value)]
    [InlineData("for i in 1..300 return if i = 1 then [] else [partial[-1]]", Nesting)]
    [InlineData("count(for i in 1..90000 return \"x\") + count(for i in 1..90000 return \"x\")", Steps)]
    public void What_runs_out_ends_in_null_and_says_so(string text, string expected)
    {
        var session = Feel.Session();
        Assert.True(Feel.Eval(text, session).IsNull);
        Assert.Equal(expected, session.Exhausted);
    }

    [Fact]
    public void An_exhausted_session_answers_nothing_any_more()
    {
        var session = Feel.Session(new FeelLimits(Steps: 10));
        Feel.Eval("for i in 1..100 return i", session);
        Assert.Equal("The evaluation stopped: it needs more than 10 steps.", session.Exhausted);
        Assert.True(Feel.Eval("1 + 1", session).IsNull);
    }

    [Fact]
    public void The_same_work_always_takes_the_same_steps()
    {
        const string Text = "for i in 1..20 return [i, string(i)]";
        var least = Enumerable.Range(1, 1000).First(steps => Exhausted(Text, steps) is null);
        Assert.NotNull(Exhausted(Text, least - 1));
        Assert.Null(Exhausted(Text, least));
    }

    [Fact]
    public void A_tall_function_that_calls_itself_does_not_overflow_the_stack()
    {
        var tall = string.Concat(Enumerable.Repeat("(1 + ", 70)) + "f(n + 1)" + new string(')', 70);
        var session = Feel.Session(new FeelLimits(Steps: 10_000_000));
        var expression = Feel.Compile($"{{f: function(n) {tall}, r: f(1)}}.r");
        var thread = new Thread(() => expression.Evaluate([], session), 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(Depth, session.Exhausted);
    }

    private static string? Exhausted(string text, int steps)
    {
        var session = Feel.Session(new FeelLimits(steps));
        Feel.Eval(text, session);
        return session.Exhausted;
    }
}
