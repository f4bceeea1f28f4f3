using System.Text;
using MimeKit;

namespace WorkflowItsm.Mail.Tests;

/// <summary>Mails as they come.</summary>
internal static class Mails
{
    public static MimeMessage Parse(string text) => Parse(Bytes(text));

    public static MimeMessage Parse(byte[] raw)
    {
        using var stream = new MemoryStream(raw);
        return MimeMessage.Load(stream, TestContext.Current.CancellationToken);
    }

    /// <summary>As UTF-8, with the line ends of mails.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
}
