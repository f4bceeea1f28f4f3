using System.Text;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Bpmn.Tests.Interchange;

/// <summary>What files of other tools are like.</summary>
public sealed class QuirkTests
{
    private const string Head = "<b:definitions xmlns:b=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:di=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:t=\"urn:mine\" xmlns:o=\"urn:others\" targetNamespace=\"urn:mine\">";

    [Fact]
    public void References_are_found_under_any_prefix_or_none()
    {
        var document = Read(Head + """
            <b:message id="M"/><b:process id="P"><b:receiveTask id="A" messageRef="t:M"/><b:receiveTask id="B" messageRef="undeclared:M"/><b:receiveTask id="C" messageRef=" M "/>
            <b:sequenceFlow id="F" sourceRef="A" targetRef="B"/></b:process>
            <di:BPMNDiagram><di:BPMNPlane bpmnElement="t:P"><di:BPMNShape bpmnElement="A"/></di:BPMNPlane></di:BPMNDiagram></b:definitions>
            """, []);
        Assert.All(["A", "B", "C"], id => Assert.Equal("M", Assert.Single(document.Find(id)!.References).Target?.Id));
        Assert.Equal(["A", "B"], document.Find("F")!.References.Select(reference => reference.Target?.Id));
        Assert.Equal("BPMNShape", Assert.Single(document.Find("A")!.Parts).Kind);
    }

    [Fact]
    public void A_reference_into_an_import_is_not_looked_for_here()
    {
        var document = Read(Head + """<b:import namespace="urn:others" location="other.bpmn" importType="x"/><b:message id="M"/><b:process id="P"><b:receiveTask id="A" messageRef="o:M"/></b:process></b:definitions>""", ["import-not-opened"]);
        Assert.Null(Assert.Single(document.Find("A")!.References).Target);
    }

    [Fact]
    public void What_leads_nowhere_is_said_and_kept() => Read(
        Head + """
            <b:process id="P"><b:task id="A"/><b:task id="A"/><b:Task id="B"/><b:sequenceFlow sourceRef="A" targetRef="Z"/></b:process>
            <di:BPMNDiagram><di:BPMNPlane><di:BPMNShape bpmnElement="Q"/><di:BPMNShape/></di:BPMNPlane></di:BPMNDiagram></b:definitions>
            """,
        ["duplicate-id", "unknown-element", "dangling-reference", "diagram-of-nothing"]);

