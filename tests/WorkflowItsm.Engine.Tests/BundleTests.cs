using System.Text;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Tests;

public sealed class BundleTests
{
    [Fact]
    public void Decision_models_of_a_bundle_may_import_each_other_in_any_order()
    {
        var (bundle, findings) = new BundleReader([]).Read("b", 1, [
            File("a.dmn", """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="a" name="a" namespace="urn:a">
                  <import name="rates" namespace="urn:rates" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
                  <decision id="d" name="d"><variable name="d"/>
                    <informationRequirement><requiredDecision href="urn:rates#r"/></informationRequirement>
                    <literalExpression><text>rates.rate * 2</text></literalExpression></decision>
                </definitions>
                """),
            File("rates.dmn", """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rates" name="rates" namespace="urn:rates">
                  <decision id="r" name="rate"><variable name="rate"/><literalExpression><text>21</text></literalExpression></decision>
                </definitions>
                """)]);

        Assert.Empty(findings);
        var model = bundle!.Parts.OfType<DecisionPart>().Single(part => part.Path == "a.dmn").Content;
        Assert.Equal((FeelValue)42, model.Find("d")!.Evaluate(FeelContext.Empty, new FeelSession(DateTimeOffset.UnixEpoch)).Value);
    }

    private static BundleFile File(string path, string xml) => new(path, Encoding.UTF8.GetBytes(xml));
}
