using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class PartialTests
{
    [Fact]
    public void What_is_sound_can_be_evaluated_beside_what_is_not()
    {
        var read = Some.Read(Some.Definitions(Some.Decision("good", [], Some.Literal("1 + 1")) + Some.Decision("bad", [], Some.Literal("1 +"))
            + Some.Decision("on bad", ["bad"], Some.Literal("if bad = null then \"none\" else bad"))));

        Assert.Null(read.Model);
        Assert.Single(read.Findings);
        Assert.Equal((FeelValue)2, Evaluate(read, "good"));
        Assert.Equal(FeelValue.Null, Evaluate(read, "bad"));
        Assert.Equal((FeelValue)"none", Evaluate(read, "on bad"));
    }

    [Fact]
    public void A_circle_is_cut_where_it_closes()
    {
        var read = Some.Read(Some.Definitions(Some.Decision("a", ["b"], Some.Literal("[1, b]")) + Some.Decision("b", ["a"], Some.Literal("[2, a]"))));

        Assert.Null(read.Model);
        Assert.Equal("[1, [2, null]]", Evaluate(read, "a").ToString());
    }

    [Fact]
    public void Without_errors_the_partial_model_is_the_model()
    {
        var read = Some.Read(Some.Definitions(Some.Decision("d", [], Some.Literal("1"))));

        Assert.Same(read.Model, read.Partial);
        Assert.Null(Some.Read("<nothing/>").Partial);
        Assert.Null(Some.Read("no xml").Partial);
    }

    private static FeelValue Evaluate(DmnRead read, string decision) => read.Partial!.Find(decision)!.Evaluate(FeelContext.Empty, Some.Session()).Value;
}
