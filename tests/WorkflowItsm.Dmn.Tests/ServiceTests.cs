using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class ServiceTests
{
    private const string Service = """
        <decisionService id='s' name='total of'>
          <outputDecision href='#total'/><encapsulatedDecision href='#sum'/>
          <inputDecision href='#rate'/><inputData href='#in-a'/><inputData href='#in-b'/>
        </decisionService>
        """;

    private static readonly string _model = Some.Definitions(
        Some.Input("a", "number") + Some.Input("b", "number") + Some.Decision("rate", ["in-b"], Some.Literal("b / 100"))
        + Some.Decision("sum", ["in-a", "in-b"], Some.Literal("a + b")) + Some.Decision("total", ["sum", "rate"], Some.Literal("sum * rate"))
        + Service + Caller("caller", "total of(1, 2, 3)") + Caller("named", "total of(rate: 3, b: 2, a: 1)")
        + Caller("few", "total of(1)") + Caller("wrong", "total of(\"x\", 2, 3)")
        + Decision("boxed", $"<invocation>{Some.Literal("total of")}{Binding("a", "1")}{Binding("b", "2")}{Binding("rate", "10")}</invocation>"));

    [Theory]
    [InlineData("caller", "9")]
    [InlineData("named", "9")]
    [InlineData("boxed", "30")]
    [InlineData("few", "null")]
    [InlineData("wrong", "null")]
    public void A_service_is_called_with_its_input_data_and_then_its_input_decisions(string decision, string expected) =>
        Assert.Equal(expected, Some.Outcome(_model, decision).Value.ToString());

    [Fact]
    public void A_service_can_be_called_from_outside()
    {
        var service = Some.Model(_model).FindInvocable("total of")!;

        Assert.True(service.IsService);
        Assert.Equal(["a", "b", "rate"], service.Parameters);
        Assert.Equal(["total"], service.Outputs);
        Assert.Equal("Decision service 'total of'", service.ToString());
        var outcome = service.Evaluate(FeelContext.Of(("a", 1), ("b", 2), ("rate", 7)), Some.Session());
        Assert.Equal((FeelValue)21, outcome.Value);
        Assert.Empty(outcome.Problems);
    }

    [Fact]
    public void A_knowledge_model_can_be_called_from_outside()
    {
        var model = Some.Model(Some.Definitions("<businessKnowledgeModel id='m' name='twice'><encapsulatedLogic><formalParameter name='n' typeRef='number'/>"
            + $"{Some.Literal("n * 2")}</encapsulatedLogic></businessKnowledgeModel>")).FindInvocable("m")!;

        Assert.Equal((FeelValue)8, model.Evaluate(FeelContext.Of(("n", 4)), Some.Session()).Value);
        var wrong = model.Evaluate(FeelContext.Of(("n", "x")), Some.Session());
        Assert.Equal(["Parameter 'n' of 'twice' is \"x\", expected a number; the result is null."], wrong.Problems);
    }

    [Fact]
    public void A_service_with_several_outputs_gives_a_context()
    {
        var xml = Some.Definitions(Some.Input("a") + Some.Decision("x", ["in-a"], Some.Literal("a + 1")) + Some.Decision("y", ["x"], Some.Literal("x * 10"))
            + "<decisionService id='s' name='both'><outputDecision href='#x'/><outputDecision href='#y'/><inputData href='#in-a'/></decisionService>");

        Assert.Equal("""{"x": 2, "y": 20}""", Some.Model(xml).FindInvocable("both")!.Evaluate(FeelContext.Of(("a", 1)), Some.Session()).Value.ToString());
    }

    [Fact]
    public void Given_decisions_are_not_evaluated_and_what_only_they_need_is_not_asked_for()
    {
        var model = Some.Model(_model);
        var outcome = model.Find("total")!.Evaluate(FeelContext.Of(("a", 1), ("b", 2), ("rate", 5)), [model.Find("rate")!], Some.Session());

        Assert.Equal((FeelValue)15, outcome.Value);
        var sum = model.Find("total")!.Evaluate(FeelContext.Of(("sum", 2), ("rate", 5)), [model.Find("rate")!, model.Find("sum")!], Some.Session());
        Assert.Equal((FeelValue)10, sum.Value);
        Assert.Equal(FeelContext.Of(("sum", 2), ("rate", 5)), sum.Inputs);
    }

    [Fact]
    public void A_service_without_output_is_told()
    {
        var findings = Some.Read(Some.Definitions("<decisionService id='s' name='empty'/>")).Findings;

        Assert.Equal("Decision service 'empty' names no output decision; it gives nothing.", Assert.Single(findings).Message);
    }

    private static string Caller(string name, string feel) => Decision(name, Some.Literal(feel));

    private static string Decision(string name, string logic) =>
        Some.Decision(name, [], $"<knowledgeRequirement><requiredKnowledge href='#s'/></knowledgeRequirement>{logic}");

    private static string Binding(string name, string feel) => $"<binding><parameter name='{name}'/>{Some.Literal(feel)}</binding>";
}
