using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Tickets;

/// <summary>What operators do to what stands still; in a host of its own, whose process cannot go on.</summary>
public sealed class OperatorTests : IAsyncLifetime
{
    private const string Bpmn = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
          <message id="paid" name="paid"/>
          <process id="stuck" isExecutable="true"><extensionElements><itsm:ticket table="incident" numberPrefix="STU"/></extensionElements>
            <startEvent id="XS"/><sequenceFlow id="XS_R" sourceRef="XS" targetRef="R"/>
            <receiveTask id="R" messageRef="paid"><extensionElements><itsm:correlation key="nowhere"/></extensionElements></receiveTask>
            <sequenceFlow id="R_XT" sourceRef="R" targetRef="XT"/><userTask id="XT"/><sequenceFlow id="XT_XE" sourceRef="XT" targetRef="XE"/><endEvent id="XE"/>
          </process>
          <process id="plain" isExecutable="true">
            <startEvent id="PS"><messageEventDefinition messageRef="paid"/></startEvent><sequenceFlow id="PS_P" sourceRef="PS" targetRef="P"/>
            <receiveTask id="P" messageRef="paid"><extensionElements><itsm:correlation key="nowhere"/></extensionElements></receiveTask>
            <sequenceFlow id="P_PE" sourceRef="P" targetRef="PE"/><endEvent id="PE"/>
          </process>
        </definitions>
        """;

    private readonly RunningHost _host = new();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.PublishAsync("stuck", "stuck.bpmn", Bpmn);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_stands_still_is_skipped_moved_or_cancelled_by_a_process_owner_and_the_timeline_says_by_whom()
    {
        var skipped = await OpenAsync();
        var stopped = (await GetAsync(skipped)).Json;
        var (incident, token) = (stopped["incidents"]![0]!["id"]!.GetValue<int>(), stopped["incidents"]![0]!["token"]!.GetValue<int>());
        Assert.Equal("R", Assert.Single(stopped["tokens"]!.AsArray())!["element"]!.GetValue<string>());
        Assert.Equal(403, (await OperateAsync(Role.Agent, skipped, "skip", $$"""{"incident":{{incident}}}""")).Status);
        var reply = await OperateAsync(Role.ProcessOwner, skipped, "skip", $$$"""{"incident":{{{incident}}},"variables":{"amount":3}}""");
        Assert.True(reply.Status == 200, reply.Text);
        var state = await StateAsync(skipped);
        Assert.Equal(("XT", "3", 0), (Assert.Single(state.Instance.Tokens).ElementId, state.Instance.Variables["amount"].ToText(), state.Instance.Incidents.Count()));
        var timeline = (await _host.SendAsync(Role.Agent, "GET", $"/api/v1/tickets/{skipped}/timeline")).Text;
        Assert.Contains("intervened", timeline, StringComparison.Ordinal);

        var moved = await OpenAsync();
        Assert.Equal(409, (await OperateAsync(Role.ProcessOwner, moved, "move", $$"""{"token":{{token}},"element":"nowhere"}""")).Status);
        Assert.Equal(200, (await OperateAsync(Role.ProcessOwner, moved, "move", $$"""{"token":{{token}},"element":"XT"}""")).Status);
        Assert.Equal("XT", Assert.Single((await StateAsync(moved)).Instance.Tokens).ElementId);

        var mended = await OpenAsync();
        Assert.Equal(200, (await OperateAsync(Role.Administrator, mended, "variables", """{"variables":{"nowhere":"k9"}}""")).Status);
        Assert.Equal(200, (await _host.SendAsync(Role.Agent, "POST", $"/api/v1/tickets/{mended}/incidents/{incident}/retry")).Status);
        Assert.Empty((await StateAsync(mended)).Instance.Incidents);

        var canceled = await OpenAsync();
        Assert.Equal("'token' is missing; expected a whole number, the id that reading the ticket gave.", (await OperateAsync(Role.ProcessOwner, canceled, "cancel", "{}")).Sentence);
        Assert.Equal(200, (await OperateAsync(Role.ProcessOwner, canceled, "cancel", $$"""{"token":{{token}}}""")).Status);
        Assert.True((await StateAsync(canceled)).Instance.Ended);
    }

    [Fact]
    public async Task A_plain_process_that_a_message_began_is_read_and_skipped_over()
    {
        Assert.Equal(200, (await _host.SendAsync(Role.Agent, "POST", "/api/v1/messages", """{"name":"paid","payload":{"amount":5}}""")).Status);
        var topic = (TopicState)(await _host.Services.GetRequiredService<ICaseRuntime>().ReadAsync(TopicCore.KindName, "topic:message:paid", TestContext.Current.CancellationToken))!;
        Assert.Equal(1, topic.Begun);
        var history = await _host.Services.GetRequiredService<ICaseRuntime>().HistoryAsync(TopicCore.KindName, "topic:message:paid", TestContext.Current.CancellationToken);
        var path = $"/api/v1/processes/{Assert.IsType<TopicFact.Began>(Assert.Single(history).Fact).CaseId}";
        var read = await Eventually.See("the process", async () => await _host.SendAsync(Role.Auditor, "GET", path) is { Status: 200 } reply ? reply.Json : null);
        Assert.Equal(("plain", 5), (read["process"]!.GetValue<string>(), read["variables"]!["amount"]!.GetValue<int>()));

        var incident = read["incidents"]![0]!["id"]!.GetValue<int>();
        var skipped = await _host.SendAsync(Role.ProcessOwner, "POST", $"{path}/operations/skip", $$"""{"incident":{{incident}}}""");
        Assert.True(skipped.Status == 200 && skipped.Json["ended"]!.GetValue<bool>(), skipped.Text);
        Assert.Equal(404, (await _host.SendAsync(Role.Auditor, "GET", "/api/v1/processes/nobody")).Status);
    }

    private Task<Reply> OperateAsync(Role role, string ticket, string path, string body) => _host.SendAsync(role, "POST", $"/api/v1/tickets/{ticket}/operations/{path}", body);

    private Task<Reply> GetAsync(string ticket) => _host.SendAsync(Role.ProcessOwner, "GET", $"/api/v1/tickets/{ticket}");

    private async Task<string> OpenAsync()
    {
        var runtime = _host.Services.GetRequiredService<ICaseRuntime>();
        var opened = await runtime.SendAsync(
            new(TicketCore.StreamKind, runtime.NewCaseId(), new TicketCommand.Open("stuck", null, FeelContext.Empty), Actor.System), TestContext.Current.CancellationToken);
        return Assert.IsType<CommandResult.Done>(opened).CaseId;
    }

    private async Task<TicketState> StateAsync(string id) =>
        (TicketState)(await _host.Services.GetRequiredService<ICaseRuntime>().ReadAsync(TicketCore.StreamKind, id, TestContext.Current.CancellationToken))!;
}
