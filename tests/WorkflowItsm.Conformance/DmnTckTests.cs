using WorkflowItsm.Conformance.DmnTck;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Conformance;

public sealed class DmnTckTests
{
    /// <summary>The variable that says where the kit is, if not in the shared material.</summary>
    private const string Variable = "DMN_TCK_DIR";

    [Fact]
    public void The_kit_gives_the_approved_score()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var score = Kit.Run(string.IsNullOrEmpty(named) ? Shared.Require("dmn-tck") : named);

        Golden.Check(string.Join('\n', score.Cases.Where(result => !result.Passed).Select(result => $"failed {result.Title}").Append(score.ToString())));
    }

    [Fact]
    public async Task A_folder_of_ones_own_is_run_compared_and_written_in_the_format_of_the_kit()
    {
        var folder = Directory.CreateTempSubdirectory("kit");
        try
        {
            await WriteCase(Path.Combine(folder.FullName, "0001-sum"), "0001-sum");
            var (output, csv) = (new StringWriter(), Path.Combine(folder.FullName, "results.csv"));

            Assert.Equal(0, await DmnTckVerb.RunAsync([folder.FullName, "--csv", csv], output, TextWriter.Null));

            Assert.Equal(
                "0001-sum: 2/3\n  failed 0001-sum 0001-sum-test-01 wrong: sum: expected 4, found 3\ndmn-tck: cases 2/3, non-null 1/2, folders 66.7 %\n",
                output.ToString().ReplaceLineEndings("\n"));
            Assert.Equal(
                "\"0001-sum\",\"0001-sum-test-01\",\"right\",\"SUCCESS\",\"\"\n"
                    + "\"0001-sum\",\"0001-sum-test-01\",\"wrong\",\"ERROR\",\"sum: expected 4, found 3\"\n"
                    + "\"0001-sum\",\"0001-sum-test-01\",\"nothing\",\"SUCCESS\",\"\"\n",
                await File.ReadAllTextAsync(csv, TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Words_that_make_no_sense_are_answered_with_the_usage()
    {
        var errors = new StringWriter();

        Assert.Equal(2, await DmnTckVerb.RunAsync([], TextWriter.Null, errors));
        Assert.StartsWith("Usage: dmn-tck DIR", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await DmnTckVerb.RunAsync(["/no/such/folder"], TextWriter.Null, errors));
        Assert.Contains("There is no folder /no/such/folder.", errors.ToString(), StringComparison.Ordinal);
    }

    private static async Task WriteCase(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.dmn"), """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="sums" namespace="urn:sums">
              <inputData id="a" name="a"><variable name="a" typeRef="number"/></inputData>
              <decision id="sum" name="sum">
                <variable name="sum"/>
                <informationRequirement><requiredInput href="#a"/></informationRequirement>
                <literalExpression><text>a + 1</text></literalExpression>
              </decision>
            </definitions>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}-test-01.xml"), $"""
            <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
              <modelName>{name}.dmn</modelName>
              {Case("right", "2", "3.000000001")}{Case("wrong", "2", "4")}
              <testCase id="nothing"><resultNode name="sum" type="decision"><expected><value xsi:nil="true"/></expected></resultNode></testCase>
            </testCases>
            """);
    }

    private static string Case(string id, string input, string expected) =>
        $"""<testCase id="{id}"><inputNode name="a"><value xsi:type="xsd:decimal">{input}</value></inputNode><resultNode name="sum" type="decision"><expected><value xsi:type="xsd:decimal">{expected}</value></expected></resultNode></testCase>""";
}
