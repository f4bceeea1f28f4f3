using System.Net;
using System.Net.Http.Headers;
using System.Text;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.EndToEnd.Tests;

public sealed class BadInputTests(RunningHost running)
{
    private const int MegaByte = 1024 * 1024;

    [Fact]
    public async Task Malformed_JSON_is_refused_in_the_form_of_each_API()
    {
        var table = await SendAsync("li", HttpMethod.Post, "/api/now/table/incident", Content("{\"short_description\": ", "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, table.Status);
        Assert.NotEqual("", table.Body!["error"]!["message"]!.GetValue<string>());

        var intake = await SendAsync("li", HttpMethod.Post, "/api/v1/intake/alertmanager", Content("{\"groupKey\": 1}", "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, intake.Status);
        Assert.Equal("application/problem+json", intake.Headers["Content-Type"].Split(';')[0]);
        Assert.Superset(new HashSet<string> { "groupKey", "alerts", "status" }, intake.Body!["errors"]!.AsObject().Select(error => error.Key).ToHashSet());
    }

    [Fact]
    public async Task An_unknown_value_is_refused_naming_its_field()
    {
        var answer = await running.Client("li").OpenAsync(new() { ["short_description"] = "x", ["impact"] = "enormous" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("impact", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/api/now/table/incident", "application/json", 1)]
    [InlineData("POST", "/api/v1/intake/alertmanager", "application/json", 1)]
    [InlineData("PUT", "/api/v1/bundles/large", "application/zip", 10)]
    public async Task A_body_over_the_limit_is_413(string method, string path, string type, int limit)
    {
        var answer = await SendAsync("owner", new HttpMethod(method), path, Content(new string(' ', (limit * MegaByte) + 1), type));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    [Fact]
    public async Task XML_with_a_document_type_is_refused_and_nothing_is_opened()
    {
        var secret = Path.Combine(running.Data, "secret.txt");
        await File.WriteAllTextAsync(secret, "nobody may read this", TestContext.Current.CancellationToken);
        var bundle = Bundle.Of(("evil.bpmn", $"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY leak SYSTEM "file://{secret}">]><x>&leak;</x>"""));

        var answer = await SendAsync("owner", HttpMethod.Put, "/api/v1/bundles/evil", bundle.Zip());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(answer.Body!["findings"]!.AsArray(), finding => finding!["file"]!.GetValue<string>() == "evil.bpmn" && finding["severity"]!.GetValue<string>() == "error");
        Assert.DoesNotContain("nobody may read this", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_loops_stops_with_a_visible_incident_and_others_do_not_notice()
    {
        var looping = Bundle.Shipped("workflows", "incident").With("incident.bpmn",
            """<bpmn:sequenceFlow id="Flow_reported" sourceRef="Start_reported" targetRef="Gateway_team" />""",
            """
            <bpmn:sequenceFlow id="Flow_reported" sourceRef="Start_reported" targetRef="Gateway_round" />
            <bpmn:exclusiveGateway id="Gateway_round" default="Flow_straight" />
            <bpmn:sequenceFlow id="Flow_straight" sourceRef="Gateway_round" targetRef="Gateway_team" />
            <bpmn:sequenceFlow id="Flow_round" sourceRef="Gateway_round" targetRef="Script_round">
              <bpmn:conditionExpression>correlation_id = "loop"</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            <bpmn:scriptTask id="Script_round" scriptFormat="feel" itsm:resultVariable="round"><bpmn:script>if round = null then 1 else round + 1</bpmn:script></bpmn:scriptTask>
            <bpmn:sequenceFlow id="Flow_again_round" sourceRef="Script_round" targetRef="Gateway_round" />
            """);
        var published = await SendAsync("owner", HttpMethod.Put, "/api/v1/bundles/incident", looping.Zip());
        Assert.True(published.Status == HttpStatusCode.OK, published.Text);
        var agent = running.Client("li");
        var other = await agent.OpenAsync(new() { ["short_description"] = "goes its way" });

        var opening = agent.OpenAsync(new() { ["short_description"] = "goes round", ["correlation_id"] = "loop" });
        var changed = await agent.ChangeAsync(other.Result["sys_id"]!.GetValue<string>(), new() { ["state"] = "2" });

        Assert.Equal("2", changed.Result["state"]!.GetValue<string>());
        var ticket = await agent.GetAsync($"/api/v1/tickets/{(await opening).Result["sys_id"]}");
        var stopped = Assert.Single(ticket.Body!["incidents"]!.AsArray())!;
        Assert.Equal("step-limit", stopped["code"]!.GetValue<string>());
        Assert.Contains(stopped["element"]!.GetValue<string>(), (string[])["Gateway_round", "Script_round"]);
        Assert.Contains(await agent.TimelineAsync(ticket.Body!["id"]!.GetValue<string>()), line => line["kind"]!.GetValue<string>() == "incident-raised");
    }

    private Task<Answer> SendAsync(string who, HttpMethod method, string path, HttpContent content) => running.Client(who).SendAsync(method, path, content);

    private static ByteArrayContent Content(string text, string type) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}
