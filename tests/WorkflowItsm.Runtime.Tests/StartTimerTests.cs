using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>Processes that timers start, in a running host; its clock stands at noon of 2 March 2026.</summary>
public sealed class StartTimerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cycle_starts_a_case_each_time_until_it_is_over_also_after_a_restart(bool inMemory)
    {
        await using var runtime = await StartAsync(inMemory, "<timeCycle>R2/PT10M</timeCycle>");
        await PassAsync(runtime, TimeSpan.FromMinutes(10));
        if (!inMemory) await runtime.RestartAsync();
        await PassAsync(runtime, TimeSpan.FromMinutes(10));

        Assert.Equal([TestRuntime.Noon.AddMinutes(20), null], (await CameAsync(runtime)).Select(came => came.DueAt));
        Assert.Null((await TimerAsync(runtime)).DueAt);
        Assert.Empty(runtime.Verify().Problems.Items);
    }

    [Fact]
    public async Task A_date_starts_one_case_and_not_again_when_it_is_published_anew()
    {
        await using var runtime = await StartAsync(inMemory: true, "<timeDate>2026-03-02T13:00:00Z</timeDate>");
        await PassAsync(runtime, TimeSpan.FromHours(1));
        await PublishAsync(runtime, "<timeDate>2026-03-02T13:00:00Z</timeDate>", name: "Renamed");

        Assert.NotNull(Assert.Single(await CameAsync(runtime)).CaseId);
        Assert.Null((await TimerAsync(runtime)).DueAt);
    }

    [Fact]
    public async Task A_new_version_replaces_the_timer_and_one_without_drops_it()
    {
        await using var runtime = await StartAsync(inMemory: true, "<timeCycle>R/PT10M</timeCycle>");
        Assert.Equal(TestRuntime.Noon.AddMinutes(10), (await TimerAsync(runtime)).DueAt);
        await PublishAsync(runtime, "<timeCycle>R/PT10M</timeCycle>", name: "Renamed");
        Assert.Equal(TestRuntime.Noon.AddMinutes(10), (await TimerAsync(runtime)).DueAt);
        await PublishAsync(runtime, "<timeCycle>R/PT30M</timeCycle>");
        Assert.Equal(TestRuntime.Noon.AddMinutes(30), (await TimerAsync(runtime)).DueAt);
        await PublishAsync(runtime, null);

        Assert.Empty((await StateAsync(runtime)).Timers.Items);
        Assert.Empty(await CameAsync(runtime));
    }

    [Theory]
    [InlineData("", 1, 5)]
    [InlineData("""<extensionElements><itsm:misfire policy="skip"/></extensionElements>""", 0, 6)]
    public async Task What_was_missed_while_nothing_ran_follows_the_policy(string policy, int cases, int missed)
    {
        await using var runtime = await StartAsync(inMemory: false, "<timeCycle>R/PT10M</timeCycle>", policy);
        await runtime.StopAsync();
        runtime.Time.Advance(TimeSpan.FromMinutes(65));
        await runtime.StartAgainAsync();
        await runtime.CommitAsync(batch => batch.Cases.Any(change => change.Kind == StartTimersCore.KindName));

        var came = Assert.Single(await CameAsync(runtime));
        Assert.Equal((cases, TestRuntime.Noon.AddMinutes(70)), (came.CaseId is null ? 0 : 1, came.DueAt));
        if (cases == 0) Assert.Equal(missed, came.Missed);
    }

    private static async Task<TestRuntime> StartAsync(bool inMemory, string timer, string policy = "")
    {
        var runtime = await TestRuntime.StartAsync(parts: builder =>
        {
            builder.AddCore<ProcessCore>();
            if (inMemory) builder.UseInMemory();
        });
        await PublishAsync(runtime, timer, policy);
        return runtime;
    }

    private static async Task PublishAsync(TestRuntime runtime, string? timer, string policy = "", string name = "Sweep")
    {
        var definition = timer is null ? "" : $"{policy}<timerEventDefinition>{timer}</timerEventDefinition>";
        var bpmn = $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
              <process id="sweep" name="{name}" isExecutable="true">
                <startEvent id="S">{definition}</startEvent><sequenceFlow id="S_T" sourceRef="S" targetRef="T"/><userTask id="T"/>
                <sequenceFlow id="T_E" sourceRef="T" targetRef="E"/><endEvent id="E"/>
              </process>
            </definitions>
            """;
        var publication = new Publication("sweep", Bundles.Files(("sweep.bpmn", bpmn)), TestRuntime.Ann, null, Publication.FromApi);
        var result = await runtime.Services.GetRequiredService<IDefinitions>().PublishAsync(publication, TestContext.Current.CancellationToken);
        Assert.True(result.Changed, string.Join('\n', result.Findings.Items.Select(finding => finding.Message)));
    }

    /// <summary>Lets time pass until the timer is due, and waits for its case.</summary>
    private static async Task PassAsync(TestRuntime runtime, TimeSpan time)
    {
        runtime.Time.Advance(time);
        await runtime.CommitAsync(batch => batch.Cases.Any(change => change.Kind == ProcessCore.KindName && change.After.Tasks.Count == 1));
    }

    private static async Task<StartTimersState> StateAsync(TestRuntime runtime) => (StartTimersState)(await runtime.Cases.ReadAsync(
        StartTimersCore.KindName, StartTimersCore.CaseId, TestContext.Current.CancellationToken))!;

    private static async Task<StartTimer> TimerAsync(TestRuntime runtime) => Assert.Single((await StateAsync(runtime)).Timers.Items);

    private static async Task<IReadOnlyList<StartTimersFact.Came>> CameAsync(TestRuntime runtime) =>
    [
        .. (await runtime.Cases.HistoryAsync(StartTimersCore.KindName, StartTimersCore.CaseId, TestContext.Current.CancellationToken))
            .Select(fact => fact.Fact).OfType<StartTimersFact.Came>(),
    ];
}
