using System.Text.Json.Nodes;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Intake;

public sealed class AlertmanagerTests(RunningHost host)
{
    private const string Intake = "/api/v1/intake/alertmanager";

    [Fact]
    public async Task A_group_has_one_incident_however_often_it_is_posted()
    {
        var group = Guid.NewGuid().ToString("N");
        var alert = Some.Alert().Replace("TargetDown", group, StringComparison.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            var reply = await host.SendAsync(Role.Agent, "POST", Intake, alert);
            Assert.True(reply.Status == 200, reply.Text);
            Assert.Equal("""{"received":true}""", reply.Text);
        }

        var rows = await Eventually.See("the incident of the alert", async () => await Find(group) is { Count: > 0 } found ? found : null);
        Assert.Equal("true", Assert.Single(rows)!["mapped"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_alert_that_the_table_does_not_know_is_visibly_unmapped()
    {
        var group = Guid.NewGuid().ToString("N");
        var reply = await host.SendAsync(Role.Agent, "POST", Intake, Some.Alert(service: "nobody-knows").Replace("TargetDown", group, StringComparison.Ordinal));
        Assert.Equal("""{"received":true}""", reply.Text);
        var rows = await Eventually.See("the incident of the alert", async () => await Find(group) is { Count: > 0 } found ? found : null);
        Assert.Equal("false", Assert.Single(rows)!["mapped"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_bad_post_is_a_problem_that_names_its_members()
    {
        var reply = await host.SendAsync(Role.Agent, "POST", Intake, """{"status":"on","alerts":[]}""");
        Assert.Equal(400, reply.Status);
        Assert.Equal(["groupKey", "status", "alerts"], reply.Json["errors"]!.AsObject().Select(error => error.Key));
    }

    private async Task<JsonArray> Find(string group) =>
        (await host.SendAsync(Role.Agent, "GET", $"/api/now/table/incident?sysparm_query=correlation_idLIKE{group}")).Result.AsArray();
}
