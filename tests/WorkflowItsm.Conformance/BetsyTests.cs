using WorkflowItsm.Conformance.Betsy;
using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Conformance;

public sealed class BetsyTests
{
    /// <summary>The variable that says where the suite is, if not in the shared material.</summary>
    private const string Variable = "BETSY_DIR";

    [Fact]
    public void Every_executable_model_logs_what_is_right()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var score = BetsySuite.Run(string.IsNullOrEmpty(named) ? Shared.Require("bpmn-suites", "betsy") : named);

        Assert.NotEmpty(score.Results);
        Assert.Empty(score.Failed);
    }

    [Theory]
    [InlineData(" test.contains(\"a\") ", "contains(test, \"a\")")]
    [InlineData("!test.contains(\"b\")", "not(contains(test, \"b\"))")]
    [InlineData("test.contains(\"a\")>", "contains(test, \"a\")")]
    [InlineData("${integerVariable}", "integerVariable")]
    [InlineData("integerVariable<3", "integerVariable<3")]
    [InlineData("-1", "-1")]
    public void Expressions_become_FEEL(string text, string feel) => Assert.Equal(feel, BetsyExpressions.ToFeel(text));

    [Fact]
    public async Task What_the_shim_and_the_host_do_shows_in_the_log()
    {
        using var suite = new OwnSuite("""
            [
              {"id":"parallel","file":"m.bpmn","process":"Parallel","inputs":{"variables":{},"startFirst":[],"waitMs":0},"expected":["EXECUTION_parallel"],"addedWhenAsked":["EXECUTION_parallel"],"acceptableBySpec":[]},
              {"id":"in a row","file":"m.bpmn","process":"Row","inputs":{"variables":{},"startFirst":[],"waitMs":0},"expected":["EXECUTION_parallel"],"addedWhenAsked":["EXECUTION_parallel"],"acceptableBySpec":[]},
              {"id":"interrupted","file":"m.bpmn","process":"Slow","inputs":{"variables":{},"startFirst":[],"waitMs":15000},"expected":["SCRIPT_task2"],"addedWhenAsked":[],"acceptableBySpec":[]},
              {"id":"looked at early","file":"m.bpmn","process":"Slow","inputs":{"variables":{},"startFirst":[],"waitMs":4000},"expected":[],"addedWhenAsked":[],"acceptableBySpec":[]},
              {"id":"caught","file":"m.bpmn","process":"Error","inputs":{"variables":{"test":"a"},"startFirst":[],"waitMs":0},"expected":["SCRIPT_task3"],"addedWhenAsked":[],"acceptableBySpec":[]},
              {"id":"uncaught","file":"m.bpmn","process":"Error","inputs":{"variables":{"test":"b"},"startFirst":[],"waitMs":0},"expected":["ERROR_thrownErrorEvent"],"addedWhenAsked":[],"acceptableBySpec":[]},
              {"id":"failed","file":"m.bpmn","process":"Error","inputs":{"variables":{"test":"c"},"startFirst":[],"waitMs":0},"expected":["SCRIPT_task1"],"addedWhenAsked":[],"acceptableBySpec":[["ERROR"]]},
              {"id":"kept","file":"m.bpmn","process":"Sender","inputs":{"variables":{"integerVariable":1},"startFirst":["Late"],"waitMs":0},"expected":["SCRIPT_task1","SCRIPT_task4","MARKER_exists"],"addedWhenAsked":["MARKER_exists"],"acceptableBySpec":[]},
              {"id":"data","file":"m.bpmn","process":"Data","inputs":{"variables":{},"startFirst":[],"waitMs":0},"expected":["DATA_correct"],"addedWhenAsked":["DATA_correct"],"acceptableBySpec":[]},
              {"id":"called","file":"m.bpmn","process":"Calling","inputs":{"variables":{},"startFirst":[],"waitMs":0},"expected":["DATA_correct"],"addedWhenAsked":["DATA_correct"],"acceptableBySpec":[]},
              {"id":"by the clock","file":"clock.bpmn","process":"Cycle","inputs":{"variables":{},"startFirst":[],"waitMs":25000},"expected":["SCRIPT_task1","SCRIPT_task1","SCRIPT_task2"],"addedWhenAsked":[],"acceptableBySpec":[]},
              {"id":"broken","file":"no-such.bpmn","process":"P","inputs":{"variables":{},"startFirst":[],"waitMs":0},"expected":[],"addedWhenAsked":[],"acceptableBySpec":[]},
              {"id":"refused","file":"refused.bpmn","process":"P","inputs":{"variables":{},"startFirst":[],"waitMs":0},"expected":["ERROR"],"addedWhenAsked":[],"acceptableBySpec":[]}
            ]
            """);
        suite.Write("m.bpmn", $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
              <message id="first"/><message id="second"/><error id="e" errorCode="ERR_CODE"/><error id="other" errorCode="OTHER"/>
              <process id="Parallel"><startEvent id="p1"/>{Task("p2", "CREATE_TIMESTAMP_LOG_1")}{Task("p3", "CREATE_TIMESTAMP_LOG_2")}{Flows("p1>p2", "p1>p3")}</process>
              <process id="Row"><startEvent id="r1"/>{Task("r2", "CREATE_TIMESTAMP_LOG_1")}{Task("r3", "CREATE_TIMESTAMP_LOG_2")}{Flows("r1>r2", "r2>r3")}</process>
              <process id="Slow"><startEvent id="s1"/>{Task("s2", "WAIT_TEN_SECONDS")}{Task("s3", "SCRIPT_task1")}
                <boundaryEvent id="s4" attachedToRef="s2"><timerEventDefinition><timeDuration>PT5S</timeDuration></timerEventDefinition></boundaryEvent>{Task("s5", "SCRIPT_task2")}
                {Flows("s1>s2", "s2>s3", "s4>s5")}</process>
              <process id="Error"><startEvent id="e1"/><exclusiveGateway id="e2"/>{Task("e3", "THROW_ERROR")}
                <boundaryEvent id="e4" attachedToRef="e3"><errorEventDefinition errorRef="e"/></boundaryEvent>{Task("e5", "SCRIPT_task3")}
                <endEvent id="e6"><errorEventDefinition errorRef="other"/></endEvent><endEvent id="e7"/>
                {Flows("e1>e2", "e2>e3 ? test.contains(\"a\")", "e2>e6 ? test.contains(\"b\")", "e4>e5", "e3>e7", "e5>e7")}</process>
              <process id="Sender"><startEvent id="m1"/><intermediateThrowEvent id="m2"><messageEventDefinition messageRef="first"/></intermediateThrowEvent>{Task("m3", "INCREMENT_INTEGER_VARIABLE")}
                <exclusiveGateway id="m4" default="m4_m6"/>{Task("m5", "SCRIPT_task1")}{Task("m6", "SCRIPT_task2")}{Flows("m1>m2", "m2>m3", "m3>m4", "m4>m5 ? integerVariable=2", "m4>m6")}</process>
              <process id="Late"><startEvent id="l1"/><intermediateCatchEvent id="l2"><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition></intermediateCatchEvent>
                <intermediateCatchEvent id="l3"><messageEventDefinition messageRef="first"/></intermediateCatchEvent>{Task("l4", "CREATE_MARKER_FILE")}
                <intermediateThrowEvent id="l5"><messageEventDefinition messageRef="second"/></intermediateThrowEvent>{Flows("l1>l2", "l2>l3", "l3>l4", "l4>l5")}</process>
              <process id="Begun"><startEvent id="b1"><messageEventDefinition messageRef="second"/></startEvent>{Task("b2", "SCRIPT_task4")}{Flows("b1>b2")}</process>
              <process id="Data"><property id="data_1" name="data"/><startEvent id="d1"/>{Task("d2", "SET_STRING_DATA")}{Task("d3", "LOG_DATA")}{Flows("d1>d2", "d2>d3")}</process>
              <process id="Calling"><startEvent id="c1"/><callActivity id="c2" calledElement="Data"/>{Flows("c1>c2")}</process>
            </definitions>
            """);
        suite.Write("clock.bpmn", $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><signal id="never"/>
              <process id="Cycle"><startEvent id="c1"><timerEventDefinition><timeCycle>R2/PT10S</timeCycle></timerEventDefinition></startEvent>{Task("c2", "SCRIPT_task1")}{Flows("c1>c2")}</process>
              <process id="Beside"><startEvent id="b1"><signalEventDefinition signalRef="never"/><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition></startEvent>{Task("b2", "SCRIPT_task2")}{Flows("b1>b2")}</process>
            </definitions>
            """);
        suite.Write("refused.bpmn", """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="P"/></definitions>""");

        Assert.Equal(1, await new SuiteVerb(BetsySuite.Name, BetsySuite.Run).RunAsync([suite.Folder], suite.Output, TextWriter.Null));
        var lines = suite.Output.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("  failed in a row: expected [EXECUTION_parallel], got []", lines[0]);
        Assert.StartsWith("  failed broken: FileNotFoundException: ", lines[1], StringComparison.Ordinal);
        Assert.Equal(["betsy: passed 11/13", ""], lines[2..]);
    }

    [Fact]
    public async Task A_folder_without_cases_is_answered_with_the_usage()
    {
        var errors = new StringWriter();

        Assert.Equal(2, await new SuiteVerb(BetsySuite.Name, BetsySuite.Run).RunAsync(["/no/such/folder"], TextWriter.Null, errors));
        Assert.StartsWith("Usage: betsy DIR", errors.ToString(), StringComparison.Ordinal);
    }

    private static string Task(string id, string script) => $"<scriptTask id=\"{id}\"><script>{script}</script></scriptTask>";

    private static string Flows(params string[] flows) => string.Concat(flows.Select(flow =>
    {
        var (ends, condition) = flow.Split(" ? ", 2) is [var first, var second] ? (first, $"<conditionExpression><![CDATA[{second}]]></conditionExpression>") : (flow, "");
        var nodes = ends.Split('>');
        return $"<sequenceFlow id=\"{nodes[0]}_{nodes[1]}\" sourceRef=\"{nodes[0]}\" targetRef=\"{nodes[1]}\">{condition}</sequenceFlow>";
    }));
}
