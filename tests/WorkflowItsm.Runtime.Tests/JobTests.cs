using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Jobs;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>Service tasks that workers outside do: who holds one, and whose answer counts.</summary>
public sealed class JobTests
{
    private const string Process = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
          <error id="Er" errorCode="no-licence"/>
          <process id="p" isExecutable="true">
            <startEvent id="S"/><sequenceFlow id="F1" sourceRef="S" targetRef="J"/>
            <serviceTask id="J"><extensionElements><itsm:topic name="provision" result="done"/><itsm:input name="who" value="who"/></extensionElements></serviceTask>
            <boundaryEvent id="B" attachedToRef="J"><extensionElements><itsm:output name="why" value="result.message"/></extensionElements><errorEventDefinition errorRef="Er"/></boundaryEvent>
            <boundaryEvent id="L" attachedToRef="J"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="F2" sourceRef="J" targetRef="T"/><userTask id="T"/>
            <sequenceFlow id="F3" sourceRef="B" targetRef="N"/><userTask id="N"/>
            <sequenceFlow id="F4" sourceRef="L" targetRef="Z"/><userTask id="Z"/>
            <sequenceFlow id="F5" sourceRef="T" targetRef="E"/><sequenceFlow id="F6" sourceRef="N" targetRef="E"/><sequenceFlow id="F7" sourceRef="Z" targetRef="E"/><endEvent id="E"/>
          </process>
        </definitions>
        """;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_leased_with_its_inputs_and_its_answer_goes_on_with_the_process()
    {
        await using var runtime = await StartAsync();
        await OpenAsync(runtime, "c");
        var job = await LeaseAsync(runtime);
        Assert.Equal(("provision", "c", "J", 1, TestRuntime.Noon.AddSeconds(60), """{"who": "li.na"}"""),
            (job.Topic, job.CaseId, job.ElementId, job.Attempt, job.Until, job.Variables.ToString()));

        Assert.Equal(new JobResult.Done(null), await Jobs(runtime).CompleteAsync(Holder(job), FeelContext.Of(("account", "a7")), Now));
        Assert.Equal(("T", """{"account": "a7"}"""), await StandsAsync(runtime, "c", "done"));
        Assert.Empty(runtime.Verify().Problems.Items);
    }

    [Fact]
    public async Task A_worker_that_waits_is_woken_by_a_job()
    {
        await using var runtime = await StartAsync();
        var waiting = Jobs(runtime).LeaseAsync(Request("a", wait: 30), Now);
        await OpenAsync(runtime, "c");
        Assert.Equal("c", Assert.Single(await waiting).CaseId);
        var inVain = Jobs(runtime).LeaseAsync(Request("a", wait: 30), Now);
        Assert.False(inVain.IsCompleted);
        runtime.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(await inVain);
    }

    [Fact]
    public async Task One_worker_holds_a_job_and_after_its_lease_another_does()
    {
        await using var runtime = await StartAsync();
        await OpenAsync(runtime, "c");
        var first = await LeaseAsync(runtime, "a");
        Assert.Empty(await Jobs(runtime).LeaseAsync(Request("b"), Now));
        runtime.Time.Advance(TimeSpan.FromSeconds(60));
        var second = await LeaseAsync(runtime, "b");
        Assert.Equal((first.Id, 2), (second.Id, second.Attempt));

        AssertRefused("job-not-held", await Jobs(runtime).CompleteAsync(Holder(first), FeelContext.Empty, Now));
        AssertRefused("job-not-held", await Jobs(runtime).FailAsync(Holder(first), "x", null, null, Now));
        AssertRefused("job-not-held", await Jobs(runtime).ExtendAsync(Holder(first), TimeSpan.FromSeconds(9), Now));
        Assert.IsType<JobResult.Done>(await Jobs(runtime).CompleteAsync(Holder(second), FeelContext.Empty, Now));
        AssertRefused("job-over", await Jobs(runtime).CompleteAsync(Holder(first), FeelContext.Empty, Now));
    }

    [Fact]
    public async Task Of_many_workers_that_lease_at_once_each_job_goes_to_one()
    {
        await using var runtime = await StartAsync();
        for (var n = 0; n < 40; n++) await OpenAsync(runtime, $"c{n}");
        var leases = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => Jobs(runtime).LeaseAsync(Request($"w{n}", wait: 30), Now))));
        Assert.Equal(40, leases.SelectMany(lease => lease).Select(job => job.Id).Distinct().Count());
        Assert.All(leases, lease => Assert.Single(lease));
    }

    [Fact]
    public async Task A_repeated_completion_is_answered_like_the_first_even_after_a_restart()
    {
        await using var runtime = await StartAsync();
        await OpenAsync(runtime, "c");
        var job = await LeaseAsync(runtime);
        for (var n = 0; n < 2; n++) Assert.Equal(new JobResult.Done(null), await Jobs(runtime).CompleteAsync(Holder(job), FeelContext.Of(("n", n)), Now));
        await runtime.RestartAsync();
        Assert.Equal(new JobResult.Done(null), await Jobs(runtime).CompleteAsync(Holder(job), FeelContext.Empty, Now));
        AssertRefused("job-over", await Jobs(runtime).CompleteAsync(Holder(job) with { Lease = "guessed" }, FeelContext.Empty, Now));
        AssertRefused("job-over", await Jobs(runtime).ThrowAsync(Holder(job), "no-licence", "", FeelContext.Empty, Now));
        Assert.Equal(("T", """{"n": 0}"""), await StandsAsync(runtime, "c", "done"));
    }

    [Fact]
    public async Task A_restart_makes_leases_void_and_the_job_is_leased_again()
    {
        await using var runtime = await StartAsync();
        await OpenAsync(runtime, "c");
        var before = await LeaseAsync(runtime);
        await runtime.RestartAsync();
        var after = (await Jobs(runtime).LeaseAsync(Request("b", wait: 30), Now)).Single();
        Assert.Equal(before.Id, after.Id);
        AssertRefused("job-not-held", await Jobs(runtime).CompleteAsync(Holder(before), FeelContext.Empty, Now));
        Assert.IsType<JobResult.Done>(await Jobs(runtime).CompleteAsync(Holder(after), FeelContext.Empty, Now));
    }

    [Fact]
    public async Task A_job_that_keeps_failing_waits_longer_and_ends_in_an_incident()
    {
        await using var runtime = await StartAsync(tries: 2);
        await OpenAsync(runtime, "c");
        var job = await LeaseAsync(runtime);
        Assert.Equal(new JobResult.Done(TestRuntime.Noon.AddSeconds(9)), await Jobs(runtime).FailAsync(Holder(job), "Down.", null, TimeSpan.FromSeconds(9), Now));
        Assert.Empty(await Jobs(runtime).LeaseAsync(Request("a"), Now));
        runtime.Time.Advance(TimeSpan.FromSeconds(9));
        job = await LeaseAsync(runtime);
        Assert.Equal(2, job.Attempt);
        Assert.Equal(new JobResult.Done(null), await Jobs(runtime).FailAsync(Holder(job), "Still down.", null, null, Now));
        Assert.Equal("Service task J: the handler 'provision' failed: The worker 'a' failed at try 2: Still down. Remove the cause, then retry.", await IncidentAsync(runtime, "c"));
    }

    [Fact]
    public async Task A_worker_can_give_up_at_once_and_one_that_only_dies_is_not_given_the_job_for_ever()
    {
        await using var runtime = await StartAsync(tries: 2);
        await OpenAsync(runtime, "c");
        await Jobs(runtime).FailAsync(Holder(await LeaseAsync(runtime)), "Never.", retries: 0, null, Now);
        Assert.EndsWith("failed at try 1: Never. Remove the cause, then retry.", await IncidentAsync(runtime, "c"), StringComparison.Ordinal);

        await OpenAsync(runtime, "d");
        for (var n = 0; n < 2; n++)
        {
            await LeaseAsync(runtime);
            runtime.Time.Advance(TimeSpan.FromSeconds(60));
        }

        Assert.Empty(await Jobs(runtime).LeaseAsync(Request("a"), Now));
        Assert.Contains("Workers took the job 2 times and did not answer", await IncidentAsync(runtime, "d"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_goes_on_at_the_event_that_catches_it()
    {
        await using var runtime = await StartAsync();
        await OpenAsync(runtime, "c");
        Assert.IsType<JobResult.Done>(await Jobs(runtime).ThrowAsync(Holder(await LeaseAsync(runtime)), "no-licence", "None is free.", FeelContext.Empty, Now));
        Assert.Equal(("N", "\"None is free.\""), await StandsAsync(runtime, "c", "why"));
        await OpenAsync(runtime, "d");
        await Jobs(runtime).ThrowAsync(Holder(await LeaseAsync(runtime)), "other", "?", FeelContext.Empty, Now);
        Assert.Contains("throws the error 'other', which no boundary event", await IncidentAsync(runtime, "d"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_its_case_gave_up_is_leased_to_nobody_and_its_answer_is_refused()
    {
        await using var runtime = await StartAsync();
        await OpenAsync(runtime, "c");
        await OpenAsync(runtime, "d");
        var held = await LeaseAsync(runtime, duration: 7200);
        runtime.Time.Advance(TimeSpan.FromHours(1));
        while ((await StandsAsync(runtime, "c", "x")).At != "Z" || (await StandsAsync(runtime, "d", "x")).At != "Z") await runtime.CommitAsync(_ => true);
        Assert.Empty(await Jobs(runtime).LeaseAsync(Request("b"), Now));
        AssertRefused("no-such-job", await Jobs(runtime).CompleteAsync(Holder(held), FeelContext.Empty, Now));
        AssertRefused("job-over", await Jobs(runtime).CompleteAsync(Holder(held), FeelContext.Empty, Now));
    }

    [Fact]
    public async Task A_lease_is_extended_while_it_holds()
    {
        await using var runtime = await StartAsync();
        await OpenAsync(runtime, "c");
        var job = await LeaseAsync(runtime);
        runtime.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(new JobResult.Done(TestRuntime.Noon.AddSeconds(110)), await Jobs(runtime).ExtendAsync(Holder(job), TimeSpan.FromSeconds(60), Now));
        runtime.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.Empty(await Jobs(runtime).LeaseAsync(Request("b"), Now));
        Assert.IsType<JobResult.Done>(await Jobs(runtime).CompleteAsync(Holder(job), FeelContext.Empty, Now));
        AssertRefused("no-such-job", await Jobs(runtime).CompleteAsync(new("nobody.1.0", "x", "w"), FeelContext.Empty, Now));
    }

    private static IJobs Jobs(TestRuntime runtime) => runtime.Services.GetRequiredService<IJobs>();

    private static JobHolder Holder(LeasedJob job) => new(job.Id, job.Lease, "robot");

    private static JobRequest Request(string worker, int wait = 0, int duration = 60) =>
        new(["provision"], worker, 1, TimeSpan.FromSeconds(duration), TimeSpan.FromSeconds(wait));

    private static async Task<LeasedJob> LeaseAsync(TestRuntime runtime, string worker = "a", int duration = 60) =>
        (await Jobs(runtime).LeaseAsync(Request(worker, wait: 3600, duration), Now)).Single();

    private static void AssertRefused(string code, JobResult result) => Assert.Equal(code, Assert.IsType<JobResult.Refused>(result).Refusal.Code);

    private static async Task OpenAsync(TestRuntime runtime, string id) => Assert.IsType<CommandResult.Done>(await runtime.Cases.SendAsync(
        new(ProcessCore.KindName, id, new ProcessCommand.Start("p", FeelContext.Of(("who", "li.na"))), TestRuntime.Ann), Now));

    private static async Task<ProcessState> StateAsync(TestRuntime runtime, string id) => (ProcessState)(await runtime.Cases.ReadAsync(ProcessCore.KindName, id, Now))!;

    private static async Task<(string At, string Value)> StandsAsync(TestRuntime runtime, string id, string variable)
    {
        var instance = (await StateAsync(runtime, id)).Instance;
        return (instance.Tokens.Single().ElementId, instance.Variables[variable].ToString());
    }

    private static async Task<string> IncidentAsync(TestRuntime runtime, string id) => (await StateAsync(runtime, id)).Instance.Incidents.Single().Sentence;

    private static async Task<TestRuntime> StartAsync(int tries = 10)
    {
        var runtime = await TestRuntime.StartAsync(options => options.EffectTries = tries, builder => builder.AddCore<ProcessCore>());
        var publication = new Publication("p", Bundles.Files(("p.bpmn", Process)), TestRuntime.Ann, null, Publication.FromApi);
        Assert.True((await runtime.Services.GetRequiredService<IDefinitions>().PublishAsync(publication, Now)).Changed);
        return runtime;
    }
}
