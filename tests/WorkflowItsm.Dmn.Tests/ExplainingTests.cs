using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class ExplainingTests
{
    private static readonly string s_xml = Some.Table("FIRST", "impact: number; area: string", "x: string",
        "1 | \"net\" => \"high\" // the network is down", "<= 2 | - => \"middle\"", "- | - => \"low\"");

    [Fact]
    public void Every_rule_says_why_it_did_not_match()
    {
        var table = Assert.Single(Explain(("impact", 2), ("area", "disk")).Tables);

        Assert.Equal(("t", "t-table", "FIRST"), (table.OwnerId, table.TableId, table.HitPolicy));
        Assert.Equal(["impact = 2", "area = \"disk\""], table.Columns.Select(column => $"{column.Label} = {column.Value}"));
        Assert.Equal([false, true, true], table.Rules.Select(rule => rule.Matches));
        Assert.Equal(["1: `1` got 2", "2: `\"net\"` got \"disk\""], table.Rules[0].Failing.Select(cell => $"{cell.Column}: `{cell.Test}` got {cell.Value}"));
        Assert.Equal("the network is down", table.Rules[0].Annotation);
    }

    [Fact]
    public void The_value_is_that_of_an_evaluation_and_comes_last()
    {
        var trace = Explain(("impact", 1), ("area", "net"));

        Assert.Equal("high", trace.Outcome.Value);
        Assert.Equal(("t", "high"), (trace.Decisions[^1].Name, trace.Decisions[^1].Value));
    }

    [Fact]
    public void Decisions_on_the_way_are_told_in_their_order()
    {
        var xml = Some.Definitions(Some.Input("n", "number") + Some.Decision("half", ["in-n"], Some.Literal("n / 2")) + Some.Decision("more", ["half"], Some.Literal("half + 1")));
        var trace = Some.Model(xml).Find("more")!.Explain(FeelContext.Of(("n", 10)), Some.Session());

        Assert.Equal(["half = 5", "more = 6"], trace.Decisions.Select(taken => $"{taken.Name} = {taken.Value}"));
    }

    [Fact]
    public void A_null_tells_its_reason()
    {
        var xml = Some.Definitions(Some.Input("n") + Some.Decision("d", ["in-n"], Some.Literal("n + 1")));
        var trace = Some.Model(xml).Find("d")!.Explain(FeelContext.Of(("n", "text")), Some.Session());

        Assert.Equal("n + 1", Assert.Single(trace.Nulls).Expression);
    }

    private static DecisionTrace Explain(params (string, FeelValue)[] inputs) => Some.Model(s_xml).Find("t")!.Explain(FeelContext.Of(inputs), Some.Session());
}
