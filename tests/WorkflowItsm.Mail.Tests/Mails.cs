using System.Text;
using MimeKit;
using WorkflowItsm.Mail.Reading;

namespace WorkflowItsm.Mail.Tests;

/// <summary>Mails as they come.</summary>
internal static class Mails
{
    public static MimeMessage Parse(string text) => Parse(Bytes(text));

    public static MimeMessage Parse(byte[] raw) => RawMail.Parse(raw);

    /// <summary>As UTF-8, with the line ends of mails.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
}
