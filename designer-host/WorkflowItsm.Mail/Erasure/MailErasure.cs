using Microsoft.Extensions.Options;
using MimeKit;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Mail.Reading;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Mail.Erasure;

/// <summary>
/// Erases mails that lie in the folders for outgoing mails and replies: those from, to or about a person, and those sent of
/// tickets that were opened by or for them. What a mail server keeps is its own business.
/// </summary>
internal sealed class MailErasure(WorkflowItsmOptions runtime, IOptions<MailOptions> options) : IErasureParticipant
{
    private readonly string _pickup = Path.Combine(Path.GetFullPath(runtime.DataDirectory), "pickup");

    private readonly string _inbox = Path.GetFullPath(
        options.Value.Replies.Folder is { Length: > 0 } set ? set : Path.Combine(runtime.DataDirectory, "inbox"));

    public async Task<int> EraseAsync(ErasedPerson person, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var file in Files(_pickup).Concat(Files(_inbox)))
            if (await ReadAsync(file, cancellationToken) is { } mail && Texts(mail).Any(person.IsIn)) erased += Delete(file);
        return erased;
    }

    public Task<int> EraseAsync(ErasedPerson person, IReadOnlyList<FoundFact> found, CancellationToken cancellationToken) =>
        EraseByAgeAsync(found, cancellationToken);

    public async Task<int> EraseByAgeAsync(IReadOnlyList<FoundFact> found, CancellationToken cancellationToken)
    {
        var tickets = found.Select(one => one.Recorded.Fact).OfType<TicketFact.Opened>().Select(opened => opened.Number).ToHashSet(StringComparer.Ordinal);
        if (tickets.Count == 0) return 0;
        var erased = 0;
        foreach (var file in Files(_pickup))
            if (await ReadAsync(file, cancellationToken) is { } mail && tickets.Contains(mail.Headers["X-Ticket"] ?? "")) erased += Delete(file);
        return erased;
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories)] : [];

    private static IEnumerable<string> Texts(MimeMessage mail) =>
    [
        .. mail.From.Mailboxes.Concat(mail.To.Mailboxes).Concat(mail.Cc.Mailboxes).Concat(mail.ReplyTo.Mailboxes)
            .SelectMany(mailbox => new[] { mailbox.Name ?? "", mailbox.Address }),
        mail.Subject ?? "",
        mail.TextBody ?? "",
        mail.HtmlBody is { } html ? HtmlText.Of(html, html.Length) : "",
    ];

    private static async Task<MimeMessage?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await MimeMessage.LoadAsync(file, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            // Read or sent meanwhile.
            return null;
        }
        catch (FormatException)
        {
            return new MimeMessage { Body = new TextPart("plain") { Text = await File.ReadAllTextAsync(file, cancellationToken) } };
        }
    }

    // The reason why a reply was not taken stands in a file beside it.
    private static int Delete(string file)
    {
        File.Delete(Path.ChangeExtension(file, ".txt"));
        File.Delete(file);
        return 1;
    }
}
