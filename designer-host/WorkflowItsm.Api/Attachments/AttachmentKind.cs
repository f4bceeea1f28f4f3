using System.IO.Compression;
using System.Text;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Attachments;

/// <summary>A kind of file that tickets take, as its content shows it; the name decides nothing.</summary>
/// <param name="Type">The media type under which it is served.</param>
/// <param name="Words">What people call it.</param>
/// <param name="Extensions">The extensions its name may have; the first is given to a name that has none.</param>
/// <param name="IsImage">Whether a browser may show it in place.</param>
internal sealed record AttachmentKind(string Type, Words Words, IReadOnlyList<string> Extensions, bool IsImage)
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    public static AttachmentKind Png { get; } = new("image/png", new("a PNG image", "PNG 图片"), [".png"], true);

    public static AttachmentKind Jpeg { get; } = new("image/jpeg", new("a JPEG image", "JPEG 图片"), [".jpg", ".jpeg"], true);

    public static AttachmentKind Gif { get; } = new("image/gif", new("a GIF image", "GIF 图片"), [".gif"], true);

    public static AttachmentKind WebP { get; } = new("image/webp", new("a WebP image", "WebP 图片"), [".webp"], true);

    public static AttachmentKind Pdf { get; } = new("application/pdf", new("a PDF document", "PDF 文档"), [".pdf"], false);

    public static AttachmentKind Text { get; } =
        new("text/plain; charset=utf-8", new("plain text", "纯文本"), [".txt", ".log", ".csv", ".md", ".json", ".yaml", ".yml", ".ini", ".conf"], false);

    public static AttachmentKind Word { get; } = Office("wordprocessingml.document", "a Word document", "Word 文档", ".docx");

    public static AttachmentKind Excel { get; } = Office("spreadsheetml.sheet", "an Excel workbook", "Excel 工作簿", ".xlsx");

    public static AttachmentKind PowerPoint { get; } = Office("presentationml.presentation", "a PowerPoint presentation", "PowerPoint 演示文稿", ".pptx");

    public static AttachmentKind OpenDocument { get; } = new("application/vnd.oasis.opendocument",
        new("an OpenDocument file", "OpenDocument 文档"), [".odt", ".ods", ".odp"], false);

    public static AttachmentKind Zip { get; } = new("application/zip", new("a ZIP archive", "ZIP 压缩包"), [".zip"], false);

    /// <summary>All kinds, for sentences.</summary>
    public static IReadOnlyList<AttachmentKind> All { get; } = [Png, Jpeg, Gif, WebP, Pdf, Text, Word, Excel, PowerPoint, OpenDocument, Zip];

    /// <summary>The kind that a content is of; null when it is of none of them.</summary>
    public static AttachmentKind? Of(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        if (bytes.Length > 8 && bytes[0] == 0x89 && bytes[1..].StartsWith("PNG\r\n\u001a\n"u8)) return Png;
        if (bytes.Length > 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF) return Jpeg;
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) return Gif;
        if (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8)) return WebP;
        if (bytes.StartsWith("%PDF-"u8)) return Pdf;
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8)) return InZip(content);
        return IsText(bytes) ? Text : null;
    }

    private static AttachmentKind? InZip(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content.ToArray(), writable: false));
            var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
            if (names.Contains("mimetype") && names.Contains("META-INF/manifest.xml")) return OpenDocument;
            if (!names.Contains("[Content_Types].xml")) return Zip;
            return names.Contains("word/document.xml") ? Word : names.Contains("xl/workbook.xml") ? Excel : names.Contains("ppt/presentation.xml") ? PowerPoint : Zip;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            foreach (var letter in s_strict.GetString(bytes))
                if (char.IsControl(letter) && letter is not ('\t' or '\n' or '\r' or '\f')) return false;
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static AttachmentKind Office(string type, string en, string zh, string extension) =>
        new($"application/vnd.openxmlformats-officedocument.{type}", new(en, zh), [extension], false);
}
