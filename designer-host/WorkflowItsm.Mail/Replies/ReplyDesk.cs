using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Mail.Reading;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Mail.Threads;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Mail.Replies;

/// <summary>
/// Takes a mail that came in: is it a person's, whose, about which ticket, may they, what did they write? Begin reading
/// here. The same mail may come any number of times.
/// </summary>
internal sealed class ReplyDesk
{
    /// <summary>Larger mails are not read.</summary>
    public const int MaxBytes = 25 * 1024 * 1024;

    private readonly AutoMail _auto;
    private readonly TicketFinder _finder;
    private readonly Proof _proof;
    private readonly SenderRate _rate;
    private readonly IMailAccounts _accounts;
    private readonly IMailFiles _files;
    private readonly IDefinitions _definitions;
    private readonly ITicketQueries _tickets;
    private readonly ReplyCommands _commands;

    public ReplyDesk(
        IOptions<MailOptions> options, ReplyTokens tokens, IMailAccounts accounts, IMailFiles files, IDefinitions definitions, ITicketQueries tickets, ReplyCommands commands, TimeProvider time)
    {
        var replies = new ReplyAddress(options.Value.Replies.Address);
        _auto = new(MailboxAddress.Parse(options.Value.From), replies);
        _finder = new(replies);
        _proof = new(tokens, options.Value.Replies.TrustedServer);
        _rate = new(options.Value.Replies.MaxPerSender, time);
        (_accounts, _files, _definitions, _tickets, _commands) = (accounts, files, definitions, tickets, commands);
    }

    /// <summary>Takes a mail as it came.</summary>
    public async Task<ReplyOutcome> TakeAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellationToken)
    {
        if (raw.Length > MaxBytes) return TooLarge(raw.Length);
        var (mail, broken) = Read(raw);
        if (mail is null) return broken!;
        using (mail)
        {
            var key = Key(mail, raw);
            if (Bounce.Read(mail) is { } bounce && _proof.WasSentTo(bounce.Mark, [.. bounce.Addresses, .. TeamAddresses()]))
                return await _commands.NoteAsync(bounce, key, cancellationToken);
            if (_auto.Reason(mail) is { } reason) return new ReplyOutcome.Ignored(reason);
            return await TakeAsync(mail, key, cancellationToken);
        }
    }

    /// <summary>What is said of a mail that is too large to be read.</summary>
    public static ReplyOutcome TooLarge(long bytes) => ReplyOutcome.No(
        $"The mail has {bytes / 1024 / 1024} MB; at most {MaxBytes / 1024 / 1024} MB are read.", $"邮件大小为 {bytes / 1024 / 1024} MB，最多读取 {MaxBytes / 1024 / 1024} MB。");

    private async Task<ReplyOutcome> TakeAsync(MimeMessage mail, string key, CancellationToken cancellationToken)
    {
        if (mail.From.Mailboxes.ToArray() is not [{ Address.Length: > 0 } from])
            return ReplyOutcome.No($"The mail names {mail.From.Mailboxes.Count()} senders; expected one.", $"邮件有 {mail.From.Mailboxes.Count()} 个发件人，应恰有一个。");
        var sender = from.Address;
        if (await _accounts.FindAsync(sender, AccountName(from), cancellationToken) is not { } actor)
            return ReplyOutcome.No($"No account has the address {sender}.", $"没有账户使用地址 {sender}。");
        if (_rate.IsOver(sender))
            return ReplyOutcome.No($"More than enough mails came from {sender} within {SenderRate.Window.TotalMinutes:0} minutes; this may be a loop.", $"{sender} 在 {SenderRate.Window.TotalMinutes:0} 分钟内来信过多，可能是邮件循环。");
        var marks = _finder.Find(mail);
        if (marks.Count == 0)
            return ReplyOutcome.No("The mail names no ticket: it answers none of our mails and has no number in square brackets in its subject.", "邮件没有指明工单：它没有回复本系统的邮件，主题中也没有方括号内的编号。");
        if (marks.FirstOrDefault(mark => _proof.Holds(mark, mail, sender, actor, Teams())) is not { } proven)
            return ReplyOutcome.No(
                $"Nothing proves that the mail about {marks[0].Number} is from {sender}: answer a notification that was sent to this address; a number in the subject is not enough.",
                $"无法确认关于 {marks[0].Number} 的邮件来自 {sender}：请直接回复发到该地址的通知，仅在主题中写编号是不够的。");
        if (await _tickets.FindByNumberAsync(proven.Number, actor, cancellationToken) is not { } ticket)
            return ReplyOutcome.No($"There is no ticket {proven.Number}, or '{actor.Name}' may not see it.", $"没有工单 {proven.Number}，或“{actor.Name}”无权查看。");
        var (text, attached) = (MailText.Of(mail), MailFiles.Of(mail));
        if (text.Length == 0 && attached.Count > 0) text = "（见附件 · see the attached files）";
        if (text.Length == 0)
            return ReplyOutcome.No("There is no text in the mail beside what it quotes.", "除引用内容外，邮件中没有文字。");
        var outcome = await _commands.CommentAsync(ticket, actor, text, key, cancellationToken);
        if (outcome is not ReplyOutcome.Taken taken) return outcome;
        _rate.Count(sender);
        for (var i = 0; i < attached.Count; i++)
        {
            var fileKey = string.Create(CultureInfo.InvariantCulture, $"mail:{actor.Name}:{key}:file{i}");
            if (await _files.AttachAsync(taken.Number, attached[i].Name, attached[i].Content, actor, fileKey, cancellationToken) is { } why)
                await _commands.NoteAsync(taken.Number, new($"The mail of {sender} brought a file that was not taken. {why.En}", $"{sender} 的邮件所带文件未被接收。{why.Zh}"), fileKey, cancellationToken);
        }

        return outcome;
    }

    private static (MimeMessage? Mail, ReplyOutcome? Broken) Read(ReadOnlyMemory<byte> raw)
    {
        try
        {
            return (RawMail.Parse(raw), null);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            return (null, ReplyOutcome.No($"The file is no mail: {failure.Message}", $"文件不是邮件：{failure.Message}"));
        }
    }

    // A sender who leaves the Message-ID out still writes the same bytes.
    private static string Key(MimeMessage mail, ReadOnlyMemory<byte> raw) => Convert.ToHexStringLower(
        mail.MessageId is { Length: > 0 } id ? SHA256.HashData(Encoding.UTF8.GetBytes(id)) : SHA256.HashData(raw.Span));

    private string? AccountName(MailboxAddress from) =>
        _definitions.Current.Parts<TeamsPart>().Any(part => part.MailDomain.Equals(from.Domain, StringComparison.OrdinalIgnoreCase)) ? from.LocalPart : null;

    private IEnumerable<Team> Teams() => _definitions.Current.Parts<TeamsPart>().SelectMany(part => part.Teams.Items);

    private IEnumerable<string> TeamAddresses() => Teams().SelectMany(team => new[] { team.Mail, team.LeadMail });
}
