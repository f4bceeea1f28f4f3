using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Attachments;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Attachments;

public sealed class AttachmentApiTests(RunningHost host)
{
    private static readonly byte[] s_png = Convert.FromHexString("89504E470D0A1A0A0000000D49484452000000010000000108060000001F15C489");

    [Fact]
    public async Task A_screenshot_is_kept_listed_and_shown_in_place()
    {
        var number = await NumberAsync();
        var reply = await AttachAsync(Role.Agent, number, "截图.png", s_png);
        Assert.True(reply.Status == 201, reply.Text);
        var link = reply.Json["link"]!.GetValue<string>();

        var ticket = (await host.SendAsync(Role.Auditor, "GET", $"/api/v1/tickets/{number}")).Json;
        var listed = Assert.Single(ticket["attachments"]!.AsArray())!;
        Assert.Equal(("截图.png", "image/png", s_png.Length, link), (Text(listed, "name"), Text(listed, "type"), listed["size"]!.GetValue<int>(), Text(listed, "link")));
        var line = (await host.SendAsync(Role.Agent, "GET", $"/api/v1/tickets/{number}/timeline")).Json["lines"]!.AsArray()[^1]!;
        Assert.Equal(("attachment", $"Attached '截图.png' ({s_png.Length} B)", Text(listed, "id")), (Text(line, "kind"), Text(line, "text"), Text(line, "attachment")));
        var file = await host.SendAsync(Role.Agent, "GET", link);
        Assert.Equal((200, "image/png", "nosniff"), (file.Status, file.Headers["Content-Type"], file.Headers["X-Content-Type-Options"]));
        Assert.StartsWith("inline", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("sandbox", file.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_image_is_saved_not_shown()
    {
        var number = await NumberAsync();
        var link = Text((await AttachAsync(Role.Agent, number, "boot.log", Encoding.UTF8.GetBytes("<script>alert(1)</script>"))).Json, "link");
        var file = await host.SendAsync(Role.Agent, "GET", link);
        Assert.Equal("text/plain; charset=utf-8", file.Headers["Content-Type"]);
        Assert.StartsWith("attachment; filename=boot.log", file.Headers["Content-Disposition"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_requester_attaches_to_own_tickets_and_sees_no_others()
    {
        var own = Text(await host.OpenAsync(role: Role.Requester), "number");
        Assert.Equal(201, (await AttachAsync(Role.Requester, own, "a.png", s_png)).Status);
        var other = await NumberAsync();
        var file = Text((await AttachAsync(Role.Agent, other, "a.png", s_png)).Json, "link");
        Assert.Equal(404, (await AttachAsync(Role.Requester, other, "a.png", s_png)).Status);
        Assert.Equal(404, (await host.SendAsync(Role.Requester, "GET", file)).Status);
        Assert.Equal(404, (await host.SendAsync(Role.Requester, "GET", file.Replace(other, own, StringComparison.Ordinal))).Status);
    }

    [Theory]
    [InlineData("tool.exe", "TVqQAAMAAAAEAAAA", 415, "file", "The content of 'tool.exe' is of a kind that tickets do not take; taken: a PNG image,")]
    [InlineData("photo.png", "anVzdCB3b3Jkcw==", 400, "name", "The file is called 'photo.png', but its content is plain text;")]
    [InlineData("empty.txt", "", 400, "file", "The file 'empty.txt' is empty; choose one that has content.")]
    public async Task What_cannot_be_attached_is_refused_at_its_field_and_leaves_nothing(string name, string base64, int status, string field, string sentence)
    {
        var number = await NumberAsync();
        var reply = await AttachAsync(Role.Agent, number, name, Convert.FromBase64String(base64));
        Assert.Equal(status, reply.Status);
        Assert.StartsWith(sentence, reply.Json["errors"]![field]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty((await host.SendAsync(Role.Agent, "GET", $"/api/v1/tickets/{number}")).Json["attachments"]!.AsArray());
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_with_the_limit()
    {
        var reply = await AttachAsync(Role.Agent, await NumberAsync(), "big.txt", new byte[10 * 1024 * 1024 + 1]);
        Assert.Equal((413, "The file is larger than 10 MB, the most that a ticket takes; attach a smaller one, or the part that matters."), (reply.Status, reply.Sentence));
    }

    [Fact]
    public async Task A_refused_or_repeated_command_leaves_no_bytes_behind()
    {
        var number = await NumberAsync();
        var desk = host.Services.GetRequiredService<AttachmentDesk>();
        var before = Files();
        var stale = await desk.AttachAsync(number, "a.png", s_png, new(new("agent", Role.Agent)) { ExpectedVersion = 1 }, TestContext.Current.CancellationToken);
        Assert.IsType<DeskAnswer.Stale>(stale);
        var first = await AttachAsync(Role.Agent, number, "a.png", s_png, ("Idempotency-Key", $"{number}-1"));
        var again = await AttachAsync(Role.Agent, number, "a.png", s_png, ("Idempotency-Key", $"{number}-1"));
        Assert.Equal((201, first.Text), (again.Status, again.Text));
        Assert.Single(Files().Except(before), file => file.EndsWith(Text(first.Json, "id"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_archived_ticket_takes_no_file_and_says_so()
    {
        var record = await host.OpenAsync();
        await host.SendAsync(Role.Agent, "PATCH", $"/api/now/table/incident/{record["sys_id"]}", """{"state":"8","close_notes":"A mistake"}""");
        var reply = await AttachAsync(Role.Agent, Text(record, "number"), "a.png", s_png);
        Assert.Equal((403, $"{record["number"]} is closed and archived; nothing of it can change. Its timeline stays readable."), (reply.Status, reply.Sentence));
    }

    private string[] Files() => Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [];

    private string Folder => Path.Combine(host.Data.Path, "attachments");

    private async Task<string> NumberAsync() => Text(await host.OpenAsync(), "number");

    private Task<Reply> AttachAsync(Role role, string number, string name, byte[] content, params (string, string)[] headers) =>
        host.SendAsync(host.Credentials(role), "POST", $"/api/v1/tickets/{number}/attachments?name={Uri.EscapeDataString(name)}", content, headers);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
