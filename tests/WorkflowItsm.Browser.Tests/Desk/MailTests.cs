using Microsoft.Playwright;
using MimeKit;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Browser.Tests.Desk;

/// <summary>Mails out and replies in, through the folders of the host, as people see them.</summary>
public sealed class MailTests(Site site)
{
    private const string Rita = "rita@example.org";

    [Fact]
    public async Task A_reply_to_a_notification_becomes_a_comment_on_the_screen_and_an_automatic_one_does_not()
    {
        await using var rita = await site.SignInAsync("rita");
        await using var dana = await site.SignInAsync("dana");
        var number = await rita.ReportAsync("The tap drips in F sharp");
        await dana.OpenAsync(number);
        using var mail = await NotificationAsync(number);
        await BringAsync(Reply(mail, "I am away until Monday.", isAutomatic: true));
        await BringAsync(Reply(mail, "It has changed to G by now.", isAutomatic: false));

        foreach (var screen in new[] { rita, dana })
        {
            await Assertions.Expect(screen.Line("It has changed to G by now.")).ToContainTextAsync("Rita Reed");
            await Assertions.Expect(screen.Line("I am away")).ToHaveCountAsync(0);
            // What was quoted is in the timeline already.
            await Assertions.Expect(screen.Line("wrote:")).ToHaveCountAsync(0);
        }
    }

    private Task<MimeMessage> NotificationAsync(string number) => Eventually.See($"a mail to the caller about {number}", async () =>
    {
        if (!Directory.Exists(site.Data.Pickup)) return null;
        foreach (var file in Directory.GetFiles(site.Data.Pickup, "*.eml"))
        {
            var mail = await MimeMessage.LoadAsync(file);
            if (mail.Headers["X-Ticket"] == number && mail.To.Mailboxes.Any(one => one.Address == Rita)) return mail;
            mail.Dispose();
        }

        return null;
    });

    private static MimeMessage Reply(MimeMessage to, string text, bool isAutomatic)
    {
        var reply = new MimeMessage
        {
            Subject = "Re: " + to.Subject,
            InReplyTo = to.MessageId,
            Body = new TextPart("plain") { Text = $"{text}\n\nOn Wed, Nov 25, 2026 at 10:00 AM Service desk <desk@example.org> wrote:\n\n> Hello\n" },
        };
        reply.From.Add(new MailboxAddress("Rita", Rita));
        reply.To.AddRange(to.From);
        if (isAutomatic) reply.Headers.Add(HeaderId.AutoSubmitted, "auto-replied");
        return reply;
    }

    /// <summary>Puts a mail into the folder under its final name only when it is whole, and waits until it was read.</summary>
    private async Task BringAsync(MimeMessage mail)
    {
        using (mail)
        {
            var inbox = site.Data.Sub("inbox");
            var name = Path.GetRandomFileName();
            var draft = Path.Combine(inbox, name + ".tmp");
            await mail.WriteToAsync(draft);
            File.Move(draft, Path.Combine(inbox, name + ".eml"));
            await Eventually.See("the mail to be read", () => Task.FromResult(File.Exists(Path.Combine(inbox, "processed", name + ".eml")) ? "" : null));
        }
    }
}
