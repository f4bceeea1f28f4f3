using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Jobs;

/// <summary>Workers over HTTP; in a host of its own, whose processes have topics.</summary>
public sealed class JobApiTests : IAsyncLifetime
{
    private readonly RunningHost _host = new();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        foreach (var topic in (string[])["provision", "python"]) await _host.PublishAsync(topic, $"{topic}.bpmn", Bpmn(topic));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_worker_leases_a_job_keeps_it_and_completes_it_once()
    {
        var id = await OpenAsync("provision", "li.na");
        var job = (await PostAsync("lease", """{"topics":["provision"],"worker":"w1","wait_seconds":30}""")).Json["jobs"]!.AsArray().Single()!;
        Assert.Equal((id, "J", 1, "li.na"), (job["case"]!.GetValue<string>(), job["element"]!.GetValue<string>(), job["attempt"]!.GetValue<int>(), job["variables"]!["who"]!.GetValue<string>()));
        var (path, lease) = (Uri.EscapeDataString(job["id"]!.GetValue<string>()), job["lease"]!.GetValue<string>());
        Assert.Empty((await PostAsync("lease", """{"topics":["provision"],"worker":"w2"}""")).Json["jobs"]!.AsArray());
        Assert.Equal(200, (await PostAsync($"{path}/extend", $$"""{"lease":"{{lease}}","lock_seconds":600}""")).Status);

        var other = await PostAsync($"{path}/complete", """{"lease":"guessed"}""");
        Assert.Equal(409, other.Status);
        Assert.StartsWith("The lease does not hold the job", other.Sentence, StringComparison.Ordinal);
        for (var n = 0; n < 2; n++) Assert.Equal(200, (await PostAsync($"{path}/complete", $$$"""{"lease":"{{{lease}}}","variables":{"account":"a7"}}""")).Status);
        Assert.Equal("a7", (await StateAsync(id)).Instance.Variables["account"].ToText());
        var late = await _host.SendAsync(Role.Worker, "POST", $"/api/v1/jobs/{path}/fail", $$"""{"lease":"{{lease}}","message":"x"}""", ("Accept-Language", "zh"));
        Assert.Equal(409, late.Status);
        Assert.Contains("已结束", late.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lease", """{"worker":"w"}""", 400, "'topics' must be a list of 1 to 20 texts.")]
    [InlineData("lease", """{"topics":["t"],"worker":"w","max":1000,"wait_seconds":-1}""", 400, "'max' must be a whole number from 1 to 100. 'wait_seconds' must be a whole number from 0 to 60.")]
    [InlineData("nobody.1.0/complete", """{"lease":"x"}""", 404, "There is no job 'nobody.1.0'.")]
    [InlineData("nobody/extend", """{"lease":"x"}""", 404, "There is no job 'nobody'.")]
    [InlineData("nobody.1.0/error", """{"lease":"x"}""", 400, "'code' must be a text of 1 to 200 characters.")]
    public async Task What_cannot_be_is_said_so(string path, string body, int status, string sentence)
    {
        var reply = await PostAsync(path, body);
        Assert.Equal((status, sentence), (reply.Status, reply.Sentence));
    }

    [Fact]
    public async Task A_worker_written_in_Python_does_the_work_and_takes_the_way_of_an_error()
    {
        var python = Tool.Require("python3", "python3");
        var (done, nobody) = (await OpenAsync("python", "li.na"), await OpenAsync("python", null));
        var start = new ProcessStartInfo(python, [RepositoryRoot.PathOf("engine", "samples", "worker-python", "worker.py"), _host.Address.ToString(), "python"]);
        start.Environment["TOKEN"] = _host.Credentials(Role.Worker).Parameter;
        using var worker = Run(start);
        try
        {
            await Eventually.Holds("the work to be done", async () => (await StateAsync(done)).Instance.Variables["account"].ToText() == "li.na@example.org");
            await Eventually.Holds("the error to be caught", async () => (await StateAsync(nobody)).Instance.Tokens.Any(token => token.ElementId == "N"));
        }
        finally
        {
            worker.Kill();
        }
    }

    private static System.Diagnostics.Process Run(ProcessStartInfo start) => System.Diagnostics.Process.Start(start)!;

    private Task<Reply> PostAsync(string path, string body) => _host.SendAsync(Role.Worker, "POST", $"/api/v1/jobs/{path}", body);

    private async Task<string> OpenAsync(string topic, string? who)
    {
        var runtime = _host.Services.GetRequiredService<ICaseRuntime>();
        var opened = await runtime.SendAsync(
            new(Kind, runtime.NewCaseId(), new TicketCommand.Open(topic, null, FeelContext.Of(("who", who))), Actor.System), TestContext.Current.CancellationToken);
        return Assert.IsType<CommandResult.Done>(opened).CaseId;
    }

    private const string Kind = TicketCore.StreamKind;

    private async Task<TicketState> StateAsync(string id) =>
        (TicketState)(await _host.Services.GetRequiredService<ICaseRuntime>().ReadAsync(Kind, id, TestContext.Current.CancellationToken))!;

    private static string Bpmn(string topic) => $$"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
          <error id="Er" errorCode="nobody"/>
          <process id="{{topic}}" isExecutable="true"><extensionElements><itsm:ticket table="incident" numberPrefix="{{topic[..3].ToUpperInvariant()}}"/></extensionElements>
            <startEvent id="S"/><sequenceFlow id="F1" sourceRef="S" targetRef="J"/>
            <serviceTask id="J"><extensionElements><itsm:topic name="{{topic}}"/><itsm:input name="who" value="who"/></extensionElements></serviceTask>
            <boundaryEvent id="B" attachedToRef="J"><errorEventDefinition errorRef="Er"/></boundaryEvent>
            <sequenceFlow id="F2" sourceRef="J" targetRef="T"/><userTask id="T"/><sequenceFlow id="F3" sourceRef="B" targetRef="N"/><userTask id="N"/>
            <sequenceFlow id="F5" sourceRef="T" targetRef="E"/><sequenceFlow id="F6" sourceRef="N" targetRef="E"/><endEvent id="E"/>
          </process>
        </definitions>
        """;
}
