using Microsoft.Extensions.Options;
using MimeKit;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Mail.Threads;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>
/// Makes a mail of an effect: byte for byte the same at every try, recognisable as automatic, and with the ticket in
/// Message-ID, References and reply address, so that its reply finds the way back.
/// </summary>
internal sealed class MailWriter(IOptions<MailOptions> options, ReplyTokens tokens)
{
    /// <summary>The domain of an address that is none: nothing can be delivered to it (RFC 2606).</summary>
    public const string Nowhere = "workflowitsm.invalid";

    /// <summary>The first line of every mail: what stands below it in a reply is quoted.</summary>
    public const string ReplyLine = "—— 请在此行上方回复 · Please reply above this line ——";

    private readonly MailboxAddress _from = MailboxAddress.Parse(options.Value.From);
    private readonly ReplyAddress _replies = new(options.Value.Replies.Address);

    /// <summary>The mail that tells one recipient of a ticket.</summary>
    public MimeMessage Write(EffectCall call)
    {
        var payload = call.Effect.Payload;
        return Write(call.Id, call.RecordedAt, [Recipient(call.Effect.Target)], [], payload["subject"].ToText(), payload["body"].ToText(), OneLine(payload["ticket"].ToText()), isNotice: true);
    }

    /// <summary>The mail of a task; of a ticket (its number is not empty) and to one address it takes part in the ticket's thread.</summary>
    public MimeMessage Write(ServiceTaskCall call, MailTask task, string number) =>
        Write(call.Id, call.RecordedAt, task.To, task.Cc, task.Subject, task.Body, number, isNotice: false);

    private MimeMessage Write(
        string id, DateTimeOffset at, IReadOnlyList<MailboxAddress> to, IReadOnlyList<MailboxAddress> cc, string subject, string body, string number, bool isNotice)
    {
        // A token proves whose reply it is: one that several people read proves nothing.
        var mark = IsNumber(number) && to is [var only] && cc.Count == 0 ? new TicketMark(number, tokens.Of(number, only.Address)) : null;
        var mail = new MimeMessage
        {
            MessageId = ThreadId.Of(mark, id, _from.Domain),
            Subject = OneLine(subject),
            Date = at,
            Body = new TextPart("plain") { Text = isNotice || mark is not null ? $"{ReplyLine}\n\n{body}" : body },
        };
        mail.From.Add(_from);
        mail.To.AddRange(to);
        mail.Cc.AddRange(cc);
        if (_replies.For(mark) is { } replies) mail.ReplyTo.Add(MailboxAddress.Parse(replies));
        if (mark is not null)
        {
            var root = ThreadId.Root(mark, _from.Domain);
            mail.InReplyTo = root;
            mail.References.Add(root);
        }

        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        if (isNotice || number.Length > 0) mail.Headers.Add("X-Ticket", number);
        return mail;
    }

    private static MailboxAddress Recipient(string target) =>
        MailboxAddress.TryParse(target, out var address) && address.Domain.Length > 0 ? address : new(target, $"{ThreadId.Name(target)}@{Nowhere}");

    // A number that our own ids can carry: letters, then digits.
    private static bool IsNumber(string number) => ThreadId.Read($"{number}.{new string('0', 24)}@x") is not null;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
