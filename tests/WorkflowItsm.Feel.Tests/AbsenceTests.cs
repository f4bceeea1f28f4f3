using CsCheck;
using WorkflowItsm.Feel.Tests.Printing;

namespace WorkflowItsm.Feel.Tests;

/// <summary>What an expression can answer without certain names.</summary>
public sealed class AbsenceTests
{
    private static readonly FeelScope s_scope = new(Trees.Names);

    [Theory]
    [InlineData("a > 3", FeelAnswers.Null)]
    [InlineData("a = 3", FeelAnswers.False)]
    [InlineData("a = null", FeelAnswers.True)]
    [InlineData("a.x.y != \"z\"", FeelAnswers.True)]
    [InlineData("a + 1", FeelAnswers.Null)]
    [InlineData("a > 3 and true", FeelAnswers.Null)]
    [InlineData("a > 3 and b c", FeelAnswers.Null | FeelAnswers.False)]
    [InlineData("not(a between 1 and 2)", FeelAnswers.Null)]
    [InlineData("if a > 3 then true else 7", FeelAnswers.Other)]
    [InlineData("if @\"PT1H\" then 1 else 2", FeelAnswers.Null)]
    [InlineData("b c > 3", FeelAnswers.True | FeelAnswers.False | FeelAnswers.Null)]
    [InlineData("count(a)", FeelAnswers.Any)]
    public void An_expression_is_read_with_a_name_missing(string text, FeelAnswers expected) =>
        Assert.Equal(expected, FeelExpression.Compile(text, s_scope).Value!.AnswersWithout(["a"]));

    [Fact]
    public void What_comes_out_is_always_among_what_was_said() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        if (FeelExpression.Compile(Printer.Print(new Trees(seed).Tree(3)), s_scope).Value is not { } expression) return;
        var missing = Trees.Names.Where(_ => random.Next(2) == 0).ToArray();
        FeelValue[] values = [1, 3, true, false, "x", FeelValue.Null, FeelValue.List([1, 2]), FeelValue.Context(FeelContext.Of(("x", 1)))];
        var session = Feel.Session(new FeelLimits(10_000, 100, 1_000_000));

        var value = expression.Evaluate(
            FeelContext.Of([.. Trees.Names.Select(name => (name, missing.Contains(name) ? FeelValue.Null : values[random.Next(values.Length)]))]), session);

        if (session.Exhausted is not null) return;
        var said = expression.AnswersWithout(missing);
        var came = value.IsNull ? FeelAnswers.Null : !value.TryGetBoolean(out var flag) ? FeelAnswers.Other : flag ? FeelAnswers.True : FeelAnswers.False;
        Assert.True(said.HasFlag(came), $"{expression.Text} without {string.Join(", ", missing)} gave {value}; said: {said}");
    }, iter: Fuzz.Inputs / 4);
}
