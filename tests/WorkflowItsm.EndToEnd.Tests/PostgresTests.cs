using System.Net;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.EndToEnd.Tests;

/// <summary>The program on PostgreSQL: the same promises, kept elsewhere.</summary>
public sealed class PostgresTests
{
    [Fact]
    public async Task An_incident_in_PostgreSQL_is_still_there_after_a_kill_and_a_restart()
    {
        await using var server = await PostgresServer.StartAsync();
        using var data = new DataFolder();
        string[] settings = ["--Store:Postgres", server.ConnectionString];
        var token = await Verbs.AddTokenAsync(data.Path, "li", "agent");
        string id;
        await using (var host = await HostProcess.StartAsync(data.Path, null, settings))
        {
            using var agent = host.Client(token);
            var opened = await agent.OpenAsync(new() { ["short_description"] = "打印机不工作", ["impact"] = "1", ["urgency"] = "2" }, "once");
            Assert.Equal(HttpStatusCode.Created, opened.Status);
            id = opened.Result["sys_id"]!.GetValue<string>();
            Assert.Equal(HttpStatusCode.OK, (await agent.ChangeAsync(id, new() { ["state"] = "2", ["assigned_to"] = "li" })).Status);
            host.Kill();
        }

        Assert.False(File.Exists(Path.Combine(data.Path, "journal.db")));
        await using (var host = await HostProcess.StartAsync(data.Path, null, settings))
        {
            using var agent = host.Client(token);
            var again = await agent.OpenAsync(new() { ["short_description"] = "打印机不工作", ["impact"] = "1", ["urgency"] = "2" }, "once");
            Assert.Equal(id, again.Result["sys_id"]!.GetValue<string>());
            var listed = await agent.ListAsync("short_descriptionLIKE打印机^state=2");
            Assert.Equal(id, Assert.Single(listed.Results)["sys_id"]!.GetValue<string>());
            Assert.Contains(await agent.TimelineAsync(id), line => line["decision"]?.GetValue<string>() == "priority");
            await host.StopAsync();
        }

        var verified = await Verbs.RunWithAsync(server, data.Path, "journal", "verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        var forgotten = await HostProcess.StartInVainAsync(data.Path);
        Assert.Contains($"The journal of {data.Path} is in PostgreSQL, but Store:Postgres is not set.", forgotten.Output, StringComparison.Ordinal);
        var demo = await HostProcess.StartInVainAsync(data.Path, [.. settings, "--demo"]);
        Assert.Contains("--demo keeps its sample organisation in the data folder alone", demo.Output, StringComparison.Ordinal);
    }
}
