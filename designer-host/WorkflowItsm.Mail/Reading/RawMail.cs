using MimeKit;

namespace WorkflowItsm.Mail.Reading;

/// <summary>A mail as it came, taken apart.</summary>
internal static class RawMail
{
    /// <summary>Takes a mail apart.</summary>
    /// <exception cref="FormatException">It is no mail.</exception>
    public static MimeMessage Parse(ReadOnlyMemory<byte> raw)
    {
        using var stream = new MemoryStream(raw.ToArray(), writable: false);
        return MimeMessage.Load(stream);
    }
}
