using System.Text.RegularExpressions;
using WorkflowItsm.DesignerHost.Verbs;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Hosting;

public sealed class ServingTests(RunningHost host)
{
    [Fact]
    public void It_says_where_it_listens_and_what_to_do_first()
    {
        var lines = host.Announced.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        var address = host.Address.ToString().TrimEnd('/');
        Assert.Equal(2, lines.Length);
        Assert.Equal($"WorkflowItsm listens on {address} with its data in {host.Data.Path}.", lines[0]);
        Assert.Matches($"^There is no administrator yet. Open {address}/set-up\\?token=[0-9a-f]{{64}} to make the first account; the link works once.$", lines[1]);
    }

    [Fact]
    public void The_way_in_for_verbs_is_for_this_user_alone()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows keeps no Unix modes; the folder's rights hold there.");
        else Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(host.Data.Path, "server.json")));
    }

    [Fact]
    public async Task A_second_process_on_the_folder_is_refused_with_the_reason()
    {
        var (exit, _, complaint) = await Run(host.Data.Path, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, exit);
        Assert.Equal($"The data folder {host.Data.Path} is in use by process {Environment.ProcessId}; stop it or choose another folder with --data.", complaint);
    }

    [Fact]
    public async Task A_bundle_is_published_through_the_server_that_runs()
    {
        using var folder = new DataFolder();
        var bundle = folder.Sub("test-remote");
        await File.WriteAllTextAsync(Path.Combine(bundle, "remote.dmn"), Some.Table("test-remote", "42"), TestContext.Current.CancellationToken);
        var (exit, said, complaint) = await Run(host.Data.Path, "publish", bundle, "--reason", "磁盘");
        Assert.True(exit == 0, complaint);
        Assert.Matches("^Published 'test-remote' version 1; release [0-9]+ holds from the next case on.$", said.Split('\n')[^1]);
        var version = (await host.SendAsync(Role.Auditor, "GET", "/api/v1/bundles/test-remote/versions")).Json["versions"]![0]!;
        Assert.Equal(("磁盘", "local"), (version["reason"]!.GetValue<string>(), version["published_by"]!.GetValue<string>()));

        await File.WriteAllTextAsync(Path.Combine(bundle, "remote.dmn"), Some.Table("test-remote", "42 +"), TestContext.Current.CancellationToken);
        (exit, said, complaint) = await Run(host.Data.Path, "publish", bundle);
        Assert.Equal((1, "The bundle 'test-remote' has 1 error; what was published before still holds."), (exit, complaint));
        Assert.StartsWith("error ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbs_work_while_it_runs()
    {
        var (exit, said, complaint) = await Run(host.Data.Path, "token", "add", "made-while-running", "--role", "auditor");
        Assert.True(exit == 0, complaint);
        Assert.Equal(200, (await host.SendAsync(new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", said.Split('\n')[^1].Trim()), "GET", "/api/v1/bundles")).Status);
        Assert.Equal(0, (await Run(host.Data.Path, "token", "revoke", "made-while-running")).Exit);
        var journal = await Run(host.Data.Path, "journal", "verify");
        Assert.True(journal.Exit == 0, journal.Said);
    }

    [Fact]
    public async Task The_reference_page_takes_nothing_from_outside()
    {
        var page = await host.SendAsync(Role.Auditor, "GET", "/scalar/");
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain(Regex.Matches(page.Text, "https?://[^\"' ]+").Select(match => match.Value), address => !address.StartsWith(host.Address.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_OpenAPI_document_has_every_address_of_ours()
    {
        var document = (await host.SendAsync(Role.Requester, "GET", "/openapi/v1.json")).Json;
        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToList();
        foreach (var path in (string[])["/api/now/table/{table}", "/api/v1/intake/alertmanager", "/api/v1/tickets/{ticket}/timeline", "/api/v1/bundles/{name}", "/health/ready"]) Assert.Contains(path, paths);
        Assert.NotNull(document["paths"]!["/api/now/table/{table}"]!["post"]!["requestBody"]!["content"]!["application/json"]);
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing()
    {
        var reply = await host.SendAsync(Role.Agent, "POST", "/api/v1/tickets/INC9999999/tasks/1/claim", null, ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal((403, "A page of another site sent this request; changes are taken from this site's own pages and from machines."), (reply.Status, reply.Sentence));
    }

    private static async Task<(int Exit, string Said, string Complaint)> Run(string data, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync([.. words, "--data", data], output, error);
        return (exit, output.ToString().Trim(), error.ToString().Trim());
    }
}
