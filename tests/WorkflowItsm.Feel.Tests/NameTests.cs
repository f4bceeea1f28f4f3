namespace WorkflowItsm.Feel.Tests;

public sealed class NameTests
{
    [Theory]
    [InlineData("profit-loss", "profit|loss|profit-loss", "1")]
    [InlineData("profit - loss", "profit|loss|profit-loss", "1")]
    [InlineData("profit-loss", "profit|loss", "-1")]
    [InlineData("first name + last name", "first name|last name", "3")]
    [InlineData("date and time", "date|time", "null")]
    [InlineData("工单 优先级 + 1", "工单 优先级", "2")]
    [InlineData("count", "count", "1")]
    [InlineData("for each in [1] return each", "x", "[1]")]
    [InlineData("{order date: 1, due: order date + 1}.due", "order", "2")]
    [InlineData("[{a+b: 5}][a+b = 5].a+b", "q", "[5]")]
    public void The_longest_known_name_wins(string text, string names, string expected)
    {
        var known = names.Split('|').Select((name, index) => (name, (FeelValue)(name == "profit-loss" ? 1 : index + 1))).ToArray();
        Assert.Equal(expected, Feel.Eval(text, known).ToString());
    }

    [Fact]
    public void Names_come_in_the_order_of_their_slots()
    {
        var expression = Feel.Compile("b + a + b", "a", "b", "c");
        Assert.Equal(["b", "a"], expression.Names);
        Assert.Equal(5, expression.Evaluate([2, 1], Feel.Session()));
    }

    [Fact]
    public void An_open_scope_takes_unknown_names_as_free_names()
    {
        var compiled = FeelExpression.Compile("order total > limit", new FeelScope(["limit"], open: true));
        Assert.Equal(["order total", "limit"], compiled.Value!.Names);
    }

    [Fact]
    public void Too_few_slots_are_the_callers_bug()
    {
        var error = Assert.Throws<ArgumentException>(() => Feel.Compile("a + b", "a", "b").Evaluate([1], Feel.Session()));
        Assert.Equal("There are 1 slots for the names [a, b]; each needs one.", error.Message);
    }
}
