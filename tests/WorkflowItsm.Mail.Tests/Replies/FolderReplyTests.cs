using System.Text.Json.Nodes;
using MimeKit;
using WorkflowItsm.Mail.Tests.Hosting;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Mail.Tests.Replies;

public sealed class FolderReplyTests(FolderHost host)
{
    private const string Alice = "alice@example.org";

    private People People => host.People;

    [Fact]
    public async Task A_callers_reply_becomes_a_comment_without_what_it_quotes()
    {
        var (id, mail) = await ReportAsync();
        using var reply = Postbox.Reply(mail, Alice, "还是不行。\nIt is still full.");
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        Assert.Equal(["alice: 还是不行。\nIt is still full."], await People.WrittenAsync(id));
    }

    [Fact]
    public async Task The_same_mail_twice_is_one_comment()
    {
        var (id, mail) = await ReportAsync();
        using var reply = Postbox.Reply(mail, Alice, "Still full.");
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        Assert.Equal(["alice: Still full."], await People.WrittenAsync(id));
    }

    [Fact]
    public async Task A_reply_that_answers_only_the_mail_itself_finds_its_ticket()
    {
        var (id, mail) = await ReportAsync();
        using var reply = Postbox.Reply(mail, Alice, "Still full.");
        reply.References.Clear();
        reply.Subject = "Antwort";
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        Assert.Equal(["alice: Still full."], await People.WrittenAsync(id));
    }

