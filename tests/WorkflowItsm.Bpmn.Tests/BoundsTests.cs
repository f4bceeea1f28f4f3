using System.Text;

namespace WorkflowItsm.Bpmn.Tests;

public sealed class BoundsTests
{
    [Fact]
    public void A_file_of_more_than_ten_megabytes_is_refused_unread() =>
        Assert.Equal("""
            Error xml-too-large
              The file has 10485761 bytes, at most 10485760 are read.
              Split the definition into smaller files.

            """, Some.Text(BpmnFile.Read("big.bpmn", new byte[10 * 1024 * 1024 + 1]).Findings));

    [Fact]
    public void Elements_nested_too_deep_are_refused()
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", 300)) + string.Concat(Enumerable.Repeat("</a>", 300));
        Assert.Equal("""
            Error xml-too-deep at 1:770
              line 1, column 770: elements are nested deeper than 256 levels.
              Make the nesting flatter.

            """, Some.Text(BpmnFile.Read("deep.bpmn", Encoding.UTF8.GetBytes(xml)).Findings));
    }

    [Fact]
    public void More_elements_than_the_checks_can_bear_are_refused() =>
        Assert.Equal("""
            Error too-many-elements at 1:2
              The file: found 20010 elements, at most 20000 are read.
              Split the processes into several files.

            """, Some.Text(Some.Read(Some.Process(string.Concat(Enumerable.Range(0, 20_001).Select(i => $"<task id=\"T{i}\"/>")))).Findings));

    [Fact]
    public void More_parallel_branches_than_can_be_checked_are_said_to_be_unchecked()
    {
        var steps = string.Concat(Enumerable.Range(0, 3_000).Select(i =>
            $"<task id=\"T{i}\"/><sequenceFlow id=\"F{i}\" sourceRef=\"T{i}\" targetRef=\"T{i + 1}\"/><sequenceFlow id=\"G{i}\" sourceRef=\"T{i}\" targetRef=\"T{i + 1}\"/>"));
        var read = Some.Read(Some.Process($"<startEvent id=\"S\" itsm:state=\"1\"/><sequenceFlow id=\"F\" sourceRef=\"S\" targetRef=\"T0\"/>{steps}<task id=\"T3000\"/>"));
        var finding = Assert.Single(read.Findings);
        Assert.Equal("parallel-states-not-checked", finding.Code);
        Assert.EndsWith(": found too many parallel branches before it, so that this one and those after it were not checked for two that set the ticket's state.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_external_entity_opens_nothing()
    {
        var read = Some.Read("<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/never.dtd\"><definitions/>");
        Assert.Null(read.File);
        Assert.Equal("xml-dtd", Assert.Single(read.Findings).Code);
    }

    [Fact]
    public void Nothing_at_all_is_not_well_formed() =>
        Assert.Equal("xml-not-well-formed", Assert.Single(BpmnFile.Read("empty.bpmn", ReadOnlyMemory<byte>.Empty).Findings).Code);
}
