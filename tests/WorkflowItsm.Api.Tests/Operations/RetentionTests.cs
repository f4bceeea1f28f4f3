using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Attachments;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.DesignerHost.Verbs;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Retention;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Operations;

/// <summary>Erasing by age, with the shipped incident process and everything that hangs on a ticket.</summary>
public sealed class RetentionTests
{
    private static readonly DeskCall s_bob = new(new("bob", Role.Agent));

    [Fact]
    public async Task A_closed_incident_loses_its_personal_parts_and_files_and_a_restored_backup_holds()
    {
        using var folder = new DataFolder();
        await using (var host = new RunningHost())
        {
            await host.InitializeAsync();
            var number = await CanceledAsync(host);
            await Desk(host).OpenAsync(new("incident", FeelContext.Of(("short_description", "canary-open"))), s_bob, Cancel);
            host.Services.GetRequiredService<WorkflowItsmOptions>().PersonalRetention = TimeSpan.FromDays(1);
            Assert.Equal(0, (await PreviewAsync(host, "")).cases);
            // Nobody waits a day here: what is told to the store is that it has passed.
            using (var journal = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(host.Data.Path, "journal.db")}"))
            {
                await journal.OpenAsync(Cancel);
                using var age = journal.CreateCommand();
                age.CommandText = "UPDATE ticket SET closed_at = '2020-01-02 03:04:05' WHERE active = 'false'";
                await age.ExecuteNonQueryAsync(Cancel);
            }

            Assert.Equal((1, "2020-01-02T03:04:05Z"), await PreviewAsync(host, "?days=30"));
            Assert.Single(Directory.EnumerateFiles(Path.Combine(host.Data.Path, "attachments"), "*", SearchOption.AllDirectories));
            Assert.Equal(1, await host.Services.GetRequiredService<PersonalRetention>().RunAsync(Cancel));

            Assert.Empty(Directory.EnumerateFiles(Path.Combine(host.Data.Path, "attachments"), "*", SearchOption.AllDirectories));
            var ticket = await host.SendAsync(Role.Auditor, "GET", $"/api/v1/tickets/{number}");
            var timeline = await host.SendAsync(Role.Auditor, "GET", $"/api/v1/tickets/{number}/timeline");
            Assert.Equal((200, 200), (ticket.Status, timeline.Status));
            Assert.DoesNotContain("canary", ticket.Text + timeline.Text, StringComparison.Ordinal);
            Assert.Equal(0, (await RunAsync("backup", Path.Combine(folder.Path, "backup"), "--data", host.Data.Path)).Exit);
        }

        var data = Path.Combine(folder.Path, "data");
        var restored = await RunAsync("restore", Path.Combine(folder.Path, "backup"), "--data", data);
        Assert.True(restored.Exit == 0, restored.Text);
        var (exit, said) = await RunAsync("journal", "verify", "--data", data);
        Assert.True(exit == 0, said);
        Assert.Equal("Nothing is erased by age: no policy is set; suppose an age with --days N.", (await RunAsync("retention", "preview", "--data", data)).Text);
        Assert.Matches(
            @"^incident: 0 tickets closed before .* UTC \(30 days\) have personal parts; 1 have lost theirs by age so far\.$",
            (await RunAsync("retention", "preview", "--days", "30", "--data", data)).Text);
    }

    [Fact]
    public async Task An_age_that_is_none_is_refused()
    {
        await using var host = new RunningHost();
        await host.InitializeAsync();
        var reply = await host.SendAsync(Role.Auditor, "GET", "/api/v1/retention?days=0");

        Assert.Equal(400, reply.Status);
        Assert.Contains("'days' is '0'; expected a whole number from 1 to 36525.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Misread, (await RunAsync("retention", "preview", "--days", "0")).Exit);
    }

    private static async Task<(int cases, string? oldest)> PreviewAsync(RunningHost host, string query)
    {
        var reply = await host.SendAsync(Role.Auditor, "GET", $"/api/v1/retention{query}");
        Assert.True(reply.Status == 200, reply.Text);
        var incident = reply.Json["tables"]!.AsArray().Single(table => table!["table"]!.GetValue<string>() == "incident")!;
        return (incident["cases"]!.GetValue<int>(), incident["oldest"]?.GetValue<string>());
    }

    private static async Task<string> CanceledAsync(RunningHost host)
    {
        var opened = Assert.IsType<DeskAnswer.Done>(await Desk(host).OpenAsync(
            new("incident", FeelContext.Of(("short_description", "canary-text disk full"), ("impact", "1"), ("urgency", "1"))), s_bob, Cancel));
        await host.Services.GetRequiredService<AttachmentDesk>().AttachAsync(opened.Number, "canary-text.txt", Encoding.UTF8.GetBytes("canary-text of a file"), s_bob, Cancel);
        var canceled = await host.SendAsync(
            Role.Agent, "PATCH", $"/api/now/table/incident/{await IdAsync(host, opened.Number)}", """{"state": "8", "close_notes": "canary-text"}""", ("Content-Type", "application/json"));
        Assert.True(canceled.Status == 200, canceled.Text);
        return opened.Number;
    }

    private static async Task<string> IdAsync(RunningHost host, string number) =>
        (await host.SendAsync(Role.Agent, "GET", $"/api/now/table/incident?number={number}")).Json["result"]!.AsArray().Single()!["sys_id"]!.GetValue<string>();

    private static TicketDesk Desk(RunningHost host) => host.Services.GetRequiredService<TicketDesk>();

    private static async Task<(int Exit, string Text)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        var exit = await CommandLine.RunAsync(words, output, output);
        return (exit, output.ToString().TrimEnd());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
