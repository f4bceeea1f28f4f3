using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>Signals and messages without a key between the cases of a running host.</summary>
public sealed class TopicTests
{
    private const string Weather = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="weather" targetNamespace="t">
          <signal id="storm" name="storm"/><message id="part" name="part"/><message id="order" name="order"/>
          <process id="ship" isExecutable="true">
            <startEvent id="S"/><sequenceFlow id="S_W" sourceRef="S" targetRef="W"/>
            <intermediateCatchEvent id="W" itsm:resultVariable="heard"><signalEventDefinition signalRef="storm"/></intermediateCatchEvent>
            <sequenceFlow id="W_T" sourceRef="W" targetRef="T"/><userTask id="T"/><sequenceFlow id="T_E" sourceRef="T" targetRef="E"/><endEvent id="E"/>
          </process>
          <process id="tower" isExecutable="true">
            <startEvent id="TS"/><sequenceFlow id="TS_X" sourceRef="TS" targetRef="X"/>
            <intermediateThrowEvent id="X"><extensionElements><itsm:input name="force" value="force"/></extensionElements><signalEventDefinition signalRef="storm"/></intermediateThrowEvent>
            <sequenceFlow id="X_TE" sourceRef="X" targetRef="TE"/><endEvent id="TE"/>
          </process>
          <process id="shelter" isExecutable="true">
            <startEvent id="HS" itsm:resultVariable="warning"><signalEventDefinition signalRef="storm"/></startEvent>
            <sequenceFlow id="HS_HT" sourceRef="HS" targetRef="HT"/><userTask id="HT"/><sequenceFlow id="HT_HE" sourceRef="HT" targetRef="HE"/><endEvent id="HE"/>
          </process>
          <process id="bench" isExecutable="true">
            <startEvent id="BS"/><sequenceFlow id="BS_BR" sourceRef="BS" targetRef="BR"/><receiveTask id="BR" messageRef="part" itsm:resultVariable="part"/>
            <sequenceFlow id="BR_BT" sourceRef="BR" targetRef="BT"/><userTask id="BT"/><sequenceFlow id="BT_BE" sourceRef="BT" targetRef="BE"/><endEvent id="BE"/>
          </process>
          <process id="sale" isExecutable="true">
            <startEvent id="OS"><messageEventDefinition messageRef="order"/></startEvent>
            <sequenceFlow id="OS_OT" sourceRef="OS" targetRef="OT"/><userTask id="OT"/><sequenceFlow id="OT_OE" sourceRef="OT" targetRef="OE"/><endEvent id="OE"/>
          </process>
        </definitions>
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signal_is_heard_once_by_two_cases_begins_a_third_and_is_told_to_nobody_again_after_a_restart(bool inMemory)
    {
        await using var runtime = await StartAsync(inMemory);
        await StartCaseAsync(runtime, "ship", "one");
        await StartCaseAsync(runtime, "ship", "two");
        await TopicAsync(runtime, Topic.OfSignal("storm"), topic => topic.Listeners.Count == 2);
        if (!inMemory) await runtime.RestartAsync();

        await StartCaseAsync(runtime, "tower", "tower", ("force", 9));

        var begun = await BegunAsync(runtime, "HT");
        foreach (var ship in (string[])["one", "two"])
        {
            var heard = await StateAsync(runtime, ship, state => state.Instance.Waits.Any(wait => wait is Wait.Task));
            Assert.Equal("{\"force\": 9}", heard.Instance.Variables["heard"].ToText());
        }

        Assert.Equal("{\"force\": 9}", begun.Instance.Variables["warning"].ToText());
        Assert.True(begun.Instance.Variables["conversation"].IsNull);
        if (!inMemory) await runtime.RestartAsync();
        foreach (var ship in (string[])["one", "two"]) await DoneAsync(runtime, ship, new ProcessCommand.Complete("T", FeelContext.Empty));
        await TopicAsync(runtime, Topic.OfSignal("storm"), topic => topic.Listeners.Count == 0);
        var told = await runtime.Cases.HistoryAsync(TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfSignal("storm")), TestContext.Current.CancellationToken);
        Assert.Equal(new TopicFact.Told(2, 1), Assert.Single(told, fact => fact.Fact is TopicFact.Told).Fact);
        Assert.Empty(runtime.Verify().Problems.Items);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_without_a_key_is_kept_then_taken_by_one_case_each_the_oldest_first(bool inMemory)
    {
        await using var runtime = await StartAsync(inMemory);
        await PublishAsync(runtime, "part", ("n", 1));
        if (!inMemory) await runtime.RestartAsync();
        await StartCaseAsync(runtime, "bench", "one");
        Assert.Equal("{\"n\": 1}", (await StateAsync(runtime, "one", HasTask)).Instance.Variables["part"].ToText());

        await StartCaseAsync(runtime, "bench", "two");
        await TopicAsync(runtime, Topic.OfMessage("part"), topic => topic.Listeners.Count == 1);
        await StartCaseAsync(runtime, "bench", "three");
        await TopicAsync(runtime, Topic.OfMessage("part"), topic => topic.Listeners.Count == 2);
        await PublishAsync(runtime, "part", ("n", 2));
        Assert.Equal("{\"n\": 2}", (await StateAsync(runtime, "two", HasTask)).Instance.Variables["part"].ToText());
        await PublishAsync(runtime, "part", ("n", 3));
        Assert.Equal("{\"n\": 3}", (await StateAsync(runtime, "three", HasTask)).Instance.Variables["part"].ToText());
        Assert.Empty(runtime.Verify().Problems.Items);
    }

