using System.Text;
using WorkflowItsm.Bpmn.Strict;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Bpmn.Tests.Strict;

public sealed class StrictTests
{
    public static TheoryData<string> Codes => [.. BpmnStrict.Rules.Items.Select(rule => rule.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_rule_catches_its_offender_and_lets_the_neighbour_pass(string code)
    {
        var one = StrictCase.All.Single(one => one.Code == code);
        Assert.Contains(code, StrictCase.Check(one.Offender).Items.Select(finding => finding.Code));
        Assert.Equal("nothing\n", Some.Text(StrictCase.Check(one.Neighbour)));
    }

    [Fact]
    public void Every_case_is_about_a_rule_and_every_rule_has_one_code() =>
        Assert.Equal(BpmnStrict.Rules.Items.Select(rule => rule.Code).Order(StringComparer.Ordinal), StrictCase.All.Select(one => one.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void The_findings_of_the_offenders_are_the_approved_ones() => Golden.Check(
        string.Concat(StrictCase.All.Select(one => $"## {one.Code}\n{Some.Text(StrictCase.Check(one.Offender))}\n")), "strict", "../Files");

    [Fact]
    public void The_findings_of_the_offenders_are_told_in_Chinese() => Golden.Check(
        string.Concat(StrictCase.All.SelectMany(one => StrictCase.Check(one.Offender).Items).Select(finding => $"{finding.Code}\n  {finding.Says.In("zh")}\n  {finding.Advises.In("zh")}\n")),
        "strict.zh", "../Files");

    [Theory]
    [InlineData("<!DOCTYPE d [<!ENTITY e \"x\">]><definitions/>", "xml-dtd")]
    [InlineData("<definitions", "xml-not-well-formed")]
    [InlineData("<definitions/>", "not-bpmn")]
    public void What_is_no_BPMN_is_refused_with_a_sentence(string xml, string code) =>
        Assert.Equal([code], BpmnStrict.Check("x.bpmn", Encoding.UTF8.GetBytes(xml)).Items.Select(finding => finding.Code));

    [Theory]
    [InlineData("0 0 12 * * ?", "timer-cycle")]
    [InlineData("*/5 * * * *", "timer-cycle")]
    [InlineData("R/2026-03-01T12:00:00Z/P1D", "")]
    [InlineData("${every}", "")]
    [InlineData("a * b", "")]
    public void A_line_of_cron_is_no_cycle_and_what_is_computed_is_not_judged(string cycle, string code) => Assert.Equal(
        code, string.Join(' ', StrictCase.Check($"""
            <startEvent id="S"><timerEventDefinition><timeCycle xsi:type="tFormalExpression">{cycle}</timeCycle></timerEventDefinition></startEvent><endEvent id="X"/>
            flows: S-X
            """.ReplaceLineEndings("\n")).Select(finding => finding.Code)));

    [Theory]
    [InlineData("Order", "name=\"Order\"", "")]
    [InlineData("Order", "", "")]
    [InlineData("Order", "name=\"Invoice\"", "data-object-reference-name")]
    [InlineData("Order", "name=\"Order [paid]\"", "data-object-reference-name")]
    public void A_reference_without_a_state_bears_the_name_of_its_data_object_or_none(string name, string named, string code) => Assert.Equal(
        code, string.Join(' ', StrictCase.Check($"""<dataObject id="D" name="{name}"/><dataObjectReference id="DR" dataObjectRef="D" {named}/>""").Select(finding => finding.Code)));

    [Theory]
    [InlineData("I", "")]
    [InlineData("xsd:boolean", "")]
    [InlineData("x:Answer", "")]
    [InlineData("Nothing", "reference-unknown")]
    [InlineData("xsd:truth", "reference-unknown")]
    [InlineData("unheard:boolean", "reference-unknown")]
    [InlineData("M", "reference-of-wrong-kind")]
    public void What_an_expression_evaluates_to_is_an_item_definition_or_a_type(string type, string code) => Assert.Equal(
        code, string.Join(' ', StrictCase.Check($"""
            <startEvent id="S"><timerEventDefinition><timeDuration xsi:type="tFormalExpression" evaluatesToTypeRef="{type}">PT1M</timeDuration></timerEventDefinition></startEvent><endEvent id="X"/>
            flows: S-X
            """.ReplaceLineEndings("\n")).Select(finding => finding.Code)));

    [Fact]
    public void The_type_of_an_expression_that_names_nothing_is_told_with_its_place() => Assert.Equal(
        "Start event S: found evaluatesToTypeRef \"Nothing\", which leads nowhere, expected an item definition or a type of XML Schema (BPMN 2.0.2, 8.1).",
        Assert.Single(StrictCase.Check("""
            <startEvent id="S"><timerEventDefinition><timeDuration xsi:type="tFormalExpression" evaluatesToTypeRef="Nothing">PT1M</timeDuration></timerEventDefinition></startEvent><endEvent id="X"/>
            flows: S-X
            """.ReplaceLineEndings("\n"))).Message);

    [Fact]
    public void More_elements_than_a_file_may_have_are_refused()
    {
        var xml = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
            + string.Concat(Enumerable.Range(0, 20_000).Select(_ => "<signal/>")) + "</definitions>";
        Assert.Equal("too-many-elements", Assert.Single(BpmnStrict.Check("x.bpmn", Encoding.UTF8.GetBytes(xml))).Code);
    }

    [Fact]
    public void Files_that_import_each_other_are_read_once()
    {
        static string Importing(string name, string other, string content) =>
            $"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:o="urn:{other}" targetNamespace="urn:{name}"><import importType="http://www.omg.org/spec/BPMN/20100524/MODEL" location="{other}" namespace="urn:{other}"/>{content}</definitions>""";
        var asked = new List<string>();

        var findings = BpmnStrict.Check("a", Encoding.UTF8.GetBytes(Importing("a", "b", """<process id="P"><callActivity id="C" calledElement="o:Q"/><callActivity id="D" calledElement="o:R"/></process>""")), location =>
        {
            asked.Add(location);
            return Encoding.UTF8.GetBytes(Importing(location, location == "a" ? "b" : "a", location == "b" ? "<process id=\"Q\"/>" : ""));
        });

        Assert.Equal(["b", "a"], asked);
        Assert.Equal(("reference-unknown", "D"), (Assert.Single(findings).Code, findings[0].ElementId));
    }

    [Fact]
    public void References_into_files_that_nobody_opens_are_not_judged() => Assert.Empty(BpmnStrict.Check("a", """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:o="urn:o" targetNamespace="urn:a">
        <import importType="http://www.omg.org/spec/BPMN/20100524/MODEL" location="o.bpmn" namespace="urn:o"/>
        <process id="P"><callActivity id="C" calledElement="o:Q"/></process></definitions>
        """u8.ToArray()));
}