    [Fact]
    public void An_element_may_be_drawn_several_times()
    {
        var document = Read(Head + """<b:process id="P"/><di:BPMNDiagram><di:BPMNPlane><di:BPMNShape id="S1" bpmnElement="P"/><di:BPMNShape id="S2" bpmnElement="P"/></di:BPMNPlane></di:BPMNDiagram></b:definitions>""", []);
        Assert.Equal(["S1", "S2"], document.Find("P")!.Parts.Select(part => part.Id));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    public void An_encoding_is_what_the_bytes_say(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?>{Head}<b:process id=\"P\" name=\"é\"/></b:definitions>")];
        Assert.Equal("é", InterchangeDocument.Read("f.bpmn", bytes).Document?.Find("P")?.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_text_saved_as_UTF_8_may_still_say_that_it_was_wide_in_memory(bool mark)
    {
        byte[] bytes = [.. mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-16\"?>{Head}<b:process id=\"P\" name=\"处理\"/></b:definitions>")];
        Assert.Equal("处理", InterchangeDocument.Read("f.bpmn", bytes).Document?.Find("P")?.Name);
        var wrong = InterchangeDocument.Read("f.bpmn", Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"utf-16\"?><a b=\"é\"/>"));
        Assert.Equal("xml-not-well-formed", Assert.Single(wrong.Findings).Code);
    }

    [Fact]
    public void Comments_instructions_CDATA_and_foreign_parts_come_back_as_they_were()
    {
        var xml = "<?xml version=\"1.0\"?>\n<?style a?>\n<!-- begin -->" + Head + """
            <!-- one --><b:process id="P"><b:documentation><![CDATA[a < b]]></b:documentation><?keep me?><b:extensionElements><x xmlns="urn:x" y="1"> <z/> </x></b:extensionElements>
            </b:process></b:definitions>
            """;
        var written = Read(xml, []).ToXml();
        Assert.True(XNode.DeepEquals(XDocument.Parse(xml, LoadOptions.PreserveWhitespace), XDocument.Load(new MemoryStream(written), LoadOptions.PreserveWhitespace)), Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void A_schema_that_a_file_names_is_never_fetched() =>
        Read("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.omg.org/spec/BPMN/20100524/MODEL http://127.0.0.1:1/BPMN20.xsd\"/>", []);

    [Fact]
    public void A_draft_of_the_standard_is_read_and_written_under_the_final_names()
    {
        var read = InterchangeDocument.Read("f.bpmn", Encoding.UTF8.GetBytes("<definitions xmlns=\"http://schema.omg.org/spec/BPMN/2.0\"><process id=\"P\"><task id=\"A\"/></process></definitions>"));
        Assert.Equal("old-namespace", Assert.Single(read.Findings).Code);
        Assert.Equal("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"P\"><task id=\"A\" /></process></definitions>", Encoding.UTF8.GetString(read.Document!.ToXml()));
    }

    [Fact]
    public void Children_out_of_order_are_written_in_the_order_of_the_schema_with_what_stands_before_them()
    {
        var written = Encoding.UTF8.GetString(Read(Head + """<b:process id="P"><b:task id="A"><!-- in --><b:incoming>F</b:incoming><b:unknown/><b:extensionElements/><b:documentation/></b:task><b:sequenceFlow id="F"/></b:process></b:definitions>""", ["unknown-element"]).ToXml());
        Assert.Contains("""<b:task id="A"><b:documentation /><b:extensionElements /><!-- in --><b:incoming>F</b:incoming><b:unknown /></b:task>""", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a/>", "not-bpmn")]
    [InlineData("", "xml-not-well-formed")]
    [InlineData("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x\"><a/>", "xml-dtd")]
    public void What_is_no_BPMN_is_refused_with_the_reason(string xml, string code)
    {
        var read = InterchangeDocument.Read("f.bpmn", Encoding.UTF8.GetBytes(xml));
        Assert.Null(read.Document);
        Assert.Equal(code, Assert.Single(read.Findings).Code);
    }

    [Fact]
    public void Each_kind_of_slip_has_its_sentence_and_many_of_a_kind_are_counted()
    {
        var many = string.Concat(Enumerable.Range(0, 203).Select(at => $"<b:sequenceFlow id=\"F{at}\" sourceRef=\"A\" targetRef=\"Z\"/>"));
        string[] files =
        [
            $$"""
            {{Head}}<b:import namespace="urn:others" location="other.bpmn" importType="x"/><b:process id="P" name="Order"><b:task id="A"/><b:task id="A"/><b:Task id="B"/></b:process>
            <di:BPMNDiagram><di:BPMNPlane><di:BPMNShape bpmnElement="Q"/></di:BPMNPlane></di:BPMNDiagram></b:definitions>
            """,
            $"{Head}<b:process id=\"P\"><b:task id=\"A\"/>{many}</b:process></b:definitions>",
            "<definitions xmlns=\"http://schema.omg.org/spec/BPMN/2.0\"/>",
        ];
        var findings = files.SelectMany(file => InterchangeDocument.Read("f.bpmn", Encoding.UTF8.GetBytes(file)).Findings.Items).ToList();
        Assert.Equal(200, findings.Count(finding => finding.Code == "dangling-reference"));
        Golden.Check(string.Concat(findings.DistinctBy(finding => finding.Code).Select(finding =>
            $"{finding.Severity} {finding.Code} of {finding.ElementId}\n  {finding.Message}\n  {finding.Cure}\n  {finding.Says.In("zh")}\n  {finding.Advises.In("zh")}\n")));
    }

    private static InterchangeDocument Read(string xml, string[] codes)
    {
        var read = InterchangeDocument.Read("f.bpmn", Encoding.UTF8.GetBytes(xml));
        Assert.Equal(codes, read.Findings.Items.Select(finding => finding.Code));
        Assert.All(read.Findings, finding => Assert.NotEqual(finding.Message, finding.Says.In("zh")));
        return read.Document!;
    }
}
