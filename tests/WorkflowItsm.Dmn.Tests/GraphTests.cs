using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class GraphTests
{
    [Fact]
    public void Required_decisions_are_evaluated_first_and_once_and_not_taken_from_the_caller()
    {
        var xml = Some.Definitions(Some.Input("a") + Some.Input("b")
            + Some.Decision("total", ["sum", "double"], Some.Literal("sum + double"))
            + Some.Decision("double", ["sum", "in-b"], Some.Literal("sum * 2"))
            + Some.Decision("sum", ["in-a", "in-b"], Some.Literal("a + b")));
        var decision = Some.Model(xml).Find("total")!;

        Assert.Equal(["a", "b"], decision.Inputs);
        Assert.Equal(["total"], decision.Outputs);
        var outcome = decision.Evaluate(FeelContext.Of(("a", 1), ("b", 2), ("sum", 100)), Some.Session());
        Assert.Equal((FeelValue)9, outcome.Value);
        Assert.Equal(FeelContext.Of(("a", 1), ("b", 2)), outcome.Inputs);
    }

    [Fact]
    public void A_chain_of_thousands_of_decisions_needs_no_deep_stack()
    {
        const int Length = 20_000;
        var chain = Enumerable.Range(1, Length - 1).Select(i => Some.Decision($"d{i}", [$"d{i - 1}"], Some.Literal($"d{i - 1} + 1")));
        var xml = Some.Definitions(string.Concat(chain.Prepend(Some.Decision("d0", [], Some.Literal("0"))).Reverse()));

        var session = new FeelSession(DateTimeOffset.UnixEpoch, new FeelLimits(Steps: 1_000_000));
        Assert.Equal((FeelValue)(Length - 1), Some.Model(xml).Find($"d{Length - 1}")!.Evaluate(FeelContext.Empty, session).Value);
    }

    [Fact]
    public void Names_may_contain_spaces()
    {
        var xml = Some.Definitions(Some.Input("Applicant Age", "number").Replace("in-Applicant Age", "in-age", StringComparison.Ordinal)
            + Some.Decision("d", ["in-age"], Some.Literal("Applicant Age + 1")));

        Assert.Equal((FeelValue)19, Some.Outcome(xml, "d", ("Applicant Age", 18)).Value);
    }

    [Theory]
    [InlineData("c.start-date", "1")]
    [InlineData("c.profit and loss", "2")]
    [InlineData("c.start-date - 1", "0")]
    [InlineData("[c][start-date = 1].profit and loss", "[2]")]
    [InlineData("p.base+rate", "5")]
    [InlineData("if needed + 1", "8")]
    [InlineData("for some reason and true", "true")]
    public void Entries_and_names_may_hold_signs_and_words_of_the_language(string feel, string expected)
    {
        var xml = Some.Definitions("<itemDefinition name='tP'><itemComponent name='base+rate'><typeRef>number</typeRef></itemComponent></itemDefinition>"
            + Some.Input("p", "tP") + Some.Input("if needed").Replace("in-if needed", "in-if", StringComparison.Ordinal)
            + Some.Input("for some reason").Replace("in-for some reason", "in-for", StringComparison.Ordinal)
            + Some.Decision("c", [], $"<context><contextEntry><variable name='start-date'/>{Some.Literal("1")}</contextEntry>"
                + $"<contextEntry><variable name='profit and loss'/>{Some.Literal("2")}</contextEntry></context>")
            + Some.Decision("d", ["c", "in-p", "in-if", "in-for"], Some.Literal(feel)));

        Assert.Equal(expected, Some.Outcome(xml, "d", ("p", Some.Value("{\"base+rate\": 5}")), ("if needed", 7), ("for some reason", true)).Value.ToString());
    }

    [Fact]
    public void A_lone_table_takes_the_names_it_uses_as_inputs_and_says_so()
    {
        var read = Some.Read(Some.Definitions("""
            <decision id='d' name='d'><decisionTable id='tab'>
            <input><inputExpression><text>ticket.impact</text></inputExpression></input><output/>
            <rule id='r1'><inputEntry><text>1</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
            <rule id='r2'><inputEntry><text>not(1)</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
            </decisionTable></decision>
            """));

        var finding = Assert.Single(read.Findings);
        Assert.Equal(("undeclared-input", Severity.Warning), (finding.Code, finding.Severity));
        Assert.Equal("Decision 'd' uses 'ticket' without requiring it; it is taken as an input from the caller.", finding.Message);
        var decision = read.Model!.Find("d")!;
        Assert.Equal(["ticket"], decision.Inputs);
        Assert.Equal(["d"], decision.Outputs);
        Assert.Equal((FeelValue)"high", decision.Evaluate(FeelContext.Of(("ticket", Some.Value("{impact: 1}"))), Some.Session()).Value);
    }

    [Fact]
    public void A_circle_is_told_with_all_its_decisions()
    {
        var findings = Some.Read(Some.Definitions(Some.Decision("a", ["b"], Some.Literal("b")) + Some.Decision("b", ["c"], Some.Literal("c"))
            + Some.Decision("c", ["a"], Some.Literal("a")))).Findings;

        var finding = Assert.Single(findings);
        Assert.Equal("decision-cycle", finding.Code);
        Assert.Equal("Decision 'c' closes a circle: 'a' requires 'b' requires 'c' requires 'a'.", finding.Message);
    }

    [Fact]
    public void A_missing_requirement_is_told()
    {
        var finding = Assert.Single(Some.Read(Some.Definitions(Some.Decision("a", ["in-x"], Some.Literal("1")))).Findings);

        Assert.Equal(("requirement-missing", "a"), (finding.Code, finding.ElementId));
        Assert.Equal("Decision 'a' requires '#in-x', but this file has no inputData with that id.", finding.Message);
    }
}
