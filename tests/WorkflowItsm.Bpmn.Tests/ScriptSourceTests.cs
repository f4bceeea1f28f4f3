using System.Text;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Tests;

/// <summary>Scripts of other languages know where in the file they stand.</summary>
public sealed class ScriptSourceTests
{
    [Theory]
    [InlineData("<script>#go</script>")]
    [InlineData("<script>\n\n   #go</script>")]
    [InlineData("<script><![CDATA[#go]]></script>")]
    [InlineData("<script>\r\n  <![CDATA[\n\t #go]]>\n</script>")]
    [InlineData("<script><!-- not this --> #go</script>")]
    public void The_first_character_that_is_not_white_is_found_in_the_file(string script)
    {
        var xml = Some.Process($"<startEvent id=\"S\"/><sequenceFlow id=\"F\" sourceRef=\"S\" targetRef=\"N\"/>\n<scriptTask id=\"N\" scriptFormat=\"Moon\">{script}</scriptTask>");
        var task = Assert.IsType<FlowNode.CodeTask>(BpmnFile.Read("dir/small.bpmn", Encoding.UTF8.GetBytes(xml), new() { ScriptLanguages = ["moon"] }).File!.Processes[0]["N"]);

        var source = Assert.IsType<ScriptSource>(task.Source);
        Assert.Equal(("#go", "dir/small.bpmn"), (task.Code, source.File));
        Assert.Equal('#', xml.ReplaceLineEndings("\n").Split('\n')[source.Start.Line - 1][source.Start.Column - 1]);
    }

    [Fact]
    public void Places_of_the_script_are_places_of_the_file()
    {
        var source = new ScriptSource("a.bpmn", new TextPosition(10, 20));

        Assert.Equal((new TextPosition(10, 20), new TextPosition(10, 24), new TextPosition(12, 5)), (source.At(new(1, 1)), source.At(new(1, 5)), source.At(new(3, 5))));
    }

    [Fact]
    public void What_was_accepted_before_is_read_whatever_its_language()
    {
        var xml = Some.Process("<startEvent id=\"S\"/><sequenceFlow id=\"F\" sourceRef=\"S\" targetRef=\"N\"/><scriptTask id=\"N\" scriptFormat=\"x\"><script>go</script></scriptTask>");

        Assert.Null(BpmnFile.Read("a.bpmn", Encoding.UTF8.GetBytes(xml)).File);
        Assert.IsType<FlowNode.CodeTask>(BpmnFile.Read("a.bpmn", Encoding.UTF8.GetBytes(xml), new() { AcceptsEveryScript = true }).File!.Processes[0]["N"]);
    }
}
