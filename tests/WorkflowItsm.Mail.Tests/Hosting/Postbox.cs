using MimeKit;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Mail.Tests.Hosting;

/// <summary>The folders <c>pickup</c> and <c>inbox</c> of a host.</summary>
internal sealed class Postbox(DataFolder data)
{
    private string Inbox => data.Sub("inbox");

    /// <summary>The first mail that the host has written to an address about a ticket.</summary>
    public Task<MimeMessage> SeeAsync(string number, string to) => Eventually.See($"a mail to {to} about {number}", async () =>
    {
        if (!Directory.Exists(data.Pickup)) return null;
        foreach (var file in Directory.GetFiles(data.Pickup, "*.eml").Order(StringComparer.Ordinal))
        {
            var mail = await MimeMessage.LoadAsync(file);
            if (mail.Headers["X-Ticket"] == number && mail.To.Mailboxes.Any(one => one.Address == to)) return mail;
            mail.Dispose();
        }

        return null;
    });

    /// <summary>Brings a mail and waits until it was read; gives where it went and the reason beside it.</summary>
    public async Task<(string Folder, string Reason)> BringAsync(MimeMessage mail)
    {
        using var raw = new MemoryStream();
        await mail.WriteToAsync(raw);
        return await BringAsync(raw.ToArray());
    }

    /// <summary>Brings any bytes as a mail.</summary>
    public async Task<(string Folder, string Reason)> BringAsync(byte[] raw)
    {
        var name = Guid.NewGuid().ToString("N");
        await File.WriteAllBytesAsync(Path.Combine(Inbox, name + ".tmp"), raw);
        File.Move(Path.Combine(Inbox, name + ".tmp"), Path.Combine(Inbox, name + ".eml"));
        var folder = await Eventually.See("the mail to be read", () => Task.FromResult(
            ((string[])["processed", "failed"]).FirstOrDefault(folder => File.Exists(Path.Combine(Inbox, folder, name + ".eml")))));
        Assert.False(File.Exists(Path.Combine(Inbox, name + ".eml")));
        var reason = Path.Combine(Inbox, folder, name + ".txt");
        return (folder, File.Exists(reason) ? (await File.ReadAllLinesAsync(reason))[0] : "");
    }

    /// <summary>The reply that a person's mail program makes of a mail.</summary>
    public static MimeMessage Reply(MimeMessage to, string from, string text)
    {
        var reply = new MimeMessage
        {
            Subject = "Re: " + to.Subject,
            InReplyTo = to.MessageId,
            MessageId = $"{Guid.NewGuid():N}@mail.example.org",
            Body = new TextPart("plain") { Text = $"{text}\n\nOn Wed, Nov 25, 2026 at 10:00 AM Service desk <desk@example.org> wrote:\n\n> {to.TextBody!.ReplaceLineEndings("\n> ")}\n" },
        };
        reply.From.Add(new MailboxAddress("", from));
        reply.To.AddRange(to.ReplyTo.Count > 0 ? to.ReplyTo : to.From);
        foreach (var id in to.References) reply.References.Add(id);
        reply.References.Add(to.MessageId!);
        return reply;
    }
}
