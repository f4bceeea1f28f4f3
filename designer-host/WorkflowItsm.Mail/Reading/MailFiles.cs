using MimeKit;

namespace WorkflowItsm.Mail.Reading;

/// <summary>A file in a mail.</summary>
internal sealed record MailFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>The files that a mail brings along: what is attached, and pictures in its text, such as pasted screenshots.</summary>
internal static class MailFiles
{
    /// <summary>More than these are left in the mail.</summary>
    public const int Most = 10;

    public static IReadOnlyList<MailFile> Of(MimeMessage mail)
    {
        List<MailFile> files = [];
        foreach (var part in mail.BodyParts.OfType<MimePart>().Where(part => part.IsAttachment || part.ContentType.IsMimeType("image", "*")).Take(Most))
        {
            if (part.Content is null) continue;
            using var content = new MemoryStream();
            part.Content.DecodeTo(content);
            if (content.Length > 0) files.Add(new(Name(part, files.Count + 1), content.ToArray()));
        }

        return files;
    }

    private static string Name(MimePart part, int number) =>
        part.FileName is { } given && !string.IsNullOrWhiteSpace(given) ? MailText.Clean(given) : $"mail-{number}.{part.ContentType.MediaSubtype.ToLowerInvariant()}";
}
