using System.Net;
using System.Text.Json.Nodes;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.EndToEnd.Tests;

/// <summary>What the README promises to an application and a command line.</summary>
public sealed class StoryTests(RunningHost running)
{
    [Fact]
    public async Task An_incident_lives_from_report_to_archive_over_the_Table_API()
    {
        var (caller, agent) = (running.Client("wang"), running.Client("li"));
        var opened = await caller.OpenAsync(new() { ["short_description"] = "Mail does not open", ["impact"] = "1", ["urgency"] = "2" });
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        var id = opened.Result["sys_id"]!.GetValue<string>();
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Matches("^INC[0-9]+$", opened.Result["number"]!.GetValue<string>());
        Assert.Equal(("1", "2", "重要"), (Text(opened, "state"), Text(opened, "priority"), Text(opened, "class")));

        var listed = await agent.ListAsync("stateIN1,2^active=true^ORDERBYDESCnumber");
        Assert.Contains(listed.Results, row => row["sys_id"]!.GetValue<string>() == id);
        Assert.Equal(listed.Results.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), listed.Headers["X-Total-Count"]);

        var forbidden = await agent.ChangeAsync(id, new() { ["state"] = "7" });
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.Status);
        Assert.NotEqual("", forbidden.Reason);
        Assert.Equal("failure", forbidden.Body!["status"]!.GetValue<string>());

        Assert.Equal("2", Text(await agent.ChangeAsync(id, new() { ["state"] = "2", ["assigned_to"] = "li" }), "state"));
        var incomplete = await agent.ChangeAsync(id, new() { ["state"] = "6" });
        Assert.Equal(HttpStatusCode.Forbidden, incomplete.Status);
        Assert.Contains("close_code", incomplete.Text, StringComparison.Ordinal);
        Assert.Contains("close_notes", incomplete.Text, StringComparison.Ordinal);
        Assert.Equal("6", Text(await agent.ChangeAsync(id, new() { ["state"] = "6", ["close_code"] = "Solution provided", ["close_notes"] = "Certificate renewed." }), "state"));
        Assert.Equal("7", Text(await caller.ChangeAsync(id, new() { ["state"] = "7" }), "state"));

        var archived = await agent.ChangeAsync(id, new() { ["short_description"] = "Something else" });
        Assert.Equal(HttpStatusCode.Forbidden, archived.Status);
        Assert.Equal("Mail does not open", Text(await agent.ReadAsync(id), "short_description"));
        var lines = await running.Client("auditor").TimelineAsync(id);
        Assert.All(lines, line => Assert.NotEqual("", line["at"]!.GetValue<string>()));
        var decided = lines.First(line => line["decision"]?.GetValue<string>() == "priority");
        Assert.Equal(("wang", "1", "2"), (decided["actor"]!.GetValue<string>(), decided["inputs"]!["impact"]!.ToString(), decided["inputs"]!["urgency"]!.ToString()));
        Assert.Contains(lines, line => line["kind"]!.GetValue<string>() == "archived");
    }

    [Fact]
    public async Task Nobody_sees_or_does_more_than_the_role_allows()
    {
        var others = await running.Client("li").OpenAsync(new() { ["short_description"] = "Not for wang", ["caller_id"] = "zhao" });
        var id = others.Result["sys_id"]!.GetValue<string>();

        Assert.Equal(HttpStatusCode.NotFound, (await running.Client("wang").ReadAsync(id)).Status);
        Assert.Empty((await running.Client("wang").ListAsync($"sys_id={id}")).Results);
        Assert.Equal(HttpStatusCode.OK, (await running.Client("auditor").ReadAsync(id)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await running.Client("auditor").ChangeAsync(id, new() { ["comments"] = "x" })).Status);
        using var nobody = running.Host.Client(null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.ReadAsync(id)).Status);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task A_password_is_printed_once_and_signs_in_while_the_server_runs()
    {
        var added = await Verbs.RunAsync(running.Data, "user", "add", "qian", "--role", "agent");
        Assert.Equal(0, added.ExitCode);
        var password = added.Output.TrimEnd().Split('\n')[^1].Trim();
        Assert.True(password.Length >= 20, added.Output);

        using var http = new HttpClient { BaseAddress = running.Host.Address };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"qian:{password}")));
        using var answer = await http.GetAsync(new Uri("/api/now/table/incident?sysparm_limit=1", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(password, (await Verbs.RunAsync(running.Data, "user", "list")).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await Verbs.RunAsync(running.Data, "user", "add", "qian", "--role", "agent")).ExitCode);
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused_with_the_reason()
    {
        var second = await HostProcess.StartInVainAsync(running.Data);

        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains($"The data folder {running.Data} is in use by process {running.Host.Id}", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_is_verified_while_the_server_writes_it()
    {
        await running.Client("li").OpenAsync(new() { ["short_description"] = "One more" });

        var result = await Verbs.RunAsync(running.Data, "journal", "verify");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    private static string Text(Answer answer, string field) => answer.Result[field] switch
    {
        JsonObject reference => reference["value"]!.GetValue<string>(),
        var value => value!.GetValue<string>(),
    };
}
