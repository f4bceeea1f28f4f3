using System.Text;
using MimeKit;

namespace WorkflowItsm.Mail.Reading;

/// <summary>What a person wrote in a mail, as a comment.</summary>
internal static class MailText
{
    private const int MaxRead = 1_000_000;
    private const int MaxComment = 32_000;

    /// <summary>The writer's own words; empty when the mail has none.</summary>
    public static string Of(MimeMessage mail)
    {
        var text = QuoteCut.Cut(Clean(Whole(mail)));
        return text.Length <= MaxComment
            ? text
            : $"{text.AsSpan(0, char.IsHighSurrogate(text[MaxComment - 1]) ? MaxComment - 1 : MaxComment)}\n\n[… 邮件过长，此处截断 · the mail is longer; it is cut here]";
    }

    /// <summary>A text without what no comment may hold: control characters other than line ends and tabs, and half characters.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune)) clean.Append(rune);
        return clean.ToString();
    }

    private static string Whole(MimeMessage mail)
    {
        var plain = mail.TextBody;
        if (!string.IsNullOrWhiteSpace(plain)) return plain.Length <= MaxRead ? plain : plain[..MaxRead];
        return mail.HtmlBody is { } html ? HtmlText.Of(html.Length <= MaxRead ? html : html[..MaxRead], MaxRead) : "";
    }
}