    [Fact]
    public async Task A_message_without_a_key_goes_past_a_case_that_has_ended_meanwhile()
    {
        await using var runtime = await StartAsync(inMemory: true);
        await StartCaseAsync(runtime, "bench", "one");
        await TopicAsync(runtime, Topic.OfMessage("part"), topic => topic.Listeners.Count == 1);
        await StartCaseAsync(runtime, "bench", "two");
        await TopicAsync(runtime, Topic.OfMessage("part"), topic => topic.Listeners.Count == 2);

        // The case ends and the message is sent before the topic can have been told.
        var ended = DoneAsync(runtime, "one", new ProcessCommand.Ask(new Command.Cancel("no longer")));
        await PublishAsync(runtime, "part", ("n", 1));
        await ended;

        Assert.Equal("{\"n\": 1}", (await StateAsync(runtime, "two", HasTask)).Instance.Variables["part"].ToText());
    }

    [Fact]
    public async Task A_message_without_a_key_begins_a_process_when_nobody_waits_for_it()
    {
        await using var runtime = await StartAsync(inMemory: true);
        await PublishAsync(runtime, "order", ("item", "lamp"));

        Assert.Equal("lamp", (await BegunAsync(runtime, "OT")).Instance.Variables["item"].ToText());
    }

    /// <summary>The commits on the way of a signal fail in turn, and the runtime is stopped there: it is heard exactly once all the same.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Whatever_commit_is_lost_on_the_way_a_signal_is_heard_once_and_begins_one_case(int call)
    {
        await using var runtime = await StartAsync(inMemory: false);
        await StartCaseAsync(runtime, "ship", "one");
        await TopicAsync(runtime, Topic.OfSignal("storm"), topic => topic.Listeners.Count == 1);
        runtime.Store.Plan(nameof(ICaseStore.CommitAsync), call % 2 == 0 ? Fault.Fails : Fault.DoneButTimeout, call);
        await StartCaseAsync(runtime, "tower", "tower", ("force", 9));
        await runtime.StopAsync();
        await runtime.StartAgainAsync();
        await StateAsync(runtime, "one", HasTask);
        await TopicAsync(runtime, Topic.OfSignal("storm"), topic => topic.Begun == 1);

        var heard = await runtime.Cases.HistoryAsync(ProcessCore.KindName, "one", TestContext.Current.CancellationToken);
        Assert.Single(heard, fact => fact.Fact is ProcessFact.Happened { Event: EngineEvent.SignalReceived });
        await DoneAsync(runtime, "one", new ProcessCommand.Complete("T", FeelContext.Empty));
        var topic = await TopicAsync(runtime, Topic.OfSignal("storm"), topic => topic.Listeners.Count == 0);
        Assert.Equal(1, topic.Begun);
        Assert.Empty(runtime.Verify().Problems.Items);
    }

