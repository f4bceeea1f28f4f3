using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Attachments;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.DesignerHost.Verbs;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Erasure;

/// <summary>Canaries are put wherever a person leaves traces; after the erasure no file of the data folder holds one.</summary>
public sealed class ErasureTests
{
    private const string Eve = "eve.canary";
    private static readonly string[] s_canaries = [Eve, "Eve Kanarienvogel", "canary-text", "金丝雀"];
    private static readonly DeskCall s_eve = new(new(Eve, Role.Requester));
    private static readonly DeskCall s_bob = new(new("bob", Role.Agent));

    [Fact]
    public async Task A_person_who_used_everything_is_in_no_file_any_more_and_the_journal_holds()
    {
        await using var host = new RunningHost();
        await host.InitializeAsync();
        var number = await TellAsync(host);
        await Eventually.Holds("the mails", () => Task.FromResult(Holding(host.Data.Path).Any(line => line.StartsWith("pickup", StringComparison.Ordinal))));
        Assert.Equal(["journal.db", "ops.db"], Holding(host.Data.Path).Select(line => line.Split(['-', ' '])[0]).Where(file => file.EndsWith(".db", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

        var ordered = await host.SendAsync(Role.Administrator, "POST", $"/api/v1/people/{Eve}/erase", """{"also": ["金丝雀"]}""", ("Content-Type", "application/json"));
        Assert.True(ordered.Status == 202, ordered.Text);
        var id = ordered.Json["id"]!.GetValue<string>();
        var report = await Eventually.See("the end of the erasure", async () =>
            await host.SendAsync(Role.Administrator, "GET", $"/api/v1/erasures/{id}") is var reply && reply.Json["phase"]!.GetValue<string>() == "finished" ? reply : null);
        Assert.True(report.Json["rows"]!.GetValue<int>() >= 3, report.Text);
        Assert.True(report.Json["others"]!.GetValue<int>() >= 3, report.Text);

        Assert.Empty(Holding(host.Data.Path));
        Assert.Equal(0, (await Run("journal", "verify", "--data", host.Data.Path)).Exit);
        // The ticket goes on without her.
        var (_, end) = (await TaskAsync(host, number), await host.SendAsync(Role.Auditor, "GET", $"/api/v1/tickets/{number}"));
        Assert.Equal(200, end.Status);
        Assert.DoesNotContain("canary", end.Text, StringComparison.Ordinal);
        var task = await TaskAsync(host, number);
        Assert.IsType<DeskAnswer.Done>(await Desk(host).CompleteAsync(
            number, task, "resolve", FeelContext.Of(("close_code", "Solution provided"), ("close_notes", "done")), s_bob, Cancel));
    }

    [Fact]
    public async Task The_verb_erases_with_a_server_and_without_one()
    {
        using var folder = new DataFolder();
        await using (var host = new RunningHost())
        {
            await host.InitializeAsync();
            await TellAsync(host);
            var (exit, text) = await Run("erase", Eve, "--also", "金丝雀", "--data", host.Data.Path);
            Assert.True(exit == 0, text);
            Assert.Matches("^Erased, recorded as [0-9a-f]{32}: the personal part of [0-9]+ journal rows in [0-9]+ cases, ", text);
            Assert.Empty(Holding(host.Data.Path));
            Assert.Equal(0, (await Run("backup", Path.Combine(folder.Path, "backup"), "--data", host.Data.Path)).Exit);
        }

        var data = Path.Combine(folder.Path, "data");
        Assert.Equal(0, (await Run("restore", Path.Combine(folder.Path, "backup"), "--data", data)).Exit);
        var (again, said) = await Run("erase", "bob", "--data", data);
        Assert.True(again == 0, said);
        Assert.Equal(0, (await Run("journal", "verify", "--data", data)).Exit);
    }

    [Fact]
    public async Task Nobody_erases_oneself_or_what_is_no_name()
    {
        await using var host = new RunningHost();
        await host.InitializeAsync();
        var own = await host.SendAsync(Role.Administrator, "POST", "/api/v1/people/administrator/erase");
        Assert.Equal((400, "Nobody orders their own erasure; ask another administrator."), (own.Status, own.Sentence));
        var brief = await host.SendAsync(Role.Administrator, "POST", "/api/v1/people/x/erase");
        Assert.Equal((400, "'x' is too short to tell a person by; expected at least 2 characters."), (brief.Status, brief.Sentence));
    }

    private static async Task<string> TellAsync(RunningHost host)
    {
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<AccountBook>().AddAsync(Eve, Role.Requester, "Eve Kanarienvogel");
        var opened = Assert.IsType<DeskAnswer.Done>(await Desk(host).OpenAsync(
            new("incident", FeelContext.Of(("short_description", "canary-text disk full"), ("description", "金丝雀 canary-text"), ("impact", "1"), ("urgency", "1"))),
            s_eve with { IdempotencyKey = $"api:{Eve}:1", RequestDigest = "digest" }, Cancel));
        await host.Services.GetRequiredService<AttachmentDesk>().AttachAsync(opened.Number, "canary-text.txt", Encoding.UTF8.GetBytes("canary-text of a file"), s_eve, Cancel);
        await Desk(host).UpdateAsync(opened.Number, new(FeelContext.Empty, Comment: "I have called eve.canary: she is away."), s_bob, Cancel);
        await Desk(host).UpdateAsync(opened.Number, new(FeelContext.Empty, Comment: "Nothing of hers."), s_bob, Cancel);
        var other = Assert.IsType<DeskAnswer.Done>(await Desk(host).OpenAsync(new("incident", FeelContext.Of(("short_description", "Printer"), ("assigned_to", Eve))), s_bob, Cancel));
        await Desk(host).UpdateAsync(other.Number, new(FeelContext.Of(("assigned_to", "bob"))), s_bob, Cancel);
        return opened.Number;
    }

    private static IReadOnlyList<string> Holding(string folder) =>
    [
        .. from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
           where Path.GetFileName(file) is not (".lock" or "ops.lock")
           let bytes = Bytes(file)
           from canary in s_canaries
           where bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0
           select $"{Path.GetRelativePath(folder, file)} holds {canary}",
    ];

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static TicketDesk Desk(RunningHost host) => host.Services.GetRequiredService<TicketDesk>();

    private static async Task<int> TaskAsync(RunningHost host, string number) =>
        (await host.Services.GetRequiredService<TicketLookup>().FindAsync(number, s_bob.Actor, Cancel))!.State.Instance.Waits.OfType<Wait.Task>().First().Id;

    private static async Task<(int Exit, string Text)> Run(params string[] words)
    {
        using var output = new StringWriter();
        var exit = await CommandLine.RunAsync(words, output, output);
        return (exit, output.ToString().TrimEnd());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
