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

    public MimeMessage Write(EffectCall call)
    {
        var payload = call.Effect.Payload;
        var to = Recipient(call.Effect.Target);
        var number = OneLine(payload["ticket"].ToText());
        var mark = IsNumber(number) ? new TicketMark(number, tokens.Of(number, to.Address)) : null;
        var mail = new MimeMessage
        {
            MessageId = ThreadId.Of(mark, call.Id, _from.Domain),
            Subject = OneLine(payload["subject"].ToText()),
            Date = call.RecordedAt,
            Body = new TextPart("plain") { Text = $"{ReplyLine}\n\n{payload["body"].ToText()}" },
        };
        mail.From.Add(_from);
        mail.To.Add(to);
        if (_replies.For(mark) is { } replies) mail.ReplyTo.Add(MailboxAddress.Parse(replies));
        if (mark is not null)
        {
            var root = ThreadId.Root(mark, _from.Domain);
            mail.InReplyTo = root;
            mail.References.Add(root);
        }

        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        mail.Headers.Add("X-Ticket", number);
        return mail;
    }

    private static MailboxAddress Recipient(string target) =>
        MailboxAddress.TryParse(target, out var address) && address.Domain.Length > 0 ? address : new(target, $"{ThreadId.Name(target)}@{Nowhere}");

    // A number that our own ids can carry: letters, then digits.
    private static bool IsNumber(string number) => ThreadId.Read($"{number}.{new string('0', 24)}@x") is not null;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
