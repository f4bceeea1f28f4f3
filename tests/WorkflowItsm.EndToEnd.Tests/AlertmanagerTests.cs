using System.Text.Json.Nodes;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.EndToEnd.Tests;

public sealed class AlertmanagerTests(RunningHost running)
{
    private static readonly JsonObject _down = new() { ["alertname"] = "TargetDown", ["service"] = "cmdb", ["severity"] = "critical", ["instance"] = "127.0.0.1:9198" };
    private static readonly JsonObject _strange = new() { ["alertname"] = "SomethingStrange", ["colour"] = "blue" };

    [Fact]
    public async Task A_real_alert_becomes_one_incident_that_repeats_do_not_double_and_recovery_resolves()
    {
        var agent = running.Client("li");
        await using var alertmanager = await Alertmanager.StartAsync(running.Host.Address, running.AgentToken);

        await alertmanager.FireAsync(_down, "cmdb does not answer");
        var incident = await Eventually.See("the incident of the alert", () => OnlyAsync(agent, "business_service=cmdb"));
        Assert.Equal(
            new()
            {
                ["state"] = "1",
                ["impact"] = "1",
                ["urgency"] = "1",
                ["priority"] = "1",
                ["class"] = "紧急",
                ["mapped"] = "true",
                ["short_description"] = "cmdb does not answer",
                ["contact_type"] = "monitoring",
                ["assignment_group"] = "operations",
                ["correlation_id"] = "{}:{alertname=\"TargetDown\", service=\"cmdb\"}",
            },
            Values(incident, "state", "impact", "urgency", "priority", "class", "mapped", "short_description", "contact_type", "assignment_group", "correlation_id"));

        var id = incident["sys_id"]!.GetValue<string>();
        await Eventually.Holds("two repeats in the timeline", async () => await RepeatsAsync(agent, id) >= 2);
        Assert.NotNull(await OnlyAsync(agent, "business_service=cmdb"));

        await alertmanager.ResolveAsync(_down, "cmdb does not answer");
        var resolved = await Eventually.See("the recovery to resolve it", () => OnlyAsync(agent, "business_service=cmdb^state=6"));
        Assert.Equal("Solution provided", Value(resolved, "close_code"));
        var decided = Assert.Single(await agent.TimelineAsync(id), line => Value(line, "decision") == "alert-resolved");
        Assert.Equal("[1]", decided["rows"]!.ToJsonString());
        Assert.Equal("1", Value(decided["inputs"]!.AsObject(), "state"));
        Assert.Equal("Rule_cleared", Value(decided, "element"));
    }

    [Fact]
    public async Task An_alert_that_no_row_knows_is_visibly_unmapped()
    {
        await using var alertmanager = await Alertmanager.StartAsync(running.Host.Address, running.AgentToken);

        await alertmanager.FireAsync(_strange, "what is this");

        var incident = await Eventually.See("the unmapped incident", () => OnlyAsync(running.Client("li"), "mapped=false"));
        Assert.Equal(new() { ["business_service"] = "unmapped", ["short_description"] = "what is this", ["state"] = "1" }, Values(incident, "business_service", "short_description", "state"));
    }

    /// <summary>The only incident of a query; null while there is none, a failure when there are several.</summary>
    private static async Task<JsonObject?> OnlyAsync(ApiClient client, string query)
    {
        var found = (await client.ListAsync(query)).Results;
        Assert.True(found.Count < 2, $"Expected one incident for {query}; there are {found.Count}.");
        return found.Count == 0 ? null : found[0];
    }

    private static async Task<int> RepeatsAsync(ApiClient client, string id) =>
        (await client.TimelineAsync(id)).Count(line => Value(line, "kind") == "message-received" && Value(line, "element") == "Start_repeat");

    private static Dictionary<string, string> Values(JsonObject record, params string[] names) => names.ToDictionary(name => name, name => Value(record, name));

    private static string Value(JsonObject holder, string name) => holder[name] switch
    {
        JsonObject reference => reference["value"]!.GetValue<string>(),
        var value => value?.ToString() ?? "",
    };
}
