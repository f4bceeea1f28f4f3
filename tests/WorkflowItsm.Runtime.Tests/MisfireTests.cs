using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>Hourly timers of many cases after a stop of a day and half an hour, each by its policy (decision 13).</summary>
public sealed class MisfireTests
{
    private const int Cases = 20;

    private static readonly (string Policy, int Fired, int Missed)[] _policies =
    [
        ("policy=\"fireOnce\"", 1, 0), ("policy=\"fireAll\"", 25, 0), ("policy=\"fireAll\" limit=\"3\"", 3, 22),
        ("policy=\"skip\"", 0, 25), ("policy=\"fireWithin\" window=\"PT45M\"", 1, 24),
    ];

    [Fact]
    public async Task After_a_stop_every_case_follows_its_policy_and_its_rhythm()
    {
        await using var runtime = await TestRuntime.StartAsync(parts: builder => builder.AddCore<ProcessCore>());
        var files = Bundles.Files([.. _policies.Select((policy, n) => ($"p{n}.bpmn", Reminding(n, policy.Policy)))]);
        var published = await runtime.Services.GetRequiredService<IDefinitions>()
            .PublishAsync(new Publication("late", files, TestRuntime.Ann, null, Publication.FromApi), TestContext.Current.CancellationToken);
        Assert.True(published.Changed, string.Join("\n", published.Findings.Select(finding => finding.Message)));
        foreach (var (id, process) in Ids())
            Assert.IsType<CommandResult.Done>(await runtime.Cases.SendAsync(
                new(ProcessCore.KindName, id, new ProcessCommand.Start(process, FeelContext.Empty), TestRuntime.Ann), TestContext.Current.CancellationToken));

        await runtime.StopAsync();
        runtime.Time.Advance(TimeSpan.FromHours(25.5));
        await runtime.StartAgainAsync();
        var left = Ids().Select(one => one.Id).ToHashSet();
        while (true)
        {
            foreach (var id in left.ToList())
                if (Timer(await StateAsync(runtime, id)).DueAt > runtime.Time.GetUtcNow()) left.Remove(id);
            if (left.Count == 0) break;
            await runtime.CommitAsync(_ => true);
        }

        foreach (var (id, process) in Ids())
        {
            var (_, fired, missed) = _policies[process[1] - '0'];
            var facts = (await runtime.Cases.HistoryAsync(ProcessCore.KindName, id, TestContext.Current.CancellationToken))
                .Select(recorded => (recorded.Fact as ProcessFact.Happened)?.Event).ToList();
            Assert.Equal((id, fired, missed), (id, facts.OfType<EngineEvent.TimerFired>().Count(), facts.OfType<EngineEvent.TimerMissed>().Sum(passed => passed.Rounds)));
            Assert.Equal(TestRuntime.Noon.AddHours(26), Timer(await StateAsync(runtime, id)).DueAt);
        }

        Assert.Empty(runtime.Verify().Problems);
    }

    private static IEnumerable<(string Id, string Process)> Ids() =>
        from n in Enumerable.Range(0, _policies.Length)
        from each in Enumerable.Range(0, Cases)
        select ($"c{n}-{each:D2}", $"p{n}");

    private static async Task<InstanceState> StateAsync(TestRuntime runtime, string id) =>
        ((ProcessState)(await runtime.Cases.ReadAsync(ProcessCore.KindName, id, TestContext.Current.CancellationToken))!).Instance;

    private static Wait.Timer Timer(InstanceState state) => state.Waits.OfType<Wait.Timer>().Single();

    private static string Reminding(int n, string misfire) => $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="{Bpmn.Model.NodeSettings.Namespace}" id="D{n}" targetNamespace="t">
          <process id="p{n}" isExecutable="true">
            <startEvent id="S"/><sequenceFlow id="S_T" sourceRef="S" targetRef="T"/>
            <userTask id="T"/><sequenceFlow id="T_E" sourceRef="T" targetRef="E"/><endEvent id="E"/>
            <boundaryEvent id="B" attachedToRef="T" cancelActivity="false">
              <extensionElements><itsm:misfire {misfire}/></extensionElements>
              <timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>
            </boundaryEvent>
            <sequenceFlow id="B_X" sourceRef="B" targetRef="X"/><endEvent id="X"/>
          </process>
        </definitions>
        """;
}
