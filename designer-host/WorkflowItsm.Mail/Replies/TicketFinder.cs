using System.Text.RegularExpressions;
using MimeKit;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Mail.Threads;

namespace WorkflowItsm.Mail.Replies;

/// <summary>Finds the tickets that a mail names: in the address it was sent to, in the ids it answers, in its subject.</summary>
internal sealed partial class TicketFinder(ReplyAddress replies)
{
    private const int MaxReferences = 100;
    private static readonly string[] _recipients = ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Delivered-To"];

    /// <summary>What it names, those that bring a token first; the one of the subject brings none.</summary>
    public IReadOnlyList<TicketMark> Find(MimeMessage mail)
    {
        List<TicketMark?> marks = [];
        foreach (var header in mail.Headers)
            if (_recipients.Contains(header.Field, StringComparer.OrdinalIgnoreCase)) marks.Add(replies.Read(header.Value));
        marks.Add(ThreadId.Read(mail.InReplyTo));
        // The newest stands last.
        foreach (var id in mail.References.Reverse().Take(MaxReferences)) marks.Add(ThreadId.Read(id));
        if (Subject().Match(mail.Subject ?? "") is { Success: true } match) marks.Add(new(match.Groups[1].Value.ToUpperInvariant(), ""));
        return [.. marks.OfType<TicketMark>().Distinct()];
    }

    [GeneratedRegex(@"[\[【]([A-Za-z]{1,10}[0-9]{1,12})[\]】]")]
    private static partial Regex Subject();
}
