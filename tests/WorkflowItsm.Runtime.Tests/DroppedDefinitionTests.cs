using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>What another published bundle names cannot be published away, by whomever and however fast.</summary>
public sealed class DroppedDefinitionTests
{
    private const string Broken = "The bundle 'callers', which is published, would no longer be right; calls.bpmn: ";

    [Theory]
    [InlineData("")]
    [InlineData("<itsm:call binding=\"latest\"/>")]
    public async Task A_bundle_that_drops_what_another_calls_is_refused_and_the_caller_is_named(string binding)
    {
        await using var runtime = await StartAsync();
        await PublishAsync(runtime, "desk", ("desk.bpmn", Bundles.Process("desk")));
        await PublishAsync(runtime, "callers", ("calls.bpmn", Caller("desk", binding)));
        var other = Bundles.Files(("calls.bpmn", Bundles.Process("other")));
        var result = await PublishAsync(runtime, "desk", ("calls.bpmn", Bundles.Process("other")));

        var finding = Assert.Single(result.Findings.Items);
        Assert.Equal(("no-such-process", Severity.Error, "../callers/calls.bpmn", "C"), (finding.Code, finding.Severity, finding.File, finding.ElementId));
        Assert.Equal(Broken + "'C' calls 'desk', but no published process or global task has that id; known: 'caller', 'other'.", finding.Message);
        Assert.Equal("Keep what it names, or publish a version of the bundle 'callers' that does without it: before this one, or together with it.", finding.Cure);
        Assert.Equal("已发布的流程包“callers”将不再正确；calls.bpmn：“C”调用“desk”，但已发布的流程和全局任务中没有该 id；已有：“caller”、“other”。", finding.Says.In("zh"));
        Assert.Equal("请保留它引用的内容，或先行（或同时）发布不再引用它的流程包“callers”新版本。", finding.Advises.In("zh"));
        Assert.Equal((null, 2), (result.Version, Definitions(runtime).Current.Number));
        Assert.Equal([finding], Definitions(runtime).Verify("desk", other));
    }

    [Fact]
    public async Task A_bundle_that_drops_a_decision_which_another_asks_is_refused()
    {
        await using var runtime = await StartAsync();
        await PublishAsync(runtime, "rules", ("rule.dmn", Bundles.Decision("rule")));
        await PublishAsync(runtime, "callers", ("calls.bpmn", Bundles.Process("A", decision: "rule")));
        var result = await PublishAsync(runtime, "rules", ("rule.dmn", Bundles.Decision("ruler")));

        Assert.Equal(Broken + "'Rule' asks the decision 'rule', but no published table has that id or name; known: 'ruler'.", Assert.Single(result.Findings.Items).Message);
        Assert.Null(result.Version);
    }

    [Fact]
    public async Task Both_can_go_together_and_a_version_that_is_asked_for_by_number_may_be_an_old_one()
    {
        await using var runtime = await StartAsync();
        await PublishAsync(runtime, "desk", ("desk.bpmn", Bundles.Process("desk")));
        await PublishAsync(runtime, "callers", ("calls.bpmn", Caller("desk")));
        var together = await Definitions(runtime).PublishAsync(
            [Bundle("desk", ("desk.bpmn", Bundles.Process("other"))), Bundle("callers", ("calls.bpmn", Caller("other")))], TestContext.Current.CancellationToken);
        var old = await PublishAsync(runtime, "more", ("calls.bpmn", Caller("desk", "<itsm:call binding=\"version\" version=\"1\"/>", "more")));

        Assert.All(together, result => Assert.Equal((2, true), (result.Version, result.Changed)));
        Assert.Equal((1, 0), (old.Version, old.Findings.Count));
    }

    /// <summary>Each has been checked against a release in which the other has not come yet; only one of the two may hold.</summary>
    [Fact]
    public async Task Of_one_who_drops_a_process_and_one_who_begins_to_call_it_at_once_one_is_refused()
    {
        await using var runtime = await StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var (called, caller) = ($"desk{round}", $"caller{round}");
            await PublishAsync(runtime, called, ("desk.bpmn", Bundles.Process(called)));
            var results = await Task.WhenAll(
                Task.Run(() => PublishAsync(runtime, called, ("desk.bpmn", Bundles.Process($"other{round}")))),
                Task.Run(() => PublishAsync(runtime, caller, ("calls.bpmn", Caller(called, id: caller)))));

            Assert.Single(results, result => result.Changed);
            Assert.Equal("no-such-process", Assert.Single(results, result => !result.Changed).Findings.Items[0].Code);
        }

        Assert.Empty(runtime.Verify().Problems.Items);
    }

    [Fact]
    public async Task A_call_of_the_latest_takes_what_was_published_since_the_case_began_without_a_restart()
    {
        await using var runtime = await StartAsync();
        await PublishAsync(runtime, "desk", ("desk.bpmn", Bundles.Process("desk")));
        await PublishAsync(runtime, "callers", ("calls.bpmn", Caller("desk", "<itsm:call binding=\"latest\"/>")));
        await SendAsync(runtime, new ProcessCommand.Start("caller", FeelContext.Empty));
        await PublishAsync(runtime, "desk", ("desk.bpmn", Bundles.Process("desk").Replace(
            "<bpmn:endEvent id=\"End\"><bpmn:incoming>Flow_1</bpmn:incoming></bpmn:endEvent>",
            "<bpmn:userTask id=\"End\"/>", StringComparison.Ordinal)));
        await SendAsync(runtime, new ProcessCommand.Complete("T", FeelContext.Empty));

        var state = Assert.IsType<ProcessState>(await runtime.Cases.ReadAsync(ProcessCore.KindName, "one", TestContext.Current.CancellationToken));
        Assert.Single(state.Instance.Waits.OfType<Wait.Task>());
    }

    private static string Caller(string called, string binding = "", string id = "caller") => $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d_{id}" targetNamespace="t">
          <process id="{id}" isExecutable="true">
            <startEvent id="S"/><sequenceFlow id="S_T" sourceRef="S" targetRef="T"/><userTask id="T"/><sequenceFlow id="T_C" sourceRef="T" targetRef="C"/>
            <callActivity id="C" calledElement="{called}"><extensionElements>{binding}</extensionElements></callActivity><sequenceFlow id="C_E" sourceRef="C" targetRef="E"/><endEvent id="E"/>
          </process>
        </definitions>
        """;

    private static Task<TestRuntime> StartAsync() => TestRuntime.StartAsync(parts: builder => builder.AddCore<ProcessCore>().UseInMemory());

    private static async Task SendAsync(TestRuntime runtime, ProcessCommand command) => Assert.IsType<CommandResult.Done>(
        await runtime.Cases.SendAsync(new(ProcessCore.KindName, "one", command, TestRuntime.Ann), TestContext.Current.CancellationToken));

    private static IDefinitions Definitions(TestRuntime runtime) => runtime.Services.GetRequiredService<IDefinitions>();

    private static Publication Bundle(string bundle, params ReadOnlySpan<(string Path, string Text)> files) => new(bundle, Bundles.Files(files), TestRuntime.Ann, "because", Publication.FromApi);

    private static Task<PublishResult> PublishAsync(TestRuntime runtime, string bundle, params ReadOnlySpan<(string Path, string Text)> files) =>
        Definitions(runtime).PublishAsync(Bundle(bundle, files), TestContext.Current.CancellationToken);
}
