using System.Text;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Script tasks in other languages than FEEL.</summary>
public sealed class CodeTests
{
    private static string Drawn(string settings = "", string code = "  run()\n") =>
        $"""<startEvent id="S"/><scriptTask id="C" name="Count" scriptFormat="Moon" {settings}><script>{code}</script></scriptTask><userTask id="T"/><endEvent id="E"/>"""
        + Flows("S>C>T>E");

    [Fact]
    public void A_script_is_an_effect_that_says_who_asked_and_where_the_code_stands()
    {
        var play = new Play(Model(Drawn())).Start(("n", 1));
        var effect = Assert.Single(play.Effects);

        Assert.Equal(("script", "moon"), (effect.Kind, effect.Target));
        Assert.Equal(
            Values(("wait", play.WaitAt<Wait.Job>("C").Id), ("element", "C"), ("input", FeelValue.Context(Values(("n", 1)))), ("code", "run()"), ("actor", "ada"),
                ("file", "some.bpmn"), ("line", effect.Payload["line"]), ("column", effect.Payload["column"])),
            effect.Payload);
        Assert.Equal("run()", LineOf(Drawn(), effect.Payload["line"])[(Number(effect.Payload["column"]) - 1)..][..5]);
    }

    [Theory]
    [InlineData("itsm:resultVariable=\"r\"", "{\"r\": [1, 2]}")]
    [InlineData("", "{}")]
    public void What_a_script_gives_need_not_be_a_context(string settings, string variables)
    {
        var play = new Play(Model(Drawn(settings))).Start();

        play.Do(new Command.CompleteJob(play.WaitAt<Wait.Job>("C").Id, FeelContext.Empty) { Value = FeelValue.List([1, 2]) });

        Assert.Equal(("T", variables), (play.Where, FeelValue.Context(play.State.Variables).ToString()));
    }

    [Fact]
    public void A_script_that_failed_is_called_so()
    {
        var play = new Play(Model(Drawn())).Start();

        play.Do(new Command.FailJob(play.WaitAt<Wait.Job>("C").Id, "No moon."));

        Assert.Equal("Script task \"Count\" (C): the script failed: No moon. Remove the cause, then retry.", play.Incident.Sentence);
    }

    [Fact]
    public void Only_what_is_shipped_is_published_and_compiled_and_what_was_published_is_read_without_asking()
    {
        var asked = new List<string>();
        var rules = new Rules(script => script.ElementId == "C", script =>
        {
            asked.Add(script.Code);
            return [new("M1", Sentence.Both("dark", "暗"), new(1, 3)), new("M2", "late", new(2, 1))];
        });
        var reader = new BundleReader([], rules);
        ValueList<BundleFile> shipped = [File("some.bpmn", ProcessXml(Drawn()))];
        ValueList<BundleFile> foreign = [File("some.bpmn", ProcessXml(Drawn().Replace("\"C\"", "\"D\"", StringComparison.Ordinal).Replace("S_C", "S_D", StringComparison.Ordinal)))];

        var (bundle, findings) = reader.Read("b", 1, shipped);
        Assert.Null(bundle);
        Assert.Equal(
            ["script-does-not-compile some.bpmn C: Script task \"Count\" (C): the script does not compile: dark (M1)", "script-does-not-compile some.bpmn C: Script task \"Count\" (C): the script does not compile: late (M2)"],
            findings.Select(finding => $"{finding.Code} {finding.File} {finding.ElementId}: {finding.Message}"));
        Assert.Equal("脚本任务“Count”（C）：脚本无法编译：暗（M1）", findings[0].Says.In("zh"));
        Assert.Equal((1, 1), (findings[1].Position!.Value.Line - findings[0].Position!.Value.Line, findings[1].Position!.Value.Column));
        Assert.Equal(["script-not-shipped"], reader.Read("b", 1, foreign).Findings.Select(finding => finding.Code));
        Assert.Equal(["run()"], asked);

        Assert.Equal(["script-format"], new BundleReader([]).Read("b", 1, shipped).Findings.Select(finding => finding.Code));
        foreach (var any in new[] { reader, new BundleReader([]) })
        {
            var (published, none) = any.ReadPublished("b", 1, foreign);
            Assert.Empty(none);
            Assert.IsType<FlowNode.CodeTask>(Assert.IsType<ProcessPart>(Assert.Single(published!.Parts)).Content.Processes[0]["D"]);
        }
    }

    private static ProcessModel Model(string elements) =>
        BpmnFile.Read("some.bpmn", Encoding.UTF8.GetBytes(ProcessXml(elements)), new() { ScriptLanguages = ["moon"] }).File!.Processes[0];

    private static string LineOf(string elements, FeelValue line) => ProcessXml(elements).Split('\n')[Number(line) - 1];

    private static int Number(FeelValue value) => value.TryGetInt(out var number) ? number : throw new InvalidOperationException($"{value} is no number.");

    private static BundleFile File(string path, string xml) => new(path, Encoding.UTF8.GetBytes(xml));

    private sealed class Rules(Func<ScriptText, bool> isShipped, Func<ScriptText, ValueList<ScriptProblem>> problems) : IScriptRules
    {
        public ValueList<string> Formats => ["moon"];

        public bool IsShipped(ScriptText script) => isShipped(script);

        public ValueList<ScriptProblem> Problems(ScriptText script) => problems(script);
    }
}