    private static bool HasTask(ProcessState state) => state.Instance.Waits.Any(wait => wait is Wait.Task);

    private static async Task<TestRuntime> StartAsync(bool inMemory)
    {
        var runtime = await TestRuntime.StartAsync(parts: builder =>
        {
            builder.AddCore<ProcessCore>();
            if (inMemory) builder.UseInMemory();
        });
        var publication = new Publication("weather", Bundles.Files(("weather.bpmn", Weather)), TestRuntime.Ann, null, Publication.FromApi);
        Assert.True((await runtime.Services.GetRequiredService<IDefinitions>().PublishAsync(publication, TestContext.Current.CancellationToken)).Changed);
        return runtime;
    }

    private static Task StartCaseAsync(TestRuntime runtime, string process, string caseId, params ReadOnlySpan<(string Name, FeelValue Value)> variables) =>
        DoneAsync(runtime, caseId, new ProcessCommand.Start(process, FeelContext.Of(variables.ToArray())));

    // Again, under the same key, when it is this command's own commit that is lost.
    private static async Task DoneAsync(TestRuntime runtime, string caseId, ProcessCommand command)
    {
        var call = new CaseCall(ProcessCore.KindName, caseId, command, TestRuntime.Ann) { IdempotencyKey = Guid.NewGuid().ToString(), RequestDigest = "d" };
        CommandResult result;
        do result = await runtime.Cases.SendAsync(call, TestContext.Current.CancellationToken);
        while (result is CommandResult.Busy);
        Assert.IsType<CommandResult.Done>(result);
    }

    private static async Task PublishAsync(TestRuntime runtime, string message, params (string Name, FeelValue Value)[] payload) => Assert.IsType<CommandResult.Done>(
        await runtime.Cases.SendAsync(
            new(TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfMessage(message)), new TopicCommand.Publish(FeelContext.Of(payload), null), TestRuntime.Ann),
            TestContext.Current.CancellationToken));

    private static Task<TopicState> TopicAsync(TestRuntime runtime, string topic, Func<TopicState, bool> match) =>
        UntilAsync(runtime, TopicCore.KindName, TopicCore.CaseIdOf(topic), match);

    private static Task<ProcessState> StateAsync(TestRuntime runtime, string caseId, Func<ProcessState, bool> match) =>
        UntilAsync(runtime, ProcessCore.KindName, caseId, match);

    private static async Task<T> UntilAsync<T>(TestRuntime runtime, string kind, string caseId, Func<T, bool> match)
        where T : CaseState
    {
        while (true)
        {
            if (await runtime.Cases.ReadAsync(kind, caseId, TestContext.Current.CancellationToken) is T state && match(state)) return state;
            await runtime.CommitAsync(_ => true);
        }
    }

    /// <summary>The case that has just come to a task; its commit has not been waited for yet.</summary>
    private static async Task<ProcessState> BegunAsync(TestRuntime runtime, string task)
    {
        var begun = await runtime.CommitAsync(batch => batch.Cases.Any(IsThere));
        return await StateAsync(runtime, begun.Cases.First(IsThere).CaseId, HasTask);

        bool IsThere(CaseChange change) => change.Kind == ProcessCore.KindName && change.After.Tasks.Items.Any(row => row.ElementId == task);
    }
}
