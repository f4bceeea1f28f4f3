using System.Net;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.EndToEnd.Tests;

public sealed class PublishingTests(RunningHost running)
{
    [Fact]
    public async Task A_table_published_by_the_verb_holds_for_the_next_incident_and_not_for_a_running_one()
    {
        using var folder = new DataFolder();
        var path = folder.Sub("decisions");
        var agent = running.Client("li");
        var running1 = await OpenAsync(agent, "3", "3");
        Assert.Equal("5", running1.Result["priority"]!.GetValue<string>());
        Bundle.Shipped("rules", "decisions")
            .With("classify.dmn", """
                        <outputEntry id="priority-3-3-then-priority">
                          <text>5</text>
                """, """
                        <outputEntry id="priority-3-3-then-priority">
                          <text>4</text>
                """)
            .WriteTo(path);

        var published = await Verbs.RunAsync(running.Data, "publish", path, "--reason", "Nothing is that unimportant.");

        Assert.True(published.ExitCode == 0, published.Output + published.Error);
        Assert.Equal("4", (await OpenAsync(agent, "3", "3")).Result["priority"]!.GetValue<string>());
        var id = running1.Result["sys_id"]!.GetValue<string>();
        await agent.ChangeAsync(id, new() { ["impact"] = "2" });
        Assert.Equal("5", (await agent.ChangeAsync(id, new() { ["impact"] = "3" })).Result["priority"]!.GetValue<string>());
        var newest = (await running.Client("auditor").GetAsync("/api/v1/bundles/decisions/versions")).Body!["versions"]![0]!;
        Assert.Equal(("2", "Nothing is that unimportant."), (newest["version"]!.ToString(), newest["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_process_published_over_HTTP_holds_for_the_next_incident_and_not_for_a_running_one()
    {
        var agent = running.Client("li");
        var before = (await OpenAsync(agent, "2", "2")).Result["sys_id"]!.GetValue<string>();
        var changed = Bundle.Shipped("workflows", "incident").With("incident.bpmn", "id=\"Task_accept\" name=\"Accept\"", "id=\"Task_accept\" name=\"Take up\"");

        var published = await PutAsync("incident", changed);

        Assert.True(published.Status == HttpStatusCode.OK, published.Text);
        var after = (await OpenAsync(agent, "2", "2")).Result["sys_id"]!.GetValue<string>();
        Assert.Equal(("Accept", "Take up"), (await TaskAsync(agent, before), await TaskAsync(agent, after)));
    }

    [Fact]
    public async Task A_process_that_cannot_run_is_refused_with_every_finding_and_the_old_one_stays()
    {
        var version = (await running.Client("owner").GetAsync("/api/v1/bundles/incident/versions")).Body!["versions"]![0]!["version"]!.ToString();
        var broken = Bundle.Shipped("workflows", "incident")
            .With("incident.bpmn", "targetRef=\"Send_opened\" />\n    <bpmn:sequenceFlow id=\"Flow_team_given\"", "targetRef=\"Nowhere\" />\n    <bpmn:sequenceFlow id=\"Flow_team_given\"")
            .With("incident.bpmn", "condition=\"state = 2\"", "condition=\"state = = 2\"");

        var refused = await PutAsync("incident", broken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var errors = refused.Body!["findings"]!.AsArray().Where(finding => finding!["severity"]!.GetValue<string>() == "error").ToList();
        Assert.True(errors.Count >= 2, refused.Text);
        Assert.All(errors, finding => Assert.NotEqual("", finding!["cure"]!.GetValue<string>()));
        Assert.Contains(errors, finding => finding!["message"]!.GetValue<string>().Contains("Nowhere", StringComparison.Ordinal));
        Assert.Contains(errors, finding => finding!["element"]?.GetValue<string>() == "Start_hold");
        Assert.Equal(version, (await running.Client("owner").GetAsync("/api/v1/bundles/incident/versions")).Body!["versions"]![0]!["version"]!.ToString());
    }

    [Fact]
    public async Task The_verb_verify_says_that_the_shipped_bundles_can_run()
    {
        foreach (var bundle in (string[])["workflows/incident", "workflows/organisation", "rules/decisions"])
        {
            var result = await Verbs.RunAsync(running.Data, "verify", bundle);
            Assert.True(result.ExitCode == 0, result.Output + result.Error);
        }
    }

    private static Task<Answer> OpenAsync(ApiClient client, string impact, string urgency) =>
        client.OpenAsync(new() { ["short_description"] = "Something", ["impact"] = impact, ["urgency"] = urgency });

    private static async Task<string> TaskAsync(ApiClient client, string ticket) =>
        (await client.GetAsync($"/api/v1/tickets/{ticket}")).Body!["tasks"]!.AsArray().Select(task => task!["name"]!.GetValue<string>()).Single();

    private Task<Answer> PutAsync(string name, Bundle bundle) => running.Client("owner").SendAsync(HttpMethod.Put, $"/api/v1/bundles/{name}", bundle.Zip());
}
