using System.Text;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>A call of what nobody published, or of what no call can begin, refuses publishing.</summary>
public sealed class CallCheckTests
{
    private const string Plain = """<startEvent id="S"/><endEvent id="E"/><sequenceFlow id="F" sourceRef="S" targetRef="E"/>""";

    private const string ByMessage = """
        <startEvent id="S"><messageEventDefinition messageRef="alert"/></startEvent><endEvent id="E"/><sequenceFlow id="F" sourceRef="S" targetRef="E"/>
        """;

    [Theory]
    [InlineData("")]
    [InlineData("<itsm:call binding=\"latest\"/>")]
    [InlineData("<itsm:call binding=\"version\" version=\"3\"/>")]
    [InlineData("<itsm:call binding=\"tag\" tag=\"spring\"/>")]
    public void A_call_of_what_no_bundle_holds_is_refused_with_what_is_known(string binding)
    {
        var finding = Assert.Single(Errors(Calling("gone", binding), Published("desk", Plain)));

        Assert.Equal(("no-such-process", "C", "some.bpmn"), (finding.Code, finding.ElementId, finding.File));
        Assert.Equal("'C' calls 'gone', but no published process or global task has that id; known: 'P', 'desk'.", finding.Message);
        Assert.Equal("Publish the process first, or call one that exists.", finding.Cure);
        Assert.Equal("“C”调用“gone”，但已发布的流程和全局任务中没有该 id；已有：“P”、“desk”。", finding.Says.In("zh"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<itsm:call binding=\"latest\"/>")]
    [InlineData("<itsm:call binding=\"version\" version=\"1\"/>")]
    public void A_call_of_what_only_a_message_starts_is_refused(string binding)
    {
        var finding = Assert.Single(Errors(Calling("desk", binding), Published("desk", ByMessage)));

        Assert.Equal("cannot-be-called", finding.Code);
        Assert.Equal("'C' calls 'desk', which has no start event without a trigger, where a call begins.", finding.Message);
        Assert.Equal("“C”调用“desk”，但它没有无触发器的开始事件，而调用从那里开始。", finding.Says.In("zh"));
    }

    [Theory]
    [InlineData("desk", "")]
    [InlineData("desk", "<itsm:call binding=\"version\" version=\"3\"/>")]
    [InlineData("desk", "<itsm:call binding=\"tag\" tag=\"next\"/>")]
    [InlineData("P", "")]
    public void A_call_of_what_is_there_passes_and_its_version_may_be_published_later(string called, string binding) =>
        Assert.Empty(Errors(Calling(called, binding), Published("desk", Plain)));

    [Fact]
    public void A_global_task_can_be_called() => Assert.Empty(Errors(
        Calling("ask", "").Replace("</definitions>", "<globalUserTask id=\"ask\" name=\"Ask\"/></definitions>", StringComparison.Ordinal), Release.Empty));

    [Fact]
    public void What_an_older_release_held_can_be_called_in_another_version_but_not_in_this_release()
    {
        var old = Published("desk", Plain);
        var now = new Release(2, []) { History = new Two(old) };

        Assert.Empty(Errors(Calling("desk", "<itsm:call binding=\"version\" version=\"1\"/>"), now));
        Assert.Equal(["no-such-process"], Errors(Calling("desk", ""), now).Select(finding => finding.Code));
    }

    [Fact]
    public void What_a_bundle_that_stays_lacked_before_is_not_held_against_another()
    {
        var (broken, _) = new BundleReader([]).Read("callers", 1, [File("calls.bpmn", Calling("gone", ""))]);

        Assert.Empty(Errors(ProcessXml(Plain, id: "desk"), Release.Empty.With(broken!)));
    }

    private static string Calling(string called, string binding) => ProcessXml($"""
        <startEvent id="S"/><callActivity id="C" calledElement="{called}"><extensionElements>{binding}</extensionElements></callActivity><endEvent id="E"/>
        """ + Flows("S>C>E"));

    private static Release Published(string id, string elements)
    {
        var (bundle, findings) = new BundleReader([]).Read("other", 1, [File(id + ".bpmn", ProcessXml(elements, id: id))]);
        Assert.DoesNotContain(findings.Items, finding => finding.Severity == Severity.Error);
        return Release.Empty.With(bundle!);
    }

    private static List<Finding> Errors(string xml, Release release) =>
        [.. new BundleReader([]).Verify("b", [File("some.bpmn", xml)], release).Items.Where(finding => finding.Severity == Severity.Error)];

    private static BundleFile File(string path, string xml) => new(path, Encoding.UTF8.GetBytes(xml));

    private sealed class Two(Release first) : IReleaseHistory
    {
        public Release Current => new(2, []);

        public Release At(int number) => number == 1 ? first : Current;
    }
}
