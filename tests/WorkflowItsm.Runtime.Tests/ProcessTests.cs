using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>Plain processes in a running host; here beside a core of tickets.</summary>
public sealed class ProcessTests
{
    private const string Order = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="orders" targetNamespace="t">
          <message id="asked" name="asked"/>
          <process id="order" isExecutable="true">
            <startEvent id="S"/><startEvent id="A"><messageEventDefinition messageRef="asked"/></startEvent>
            <sequenceFlow id="S_J" sourceRef="S" targetRef="J"/><sequenceFlow id="A_J" sourceRef="A" targetRef="J"/>
            <serviceTask id="J"><extensionElements><itsm:handler name="reserve" result="stock"/></extensionElements></serviceTask>
            <sequenceFlow id="J_T" sourceRef="J" targetRef="T"/><userTask id="T"/>
            <sequenceFlow id="T_W" sourceRef="T" targetRef="W"/>
            <intermediateCatchEvent id="W"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <sequenceFlow id="W_E" sourceRef="W" targetRef="E"/><endEvent id="E"/>
          </process>
        </definitions>
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_is_started_answered_completed_and_ended_by_its_timer(bool inMemory)
    {
        await using var runtime = await StartAsync(inMemory);
        await DoAsync(runtime, new ProcessCommand.Start("order", FeelContext.Of(("item", "lamp"))));
        await runtime.CommitAsync(batch => batch.Cases.Any(change => change.After.Tasks.Count == 1));
        var waiting = await DoAsync(runtime, new ProcessCommand.Complete("T", FeelContext.Empty));
        Assert.Equal("{\"shelf\": 4}", waiting.Instance.Variables["stock"].ToText());
        if (!inMemory) await runtime.RestartAsync();
        runtime.Time.Advance(TimeSpan.FromHours(1));
        await runtime.CommitAsync(batch => batch.Cases.Any(change => change.CaseId == "p" && change.After == CaseRows.None));

        Assert.True(((ProcessState)(await runtime.Cases.ReadAsync(ProcessCore.KindName, "p", TestContext.Current.CancellationToken))!).Instance.Ended);
        Assert.Empty(runtime.Verify().Problems.Items);
    }

    [Fact]
    public async Task A_message_begins_a_plain_process_where_the_process_names_no_table_of_tickets()
    {
        await using var runtime = await StartAsync(inMemory: true);
        var payload = FeelValue.Context(FeelContext.Of(("item", "lamp")));
        await runtime.SendAsync("t", new Ask.Emit(new("publish", "asked", FeelContext.Of(("key", "k"), ("payload", payload)))));
        var begun = await runtime.CommitAsync(batch => batch.Cases.Any(change => change.Kind == ProcessCore.KindName && change.After.Tasks.Count == 1));

        var caseId = begun.Cases.Single(change => change.Kind == ProcessCore.KindName).CaseId;
        var state = (ProcessState)(await runtime.Cases.ReadAsync(ProcessCore.KindName, caseId, TestContext.Current.CancellationToken))!;
        Assert.Equal(("lamp", "k"), (state.Instance.Variables["item"].ToText(), state.Instance.Variables["conversation"].ToText()));
    }

    private static async Task<TestRuntime> StartAsync(bool inMemory)
    {
        var runtime = await TestRuntime.StartAsync(parts: builder =>
        {
            builder.AddCore<ProcessCore>().AddServiceTaskHandler<Reserve>("reserve");
            if (inMemory) builder.UseInMemory();
        });
        var publication = new Publication("order", Bundles.Files(("order.bpmn", Order)), TestRuntime.Ann, null, Publication.FromApi);
        Assert.True((await runtime.Services.GetRequiredService<IDefinitions>().PublishAsync(publication, TestContext.Current.CancellationToken)).Changed);
        return runtime;
    }

    private static async Task<ProcessState> DoAsync(TestRuntime runtime, ProcessCommand command)
    {
        var result = await runtime.Cases.SendAsync(
            new(ProcessCore.KindName, "p", command, TestRuntime.Ann), TestContext.Current.CancellationToken);
        return (ProcessState)Assert.IsType<CommandResult.Done>(result).State;
    }

    private sealed class Reserve : IServiceTaskHandler
    {
        public Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken) =>
            Task.FromResult(FeelContext.Of(("shelf", call.Input["item"].ToText().Length)));
    }
}
