using MimeKit;
using WorkflowItsm.Mail.Tests.Hosting;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Mail.Tests.In;

/// <summary>A host between two real servers: its mails go out by SMTP, and what answers them comes in by IMAP.</summary>
public sealed class MailServerTests
{
    [Fact]
    public async Task A_notification_goes_out_by_SMTP_and_its_answer_comes_in_by_IMAP()
    {
        using var data = new DataFolder();
        using var letterbox = new DataFolder();
        await using var imap = await Dovecot.StartAsync();
        await using var smtp = await Aiosmtpd.StartAsync(letterbox.Sub("mail"));
        var (host, people) = await People.StartAsync(data, [.. imap.Settings, .. smtp.Settings, "--Mail:From", "Service desk <desk@example.org>", "--Mail:Replies:Address", "reply+{ticket}@example.org"]);
        await using var running = host;
        using var everybody = people;
        var ticket = await people.OpenAsync("alice");
        var (id, number) = (ticket["sys_id"]!.GetValue<string>(), ticket["number"]!.GetValue<string>());
        using var mail = await SentAsync(letterbox, number, "alice@example.org");
        Assert.False(Directory.Exists(data.Pickup));

        using var reply = Postbox.Reply(mail, "alice@example.org", "It is still full.");
        reply.References.Clear();
        reply.InReplyTo = null;
        await imap.DeliverAsync(Bytes(reply));
        await WrittenAsync(host, imap, people, id, ["alice: It is still full."]);
        Assert.Empty(imap.Folder("Failed"));

        using var stray = Mails.Parse("From: alice@example.org\nSubject: Hello\nMessage-ID: <stray@example.org>\n\nHello\n");
        await imap.DeliverAsync(Bytes(stray));
        await Eventually.Holds("the stray mail and its reason", () => Task.FromResult(imap.Folder("Failed").Count == 2), TimeSpan.FromSeconds(30));
        Assert.Contains(imap.Folder("Failed"), text => text.Contains("Message-ID: <stray@example.org>", StringComparison.OrdinalIgnoreCase));
        var reason = imap.Folder("Failed").Select(text => Mails.Parse(text)).Single(one => one.InReplyTo == "stray@example.org");
        Assert.Contains("The mail names no ticket", reason.TextBody, StringComparison.Ordinal);

        // A server that is restarted: nothing is lost, and the mail that comes then is read.
        await imap.StopAsync();
        using var second = Postbox.Reply(mail, "alice@example.org", "And now the other one.");
        await imap.DeliverAsync(Bytes(second));
        await imap.RunAsync();
        await WrittenAsync(host, imap, people, id, ["alice: It is still full.", "alice: And now the other one."]);
        await Eventually.Holds("an empty inbox", () => Task.FromResult(imap.Folder("").Count == 0));
        Assert.Equal(2, imap.Folder("Processed").Count);
    }

    [Fact]
    public async Task A_mail_that_is_delivered_twice_is_one_comment()
    {
        using var data = new DataFolder();
        await using var imap = await Dovecot.StartAsync();
        var (host, people) = await People.StartAsync(data, imap.Settings);
        await using var running = host;
        using var everybody = people;
        var ticket = await people.OpenAsync("alice");
        var id = ticket["sys_id"]!.GetValue<string>();
        using var mail = await new Postbox(data).SeeAsync(ticket["number"]!.GetValue<string>(), "alice@example.org");
        using var reply = Postbox.Reply(mail, "alice@example.org", "Once.");
        await imap.DeliverAsync(Bytes(reply));
        await imap.DeliverAsync(Bytes(reply));
        await Eventually.Holds("both mails to be read", () => Task.FromResult(imap.Folder("Processed").Count == 2), TimeSpan.FromSeconds(30));
        Assert.Equal(["alice: Once."], await people.WrittenAsync(id));
    }

    [Fact]
    public async Task Settings_that_cannot_hold_are_refused_at_start_all_at_once()
    {
        using var data = new DataFolder();
        var ended = await HostProcess.StartInVainAsync(data.Path, "--Mail:From", "nobody", "--Mail:Imap:Host", "mail.example.org", "--Mail:Imap:Security", "None", "--Mail:Imap:FailedFolder", "INBOX");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("Mail:From is 'nobody'; expected a sender such as \"Service desk <desk@example.org>\".", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Mail:Imap:User is empty; a mailbox belongs to somebody who signs in.", ended.Output, StringComparison.Ordinal);
        Assert.Contains("they must be three different folders.", ended.Output, StringComparison.Ordinal);
    }

    private static async Task WrittenAsync(HostProcess host, Dovecot imap, People people, string id, IReadOnlyList<string> expected)
    {
        try
        {
            await Eventually.Holds("the comments", async () => expected.SequenceEqual(await people.WrittenAsync(id)), TimeSpan.FromSeconds(40));
        }
        catch (TimeoutException failure)
        {
            throw new InvalidOperationException($"{failure.Message}\nHost:\n{host.Output}\nDovecot:\n{imap.Log}", failure);
        }
    }

    private static Task<MimeMessage> SentAsync(DataFolder letterbox, string number, string to) => Eventually.See($"a mail to {to}", async () =>
    {
        foreach (var file in Directory.GetFiles(Path.Combine(letterbox.Sub("mail"), "new")))
        {
            var mail = await MimeMessage.LoadAsync(file);
            if (mail.Headers["X-Ticket"] == number && mail.To.Mailboxes.Any(one => one.Address == to)) return mail;
            mail.Dispose();
        }

        return null;
    });

    private static byte[] Bytes(MimeMessage mail)
    {
        using var raw = new MemoryStream();
        mail.WriteTo(raw);
        return raw.ToArray();
    }
}
