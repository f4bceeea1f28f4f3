using System.Text;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Versions_1_1_to_1_5_are_read_alike(string ns)
    {
        var xml = Some.Table("UNIQUE", "n: number", "x: number", "1 => 2", "not(1) => 3").Replace(Some.Dmn13, ns, StringComparison.Ordinal);

        Assert.Equal((FeelValue)2, Some.Outcome(xml, "t", ("n", 1)).Value);
    }

    [Fact]
    public void A_prefix_for_the_namespace_makes_no_difference()
    {
        var xml = $"<dmn:definitions xmlns:dmn='{Some.Dmn13}' name='p' namespace='urn:p'><dmn:decision id='d' name='d'><dmn:literalExpression><dmn:text>1 + 1</dmn:text></dmn:literalExpression></dmn:decision></dmn:definitions>";
        var model = Some.Model(xml);

        Assert.Equal(("p", "urn:p"), (model.Name, model.Namespace));
        Assert.Equal((FeelValue)2, model.Find("d")!.Evaluate(FeelContext.Empty, Some.Session()).Value);
        Assert.Null(model.Find("e"));
    }

    [Fact]
    public void Another_vocabulary_is_not_dmn()
    {
        var finding = Assert.Single(Some.Read("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>").Findings);

        Assert.Equal("not-dmn", finding.Code);
        Assert.Equal("Found the root element 'definitions' of the namespace 'http://www.omg.org/spec/BPMN/20100524/MODEL', expected 'definitions' of DMN 1.1 to 1.5.", finding.Message);
        Assert.Equal("some.dmn", finding.File);
    }

    [Fact]
    public void A_document_type_is_refused_and_nothing_of_it_opened()
    {
        var read = DmnModel.Read("evil.dmn", Encoding.UTF8.GetBytes($"<!DOCTYPE definitions [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><definitions xmlns='{Some.Dmn13}' name='&x;'/>"));

        Assert.Null(read.Model);
        Assert.Equal("xml-dtd", Assert.Single(read.Findings).Code);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_in_the_order_of_the_file()
    {
        var read = Some.Read(Some.Definitions("""
            <inputData id='in-a' name='a'><variable name='a' typeRef='numbr'/></inputData>
            <decision id='d' name='d'>
            <informationRequirement id='q1'><requiredInput href='#in-a'/></informationRequirement>
            <decisionTable id='tab' hitPolicy='BEST'>
            <input id='i1' label='Alpha'><inputExpression><text>a +</text></inputExpression></input>
            <input id='i2'><inputExpression><text></text></inputExpression></input>
            <output id='o1'/>
            <output id='o2' name='y'/>
            <rule id='r1'><inputEntry id='c1'><text>1</text></inputEntry><outputEntry id='c2'><text>1</text></outputEntry></rule>
            </decisionTable>
            </decision>
            <decision id='d' name='e'></decision>
            <decision id='f' name='f'></decision>
            """));

        Assert.Null(read.Model);
        Assert.Equal(
            ["unknown-type", "unknown-hit-policy", "feel-syntax", "no-input-expression", "output-without-name", "rule-entry-count", "duplicate-id", "no-logic"],
            read.Findings.Select(finding => finding.Code));
        Assert.Equal("Input 'a': found the type 'numbr', which is neither FEEL's nor an item definition of this file.", read.Findings[0].Message);
        Assert.Equal("Table 'd': found the hit policy 'BEST', expected UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT (with SUM, MIN, MAX, COUNT or nothing).", read.Findings[1].Message);
        Assert.StartsWith("Table 'd', column 'Alpha': in `a +`, line 1, column ", read.Findings[2].Message, StringComparison.Ordinal);
        Assert.Equal("i1", read.Findings[2].ElementId);
        Assert.Equal("Table 'd', input column 2: found no expression, expected what the column looks at.", read.Findings[3].Message);
        Assert.Equal("Table 'd', output column 1: found no name; with several outputs each needs one.", read.Findings[4].Message);
        Assert.Equal("Table 'd', rule 1: found 1 input and 1 output entries, expected 2 and 2.", read.Findings[5].Message);
        Assert.Equal("The id 'd' stands on 'decision' at line 3, column 2 and again on 'decision'; an id may stand once.", read.Findings[6].Message);
        Assert.Equal("Decision 'f' has no logic; expected a decision table or an expression.", read.Findings[7].Message);
        Assert.Equal(new TextPosition(14, 2), read.Findings[7].Position);
    }

    [Fact]
    public void A_cell_that_is_not_feel_is_told_with_table_rule_and_column()
    {
        var finding = Assert.Single(Some.Read(Some.Table("FIRST", "n: number", "x: number", "1 => 1", "< => 2")).Findings);

        Assert.Equal(("feel-syntax", "r2"), (finding.Code, finding.ElementId));
        Assert.StartsWith("Table 't', rule 2, column 'n': in `<`, line 1, column ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_nothing_requires_is_told()
    {
        var finding = Assert.Single(Some.Read(Some.Table("FIRST", "impact: number", "x: number", "- => impct")).Findings);

        Assert.Equal("feel-unknown-name", finding.Code);
        Assert.StartsWith("Table 't', rule 1, column 'x': in `impct`, ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_its_column_does_not_allow_is_told_before_it_happens()
    {
        var findings = Some.Read(Some.Table("FIRST", "n: number", "x: string [\"a\",\"b\"]", "1 => \"c\"", "- => 1")).Findings;

        Assert.Equal(["output-not-allowed", "output-type"], findings.Select(finding => finding.Code));
        Assert.Equal("Table 't', rule 1, column 'x': found \"c\", allowed is \"a\",\"b\".", findings[0].Message);
        Assert.Equal("Table 't', rule 2, column 'x': found 1, expected a string.", findings[1].Message);
    }

    [Fact]
    public void Another_expression_language_is_refused()
    {
        var xml = Some.Definitions("<decision id='d' name='d'><literalExpression expressionLanguage='javascript'><text>1</text></literalExpression></decision>");

        Assert.Equal("Decision 'd': found the expression language 'javascript', expected FEEL.", Assert.Single(Some.Read(xml).Findings).Message);
    }

    [Fact]
    public void Policies_that_need_an_order_or_one_output_say_so()
    {
        Assert.Equal("Table 't': PRIORITY orders by the listed output values, but no output column lists any.",
            Assert.Single(Some.Read(Some.Table("PRIORITY", "n: number", "x: string", "- => \"a\"")).Findings).Message);
        Assert.Equal("Table 't': found 2 output columns, COLLECT SUM needs exactly one.",
            Assert.Single(Some.Read(Some.Table("COLLECT SUM", "n: number", "x; y", "- => 1 | 2")).Findings).Message);
    }

    [Fact]
    public void Missing_ids_are_told_and_stood_in_for()
    {
        var read = Some.Read($"<definitions xmlns='{Some.Dmn13}'><decision name='d'><decisionTable><output/><rule><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision></definitions>");

        Assert.Equal(["Decision 'd' has no id; its name is used as one.", "Table 'd': the table has no id; numbers are used, which change when rows move."],
            read.Findings.Select(finding => finding.Message));
        Assert.Equal([new MatchedRule("d", "d.table", "d.table.rule1", 1, null)], read.Model!.Find("d")!.Evaluate(FeelContext.Empty, Some.Session()).Matched);
    }

    [Fact]
    public void The_handbook_clauses_of_a_decision_are_known()
    {
        var xml = Some.Definitions("<decision id='d' name='d'><description>Why</description><extensionElements><itsm:clause ref='H4.1.1'/><itsm:clause ref='H4.1.2'/></extensionElements>"
            + Some.Literal("1") + "</decision>");
        var decision = Some.Model(xml).Find("d")!;

        Assert.Equal(["H4.1.1", "H4.1.2"], decision.Clauses);
        Assert.Equal("Why", decision.Description);
    }
}
