using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Scripting.Tests.Bench;

namespace WorkflowItsm.Scripting.Tests;

/// <summary>Script tasks in running processes.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData("return Variables.Get<decimal>(\"n\") * 2;", "itsm:resultVariable=\"r\"", "", "{\"n\": 21, \"r\": 42}")]
    [InlineData("return new { r = Actor, at = Now };", "", "", "{\"n\": 21, \"r\": \"ann\", \"at\": @\"2026-03-02T12:00:00Z\"}")]
    [InlineData("return new { a = 1, b = 2 };", "", "<extensionElements><itsm:output name=\"sum\" value=\"a + b\"/></extensionElements>", "{\"n\": 21, \"sum\": 3}")]
    [InlineData("return new[] { 1, 2 };", "", "<extensionElements><itsm:output name=\"first\" value=\"result[1]\"/></extensionElements>", "{\"n\": 21, \"first\": 1}")]
    [InlineData("return string.Join(',', Variables.Names);", "itsm:resultVariable=\"r\"", "<extensionElements><itsm:input name=\"only\" value=\"n + 1\"/></extensionElements>", "{\"n\": 21, \"r\": \"only\"}")]
    [InlineData("await Task.Yield();", "itsm:resultVariable=\"r\"", "", "{\"n\": 21, \"r\": null}")]
    public async Task What_a_script_returns_goes_where_the_task_says(string code, string attributes, string inside, string variables)
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", code, inside, attributes: attributes)).StartAsync();
        await host.StartCaseAsync("c", "p", ("n", 21));

        var state = await host.RestsAsync("c");

        Assert.Empty(state.Instance.Incidents.Select(incident => incident.Sentence));
        Assert.Equal(Csharp.Feel(variables), FeelValue.Context(state.Instance.Variables));
    }

    [Theory]
    [InlineData("csharp")]
    [InlineData("C#")]
    [InlineData("text/x-csharp")]
    public async Task The_format_may_be_written_as_tools_write_it(string format)
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", "return new { r = 1 };", format: format)).StartAsync();
        await host.StartCaseAsync("c", "p");

        Assert.Equal((FeelValue)1, (await host.RestsAsync("c")).Instance.Variables["r"]);
    }

    [Fact]
    public async Task An_error_of_the_process_is_caught_on_the_border_of_the_task()
    {
        const string border = """
            <boundaryEvent id="B" attachedToRef="T" itsm:resultVariable="why"><errorEventDefinition errorRef="err"/></boundaryEvent>
            <sequenceFlow id="B_F" sourceRef="B" targetRef="F"/><endEvent id="F"/>
            """;
        const string code = "throw new ServiceTaskErrorException(\"sold-out\", \"There is none.\") { Variables = FeelContext.Of((\"left\", 0)) };";
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", code, besides: border)).StartAsync();
        await host.StartCaseAsync("c", "p");

        var state = await host.RestsAsync("c");

        Assert.True(state.Instance.Ended);
        Assert.Equal(Csharp.Feel("{left: 0, code: \"sold-out\", message: \"There is none.\"}"), state.Instance.Variables["why"]);
    }

    [Fact]
    public async Task A_failure_is_tried_again_under_the_same_id()
    {
        const string code = "if (Attempt < 3) throw new TimeoutException(\"Busy.\"); return new { Attempt, EffectId };";
        await using var host = new ScriptHost { Tries = 5, Parts = builder => builder.Services.AddSingleton(TimeProvider.System) }.Ship("b", Drawn.Script("p", code));
        await host.StartAsync();
        await host.StartCaseAsync("c", "p");

        var state = await host.RestsAsync("c");

        Assert.Equal((3, "c."), (state.Instance.Variables["Attempt"].TryGetInt(out var tries) ? tries : 0, state.Instance.Variables["EffectId"].ToText()[..2]));
    }

    [Fact]
    public async Task The_last_failure_is_an_incident_that_names_script_line_and_column_and_can_be_tried_again()
    {
        const string code = "var n = Variables.Get<int>(\"n\");\n  if (n > 1)\n    throw new InvalidOperationException(\"Too many.\");\nreturn n;";
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", code, attributes: "itsm:resultVariable=\"r\"")).StartAsync();
        await host.StartCaseAsync("c", "p", ("n", 2));

        var incident = Assert.Single((await host.RestsAsync("c")).Instance.Incidents);

        Assert.Equal(
            "Script task \"Count\" (T): the script failed: The script failed 1 times; the last error was: b.bpmn, line 8, column 5: InvalidOperationException: Too many. Remove the cause, then retry.",
            incident.Sentence);

        await host.DoAsync("c", new ProcessCommand.Ask(new Command.SetVariables(FeelContext.Of(("n", 1)))));
        await host.DoAsync("c", new ProcessCommand.Ask(new Command.Retry(incident.Id)));
        Assert.Equal((FeelValue)1, (await host.RestsAsync("c")).Instance.Variables["r"]);
    }

    [Fact]
    public async Task A_failure_in_the_first_line_is_counted_from_where_the_script_begins()
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", "throw new EffectFailedForGoodException(\"Never.\");")).StartAsync();
        await host.StartCaseAsync("c", "p");

        var incident = Assert.Single((await host.RestsAsync("c")).Instance.Incidents);

        Assert.Equal(
            $"Script task \"Count\" (T): the script failed: The script failed: b.bpmn, line {Drawn.CodeLine}, column {Drawn.CodeColumn}: Never. Remove the cause, then retry.",
            incident.Sentence);
    }

    [Fact]
    public async Task A_script_in_a_called_process_and_in_a_global_task_runs_too()
    {
        const string outer = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="O" targetNamespace="t">
              <globalScriptTask id="G" name="G" scriptLanguage="csharp" itsm:resultVariable="g"><script>return 7;</script></globalScriptTask>
              <process id="outer" isExecutable="true">
                <startEvent id="S"/><sequenceFlow id="S_A" sourceRef="S" targetRef="A"/>
                <callActivity id="A" calledElement="p"/><sequenceFlow id="A_B" sourceRef="A" targetRef="B"/>
                <callActivity id="B" calledElement="G"/><sequenceFlow id="B_E" sourceRef="B" targetRef="E"/><endEvent id="E"/>
              </process>
            </definitions>
            """;
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", "return new { inner = ElementId };")).Ship("o", outer).StartAsync();
        await host.StartCaseAsync("c", "outer");

        var state = await host.RestsAsync("c");

        Assert.Empty(state.Instance.Incidents.Select(incident => incident.Sentence));
        Assert.Equal((FeelValue)7, state.Instance.Variables["g"]);
        Assert.EndsWith("T", state.Instance.Variables["inner"].ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_cases_run_one_script_at_the_same_time()
    {
        await using var host = await new ScriptHost().Ship("b", Drawn.Script("p", "await Task.Yield(); return new { twice = Variables.Get<int>(\"n\") * 2 };")).StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => host.StartCaseAsync($"c{n}", "p", ("n", n))));

        for (var n = 0; n < 50; n++) Assert.Equal((FeelValue)(n * 2), (await host.RestsAsync($"c{n}")).Instance.Variables["twice"]);
    }
}
