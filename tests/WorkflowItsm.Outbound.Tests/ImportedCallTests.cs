using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Import;
using WorkflowItsm.Feel;
using WorkflowItsm.Outbound.Connector;
using WorkflowItsm.Runtime.Effects;
using static WorkflowItsm.Outbound.Tests.HostileServer;

namespace WorkflowItsm.Outbound.Tests;

/// <summary>A call that was drawn for Camunda 8's REST connector: imported, it sends what it sent there, and keeps of the answer what it kept.</summary>
public sealed class ImportedCallTests
{
    private static readonly FeelContext s_case = FeelContext.Of(("item", FeelValue.Context(FeelContext.Of(("sku", "a&1")))), ("caller", "alice"));

    [Fact]
    public async Task An_imported_call_sends_its_query_headers_secret_and_body_and_its_answer_becomes_the_same_variables()
    {
        await using var server = Saying(Answer(200, "Content-Type: application/json\r\n", """{"number": 7, "lines": [1, 2]}"""));
        var node = Imported(server.Address);
        var result = await CallAsync(node);

        var request = server.Requests.Single();
        Assert.StartsWith("POST /orders?sku=a%261&page=2 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        foreach (var header in (string[])["X-Caller: alice", "Authorization: Bearer t0p", "Content-Type: application/json"])
            Assert.Contains($"{header}\r\n", request, StringComparison.Ordinal);
        Assert.Equal("""{"sku":"a&1"}""", Encoding.UTF8.GetString(HttpTask.Read(Values(node.Settings.Inputs, s_case)).Request.Body!.Value.Span));
        Assert.Equal("""{"placed": 7, "many": true}""", FeelValue.Context(Values(node.Settings.Outputs, result.With("result", FeelValue.Context(result)))).ToString());
    }

    [Fact]
    public async Task A_status_that_was_an_error_there_is_one_here()
    {
        await using var server = Saying(Answer(404));
        Assert.Equal("NO_SUCH", (await Assert.ThrowsAsync<ServiceTaskErrorException>(() => CallAsync(Imported(server.Address)))).Code);
    }

    private static Bpmn.Model.FlowNode Imported(Uri server)
    {
        var xml = $$$"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
              <process id="p" isExecutable="true">
                <startEvent id="Start" /><sequenceFlow id="f1" sourceRef="Start" targetRef="Call" />
                <serviceTask id="Call"><extensionElements>
                  <zeebe:taskDefinition type="io.camunda:http-json:1" />
                  <zeebe:ioMapping>
                    <zeebe:input source="bearer" target="authentication.type" /><zeebe:input source="{{secrets.SHOP}}" target="authentication.token" />
                    <zeebe:input source="post" target="method" /><zeebe:input source="{{{server}}}orders" target="url" />
                    <zeebe:input source="={sku: item.sku, page: 2}" target="queryParameters" /><zeebe:input source='={"X-Caller": caller}' target="headers" />
                    <zeebe:input source="={sku: item.sku}" target="body" />
                  </zeebe:ioMapping>
                  <zeebe:taskHeaders>
                    <zeebe:header key="resultExpression" value="={placed: response.body.number, many: count(response.body.lines) > 1}" />
                    <zeebe:header key="errorExpression" value='=if error.code = "404" then bpmnError("NO_SUCH", "no such item") else null' />
                  </zeebe:taskHeaders>
                </extensionElements></serviceTask>
                <sequenceFlow id="f2" sourceRef="Call" targetRef="End" /><endEvent id="End" />
              </process>
            </definitions>
            """;
        var read = BpmnFile.Read("p.bpmn", BpmnImport.Apply("p.bpmn", Encoding.UTF8.GetBytes(xml)).Xml);
        Assert.Empty(read.Findings);
        return read.File!.Processes.Single().Nodes.Single(node => node.Id == "Call");
    }

    private static async Task<FeelContext> CallAsync(Bpmn.Model.FlowNode node)
    {
        using var http = Some.Client(options =>
        {
            var secret = new OutboundSecret { Value = "Bearer t0p" };
            secret.Hosts.Add("127.0.0.1");
            options.Secrets["SHOP"] = secret;
        });
        var time = new FakeTimeProvider(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        return await new HttpConnector(http, Options.Create(new OutboundOptions()), time).HandleAsync(new("c.1.0", "c", "Call", Values(node.Settings.Inputs, s_case)), Some.Now);
    }

    private static FeelContext Values(ValueList<Bpmn.Model.Assignment> assignments, FeelContext names) =>
        assignments.Items.Aggregate(FeelContext.Empty, (values, one) => values.With(one.Variable, one.Expression.Evaluate(names, new(DateTimeOffset.UnixEpoch))));
}
