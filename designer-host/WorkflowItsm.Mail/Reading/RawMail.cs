using System.Text;
using MimeKit;

namespace WorkflowItsm.Mail.Reading;

/// <summary>A mail as it came, taken apart.</summary>
internal static class RawMail
{
    // Chinese mail programs still write GB18030 and its predecessors, which .NET knows only when asked to. MimeKit keeps
    // what it has once found out about an encoding, so this comes before the first mail.
    static RawMail() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Takes a mail apart.</summary>
    /// <exception cref="FormatException">It is no mail.</exception>
    public static MimeMessage Parse(ReadOnlyMemory<byte> raw)
    {
        using var stream = new MemoryStream(raw.ToArray(), writable: false);
        return MimeMessage.Load(stream);
    }
}