    [Fact]
    public async Task A_callers_reply_takes_a_ticket_off_hold()
    {
        var (id, mail) = await ReportAsync();
        var held = await People["li"].ChangeAsync(id, new() { ["assigned_to"] = "li", ["state"] = "2" });
        Assert.True(held.Status == System.Net.HttpStatusCode.OK, held.Text);
        held = await People["li"].ChangeAsync(id, new() { ["state"] = "3", ["hold_reason"] = "1", ["comments"] = "Which disk?" });
        Assert.Equal("3", held.Result["state"]!.GetValue<string>());
        using var reply = Postbox.Reply(mail, Alice, "The second one.");
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        Assert.Equal("2", (await People["li"].ReadAsync(id)).Result["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_agent_answers_the_mail_to_the_team()
    {
        var ticket = await People.OpenAsync("alice");
        var number = ticket["number"]!.GetValue<string>();
        using var mail = await host.Mails.SeeAsync(number, "service-desk@example.org");
        using var reply = Postbox.Reply(mail, "li@example.org", "We look at it.");
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        Assert.Equal(["li: We look at it."], await People.WrittenAsync(ticket["sys_id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Nobody_writes_in_the_name_of_another_with_the_mail_of_a_third()
    {
        var (id, mail) = await ReportAsync();
        using var reply = Postbox.Reply(mail, "li@example.org", "I am the agent, honestly.");
        var (folder, reason) = await host.Mails.BringAsync(reply);
        Assert.Equal("failed", folder);
        Assert.Equal($"Nothing proves that the mail about {Number(mail)} is from li@example.org: answer a notification that was sent to this address; a number in the subject is not enough.", reason);
        Assert.Empty(await People.WrittenAsync(id));
    }

    [Fact]
    public async Task A_number_in_the_subject_alone_proves_nothing()
    {
        var (id, mail) = await ReportAsync();
        using var reply = Postbox.Reply(mail, Alice, "Still full.");
        reply.References.Clear();
        reply.InReplyTo = null;
        var (folder, reason) = await host.Mails.BringAsync(reply);
        Assert.Equal("failed", folder);
        Assert.StartsWith($"Nothing proves that the mail about {Number(mail)} is from {Alice}", reason, StringComparison.Ordinal);
        Assert.Empty(await People.WrittenAsync(id));
    }

    [Fact]
    public async Task Somebody_elses_ticket_stays_closed_to_a_requester()
    {
        var (id, mail) = await ReportAsync();
        using var reply = Postbox.Reply(mail, "bob@example.org", "Me too.");
        Assert.Equal("failed", (await host.Mails.BringAsync(reply)).Folder);
        Assert.Empty(await People.WrittenAsync(id));
    }

    [Fact]
    public async Task Who_has_no_account_is_told_to_nobody_but_the_folder()
    {
        var (_, mail) = await ReportAsync();
        using var reply = Postbox.Reply(mail, "eve@evil.example", "Hello");
        Assert.Equal(("failed", "No account has the address eve@evil.example."), await host.Mails.BringAsync(reply));
    }

    [Fact]
    public async Task A_mail_that_answers_nothing_waits_for_a_person()
    {
        using var mail = Mails.Parse($"From: {Alice}\nSubject: Hello\nMessage-ID: <1@example.org>\n\nMy disk is full.\n");
        Assert.Equal(("failed", "The mail names no ticket: it answers none of our mails and has no number in square brackets in its subject."), await host.Mails.BringAsync(mail));
    }

    [Fact]
    public async Task An_automatic_reply_is_no_comment()
    {
        var (id, mail) = await ReportAsync();
        using var reply = Postbox.Reply(mail, Alice, "I am away until Monday.");
        reply.Headers.Add(HeaderId.AutoSubmitted, "auto-replied");
        Assert.Equal(("processed", "No comment was made of this mail: it says Auto-Submitted: auto-replied."), await host.Mails.BringAsync(reply));
        Assert.Empty(await People.WrittenAsync(id));
    }

    [Fact]
    public async Task Our_own_mail_that_comes_back_is_no_comment()
    {
        var (id, mail) = await ReportAsync();
        var (folder, reason) = await host.Mails.BringAsync(mail);
        Assert.Equal(("processed", "No comment was made of this mail: its sender workflowitsm@localhost is ourselves."), (folder, reason));
        Assert.Empty(await People.WrittenAsync(id));
    }

    [Fact]
    public async Task A_mail_that_did_not_arrive_is_noted_for_those_who_work()
    {
        var (id, mail) = await ReportAsync();
        using var report = Mails.Parse($"""
            Return-Path: <>
            From: MAILER-DAEMON@mx.example.org
            Subject: Undelivered Mail Returned to Sender
            Message-Id: <{Guid.NewGuid():N}@mx.example.org>
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; {Alice}
            Action: failed
            Diagnostic-Code: smtp; 550 5.1.1 No such user

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <{mail.MessageId}>

            --b--

            """);
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(report));
        Assert.Equal(
            [$"system: 发给 {Alice} 的邮件未能送达：smtp; 550 5.1.1 No such user\nThe mail to {Alice} could not be delivered: smtp; 550 5.1.1 No such user"],
            await People.WrittenAsync(id));
    }

    [Fact]
    public async Task A_reply_to_an_archived_ticket_opens_the_next_one()
    {
        var (id, mail) = await ReportAsync("Printer on fire");
        var number = Number(mail);
        var canceled = await People["li"].ChangeAsync(id, new() { ["state"] = "8", ["close_code"] = "Duplicate", ["close_notes"] = "x" });
        Assert.True(canceled.Status == System.Net.HttpStatusCode.OK, canceled.Text);
        await Eventually.Holds("the ticket to be archived", async () => (await People["li"].ReadAsync(id)).Result["active"]!.GetValue<string>() == "false");
        using var reply = Postbox.Reply(mail, Alice, "It burns again.");
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        var next = Assert.Single((await People["li"].ListAsync($"parent_incident={number}")).Results);
        Assert.Equal("Printer on fire", Text(next, "short_description"));
        Assert.Equal("It burns again.", Text(next, "description"));
        Assert.Equal("1", Text(next, "impact"));
        Assert.Empty(await People.WrittenAsync(id));
    }

    [Fact]
    public async Task A_pasted_screenshot_is_attached_and_a_program_is_not()
    {
        var (id, mail) = await ReportAsync();
        using var reply = Postbox.Reply(mail, Alice, "See the picture.");
        byte[] picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, .. new byte[100]];
        var image = new MimePart("image", "png") { Content = new MimeContent(new MemoryStream(picture)), ContentDisposition = new(ContentDisposition.Inline), ContentTransferEncoding = ContentEncoding.Base64, FileName = "屏幕截图.png" };
        var program = new MimePart("application", "octet-stream") { Content = new MimeContent(new MemoryStream([(byte)'M', (byte)'Z', 0, 1])), ContentDisposition = new(ContentDisposition.Attachment), ContentTransferEncoding = ContentEncoding.Base64, FileName = "fix.exe" };
        reply.Body = new Multipart("mixed") { reply.Body!, image, program };
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        Assert.Equal(("processed", ""), await host.Mails.BringAsync(reply));
        var timeline = await People["li"].TimelineAsync(id);
        Assert.Single(timeline, line => Text(line, "text").Contains("屏幕截图.png", StringComparison.Ordinal));
        var written = await People.WrittenAsync(id);
        Assert.Equal("alice: See the picture.", written[0]);
        Assert.Contains("The mail of alice@example.org brought a file that was not taken. The content of 'fix.exe' is of a kind that tickets do not take", Assert.Single(written.Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_can_write_nothing()
    {
        var ticket = await People.OpenAsync("alice");
        using var mail = await host.Mails.SeeAsync(ticket["number"]!.GetValue<string>(), "service-desk@example.org");
        using var reply = Postbox.Reply(mail, "audit@example.org", "I only look.");
        Assert.Equal(("failed", "'audit' has the role Auditor and may not do this."), await host.Mails.BringAsync(reply));
    }

    [Fact]
    public async Task What_is_no_mail_waits_for_a_person()
    {
        Assert.Equal("failed", (await host.Mails.BringAsync([])).Folder);
        Assert.Equal("failed", (await host.Mails.BringAsync([0, 255, 13, 10, 13, 10])).Folder);
    }

    [Fact]
    public async Task A_mail_that_is_too_large_is_not_read() =>
        Assert.Equal(("failed", "The mail has 26 MB; at most 25 MB are read."), await host.Mails.BringAsync(new byte[26 * 1024 * 1024]));

    private async Task<(string Id, MimeMessage Mail)> ReportAsync(string what = "Disk full")
    {
        var ticket = await People.OpenAsync("alice", what);
        return (ticket["sys_id"]!.GetValue<string>(), await host.Mails.SeeAsync(ticket["number"]!.GetValue<string>(), Alice));
    }

    private static string Number(MimeMessage mail) => mail.Headers["X-Ticket"]!;

    private static string Text(JsonObject record, string field) => record[field]!.GetValue<string>();
}
