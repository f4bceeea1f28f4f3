using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class BoxedTests
{
    private static readonly string _double = "<businessKnowledgeModel id='twice' name='twice'><encapsulatedLogic><formalParameter name='x' typeRef='number'/>"
        + Some.Literal("x * 2") + "</encapsulatedLogic></businessKnowledgeModel>";

    private static FeelValue Evaluate(string logic, string more = "", string requires = "") => Some.Outcome(
        Some.Definitions(Some.Input("n", "number") + more + Some.Decision("d", ["in-n"], requires + logic)), "d", ("n", 3)).Value;

    [Fact]
    public void Entries_of_a_context_see_those_above_them() =>
        Assert.Equal(Some.Value("{a: 4, b: 8}"), Evaluate(
            $"<context><contextEntry><variable name='a'/>{Some.Literal("n + 1")}</contextEntry><contextEntry><variable name='b'/>{Some.Literal("a * 2")}</contextEntry></context>"));

    [Fact]
    public void A_context_with_a_result_is_its_result() =>
        Assert.Equal((FeelValue)16, Evaluate(
            $"<context><contextEntry><variable name='n'/>{Some.Literal("n + 1")}</contextEntry><contextEntry>{Some.Literal("n * n")}</contextEntry></context>"));

    [Fact]
    public void Lists_relations_and_conditionals_hold_other_expressions()
    {
        Assert.Equal(Some.Value("[3, 4]"), Evaluate($"<list>{Some.Literal("n")}{Some.Literal("n + 1")}</list>"));
        Assert.Equal(Some.Value("[{a: 1, b: 3}, {a: 2, b: 4}]"), Evaluate(
            $"<relation><column name='a'/><column name='b'/><row>{Some.Literal("1")}{Some.Literal("n")}</row><row>{Some.Literal("2")}{Some.Literal("n + 1")}</row></relation>"));
        Assert.Equal((FeelValue)"big", Evaluate(
            $"<conditional><if>{Some.Literal("n > 2")}</if><then>{Some.Literal("\"big\"")}</then><else>{Some.Literal("\"small\"")}</else></conditional>"));
    }

    [Fact]
    public void An_invocation_binds_the_parameters_of_a_knowledge_model() =>
        Assert.Equal((FeelValue)8, Evaluate(
            $"<invocation>{Some.Literal("twice")}<binding><parameter name='x'/>{Some.Literal("n + 1")}</binding></invocation>", _double,
            "<knowledgeRequirement><requiredKnowledge href='#twice'/></knowledgeRequirement>"));

    [Fact]
    public void A_call_of_a_model_that_is_not_required_is_told()
    {
        var finding = Assert.Single(Some.Read(Some.Definitions(_double + Some.Decision("d", [], $"<invocation>{Some.Literal("twice")}</invocation>"))).Findings);

        Assert.Equal("unknown-knowledge-model", finding.Code);
        Assert.Equal("Decision 'd': found a call of 'twice', expected a required knowledge model (none is required here).", finding.Message);
    }

    [Fact]
    public void Models_that_double_their_calls_at_each_level_run_into_a_budget()
    {
        var leaf = "<businessKnowledgeModel id='m0' name='m0'><encapsulatedLogic>" + Some.Literal("1") + "</encapsulatedLogic></businessKnowledgeModel>";
        var levels = Enumerable.Range(1, 40).Select(i => $"<businessKnowledgeModel id='m{i}' name='m{i}'><encapsulatedLogic><list>"
            + $"<invocation>{Some.Literal($"m{i - 1}")}</invocation><invocation>{Some.Literal($"m{i - 1}")}</invocation></list></encapsulatedLogic>"
            + $"<knowledgeRequirement><requiredKnowledge href='#m{i - 1}'/></knowledgeRequirement></businessKnowledgeModel>");
        var outcome = Some.Outcome(Some.Definitions(leaf + string.Concat(levels) + Some.Decision("d", [],
            $"<knowledgeRequirement><requiredKnowledge href='#m40'/></knowledgeRequirement><invocation>{Some.Literal("m40")}</invocation>")), "d");

        Assert.True(outcome.Value.IsNull);
        Assert.Equal(["The evaluation stopped: it needs more than 100000 steps."], outcome.Problems);
    }
}
