using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Intake;

/// <summary>Messages and signals from outside; in a host of its own, whose process waits for them.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private const string Bpmn = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
          <message id="paid" name="paid"/><message id="asked" name="asked"/><signal id="closed" name="closed"/>
          <process id="order" isExecutable="true"><extensionElements><itsm:ticket table="incident" numberPrefix="ORD"/></extensionElements>
            <startEvent id="S"/><sequenceFlow id="S_K" sourceRef="S" targetRef="K"/>
            <receiveTask id="K" messageRef="paid" itsm:resultVariable="paid"><extensionElements><itsm:correlation key="order_id"/></extensionElements></receiveTask>
            <sequenceFlow id="K_A" sourceRef="K" targetRef="A"/>
            <receiveTask id="A" messageRef="asked" itsm:resultVariable="asked"/><sequenceFlow id="A_C" sourceRef="A" targetRef="C"/>
            <intermediateCatchEvent id="C" itsm:resultVariable="closed"><signalEventDefinition signalRef="closed"/></intermediateCatchEvent>
            <sequenceFlow id="C_T" sourceRef="C" targetRef="T"/><userTask id="T"/><sequenceFlow id="T_E" sourceRef="T" targetRef="E"/><endEvent id="E"/>
          </process>
        </definitions>
        """;

    private readonly RunningHost _host = new();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.PublishAsync("orders", "orders.bpmn", Bpmn);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_case_takes_a_message_by_its_key_then_one_without_then_a_signal()
    {
        var id = await OpenAsync("order", ("order_id", "o-7"));
        Assert.Equal("""{"received":true}""", (await PostAsync("messages", """{"name":"paid","key":"o-7","payload":{"amount":12}}""")).Text);
        await AtAsync(id, "A");
        Assert.Equal(200, (await PostAsync("messages", """{"name":"asked","payload":{"by":"li.na"}}""")).Status);
        await AtAsync(id, "C");
        await Eventually.Holds("the case to listen", async () => await _host.Services.GetRequiredService<ICaseRuntime>().ReadAsync(
            TopicCore.KindName, "topic:signal:closed", TestContext.Current.CancellationToken) is TopicState { Listeners.Count: 1 });
        Assert.Equal(200, (await PostAsync("signals", """{"name":"closed","payload":{"site":"B2"}}""")).Status);
        await AtAsync(id, "T");

        var variables = (await StateAsync(id)).Instance.Variables;
        Assert.Equal(("{\"amount\": 12}", "{\"by\": \"li.na\"}", "{\"site\": \"B2\"}"), (variables["paid"].ToText(), variables["asked"].ToText(), variables["closed"].ToText()));
    }

    [Fact]
    public async Task A_message_that_is_sent_again_under_its_key_counts_once()
    {
        for (var n = 0; n < 2; n++)
            Assert.Equal(200, (await _host.SendAsync(Role.Agent, "POST", "/api/v1/messages", """{"name":"rare"}""", ("Idempotency-Key", "m1"))).Status);
        var topic = await _host.Services.GetRequiredService<ICaseRuntime>().ReadAsync(TopicCore.KindName, "topic:message:rare", TestContext.Current.CancellationToken);
        Assert.Single(Assert.IsType<TopicState>(topic).Buffer.Items);
    }

    [Theory]
    [InlineData("messages", """{"payload":[],"to":"me"}""", "'to' is not known; expected name, key, payload. 'name' must be a text of 1 to 200 characters. 'payload' must be an object.")]
    [InlineData("signals", """{"name":"x","key":"k"}""", "'key' is not known; expected name, payload.")]
    public async Task What_is_wrong_with_one_is_said_all_at_once(string path, string body, string sentence)
    {
        var reply = await PostAsync(path, body);
        Assert.Equal((400, sentence), (reply.Status, reply.Sentence));
    }

    private Task<Reply> PostAsync(string path, string body) => _host.SendAsync(Role.Agent, "POST", $"/api/v1/{path}", body);

    private async Task<string> OpenAsync(string process, params (string Name, FeelValue Value)[] fields)
    {
        var runtime = _host.Services.GetRequiredService<ICaseRuntime>();
        var opened = await runtime.SendAsync(
            new(TicketCore.StreamKind, runtime.NewCaseId(), new TicketCommand.Open(process, null, FeelContext.Of(fields)), Actor.System), TestContext.Current.CancellationToken);
        return Assert.IsType<CommandResult.Done>(opened).CaseId;
    }

    private Task AtAsync(string id, string element) =>
        Eventually.Holds($"the case to be at {element}", async () => (await StateAsync(id)).Instance.Tokens.Any(token => token.ElementId == element));

    private async Task<TicketState> StateAsync(string id) =>
        (TicketState)(await _host.Services.GetRequiredService<ICaseRuntime>().ReadAsync(TicketCore.StreamKind, id, TestContext.Current.CancellationToken))!;
}
