using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using WorkflowItsm.Feel;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>
/// Hands mails in by SMTP. What may be over later (no connection, a full mailbox) is tried again; what the server refuses
/// for good (no such recipient) ends at once. One connection a mail: they are few, and a broken one costs nobody else.
/// </summary>
internal sealed class SmtpOutbox(IOptions<MailOptions> options) : IOutbox
{
    private readonly MailServer _server = options.Value.Smtp;

    public async Task PutAsync(MimeMessage mail, string id, int attempt, CancellationToken cancellationToken)
    {
        var everybody = mail.To.Mailboxes.Concat(mail.Cc.Mailboxes).ToList();
        if (everybody.Find(one => one.Domain == MailWriter.Nowhere) is { } nobody)
            throw new EffectFailedForGoodException(
                $"'{nobody.Name}' is no mail address; correct it in the definitions (teams.json, or the table that says who is told).",
                $"“{nobody.Name}”不是邮件地址；请在定义中更正（teams.json，或决定通知谁的决策表）。");
        var to = Sentence.Listed(everybody.Select(one => one.Address));
        using var client = new SmtpClient { Timeout = (int)Connections.Patience.TotalMilliseconds };
        try
        {
            await Connections.OpenAsync(client, _server, _server.Security is MailSecurity.None ? 25 : 587, 465, cancellationToken);
        }
        catch (Exception failure) when (Connections.IsTrouble(failure))
        {
            throw new IOException(Connections.Sentence("SMTP", "Mail:Smtp", client, _server, failure), failure);
        }

        try
        {
            await client.SendAsync(mail, cancellationToken);
        }
        catch (SmtpCommandException refused) when (IsForGood(refused))
        {
            throw new EffectFailedForGoodException($"The mail server {_server.Host} refuses the mail to {refused.Mailbox?.Address ?? to.ToString()} for good ({(int)refused.StatusCode}): {refused.Message}", refused)
            {
                MessageZh = $"邮件服务器 {_server.Host} 拒收发给 {refused.Mailbox?.Address ?? to.In("zh")} 的邮件（{(int)refused.StatusCode}）：{refused.Message}",
            };
        }
        catch (NotSupportedException refused)
        {
            throw new EffectFailedForGoodException($"The mail server {_server.Host} cannot take the mail to {to}: {refused.Message}", refused)
            {
                MessageZh = $"邮件服务器 {_server.Host} 无法接收发给 {to.In("zh")} 的邮件：{refused.Message}",
            };
        }

        await LeaveAsync(client, cancellationToken);
    }

    /// <summary>The one server.</summary>
    public string TargetOf(string recipient) => $"smtp:{_server.Host}";

    // 5xx to the sender or the connection is about our settings: somebody may mend them before the last try.
    private static bool IsForGood(SmtpCommandException refused) =>
        (int)refused.StatusCode >= 500 && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;

    // The mail is handed in: a connection that breaks now must not send it a second time.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ProtocolException or OperationCanceledException)
        {
        }
    }
}
