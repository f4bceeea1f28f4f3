using System.IO.Compression;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Api.Definitions;

/// <summary>
/// Bundles as zip files. Reading trusts nothing: not the names, not the sizes in the headers, not the number of
/// entries. Nothing is ever unpacked to disk.
/// </summary>
public static class BundleArchive
{
    private const int MaxEntries = 1000;
    private const long MaxUnpacked = 50L * 1024 * 1024;
    private const int MaxRatio = 200;
    private const int RatioMatters = 1024 * 1024;
    private const int UnixTypeMask = 0xF000;
    private const int UnixLink = 0xA000;
    private static readonly DateTimeOffset s_always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A bundle's files as a zip; the same files give the same bytes.</summary>
    public static byte[] Write(IEnumerable<BundleFile> files)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(file.Path);
                entry.LastWriteTime = s_always;
                using var stream = entry.Open();
                stream.Write(file.Content.Span);
            }
        }

        return buffer.ToArray();
    }

    /// <summary>
    /// The files of a zip, by path. A single folder around everything is taken off; names that begin with a dot
    /// and what macOS adds are left out.
    /// </summary>
    internal static (ValueList<BundleFile> Files, ApiError? Error) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(body.ToArray(), writable: false), ZipArchiveMode.Read);
            return Read(zip);
        }
        catch (InvalidDataException)
        {
            return ([], Bad("zip-malformed", "The body is not a zip file, or it is damaged.", "请求正文不是 zip 文件，或文件已损坏。"));
        }
    }

    private static (ValueList<BundleFile> Files, ApiError? Error) Read(ZipArchive zip)
    {
        if (zip.Entries.Count > MaxEntries)
            return ([], Bad("zip-too-many", $"The zip has {zip.Entries.Count} entries; a bundle may have {MaxEntries}.",
                $"zip 文件有 {zip.Entries.Count} 个条目；最多 {MaxEntries} 个。"));
        var files = new List<BundleFile>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unpacked = 0L;
        foreach (var entry in zip.Entries)
        {
            if (Flaw(entry) is { } flaw) return ([], flaw);
            if (entry.FullName.EndsWith('/') || IsHidden(entry.FullName)) continue;
            if (!names.Add(entry.FullName)) return ([], Bad("zip-name-twice", $"The zip holds '{entry.FullName}' twice.",
                $"zip 文件中“{entry.FullName}”出现了两次。"));
            var (content, error) = Unpack(entry, MaxUnpacked - unpacked);
            if (error is not null) return ([], error);
            unpacked += content.Length;
            files.Add(new(entry.FullName, content));
        }

        if (files.Count == 0) return ([], Bad("zip-empty", "The zip holds no file; expected the files of a bundle.",
            "zip 文件中没有文件；应为流程包的文件。"));
        return (WithoutOuterFolder(files).OrderBy(file => file.Path, StringComparer.Ordinal).ToValueList(), null);
    }

    private static ApiError? Flaw(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (BundleNames.PathProblem(name) is not null)
            return Bad("zip-name", $"The zip holds an entry named '{name}'; names must be relative, with forward slashes, and stay inside.",
                $"zip 文件中有名为“{name}”的条目；名称必须是相对路径，使用正斜杠，且不能越出。");
        if (((entry.ExternalAttributes >> 16) & UnixTypeMask) == UnixLink)
            return Bad("zip-link", $"The zip's entry '{name}' is a link; send the file itself.", $"zip 条目“{name}”是链接；请直接放入文件。");
        if (entry.IsEncrypted)
            return Bad("zip-encrypted", $"The zip's entry '{name}' is encrypted; send it without a password.",
                $"zip 条目“{name}”已加密；请不要设置密码。");
        return name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
            ? Bad("zip-nested", $"The zip's entry '{name}' is a zip itself; a bundle holds plain files.",
                $"zip 条目“{name}”本身是 zip 文件；流程包只能包含普通文件。")
            : null;
    }

    // The header's size is only what the sender says: what counts is what comes out.
    private static (byte[] Content, ApiError? Error) Unpack(ZipArchiveEntry entry, long left)
    {
        using var stream = entry.Open();
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > left)
                return ([], Bad("zip-too-large", $"The zip unpacks to more than {MaxUnpacked / (1024 * 1024)} MB at '{entry.FullName}'.",
                    $"zip 解压到“{entry.FullName}”时已超过 {MaxUnpacked / (1024 * 1024)} MB。"));
            if (buffer.Length > RatioMatters && buffer.Length / Math.Max(1, entry.CompressedLength) > MaxRatio)
                return ([], Bad("zip-bomb", $"The zip's entry '{entry.FullName}' unpacks to more than {MaxRatio} times its size.",
                    $"zip 条目“{entry.FullName}”解压后超过其大小的 {MaxRatio} 倍。"));
        }

        return (buffer.ToArray(), null);
    }

    private static IEnumerable<BundleFile> WithoutOuterFolder(List<BundleFile> files)
    {
        var slash = files[0].Path.IndexOf('/', StringComparison.Ordinal);
        var outer = slash > 0 ? files[0].Path[..(slash + 1)] : null;
        return outer is not null && files.TrueForAll(file => file.Path.StartsWith(outer, StringComparison.Ordinal))
            ? files.Select(file => file with { Path = file.Path[outer.Length..] })
            : files;
    }

    private static bool IsHidden(string name) => name.Split('/').Any(part => part.StartsWith('.') || part == "__MACOSX");

    private static ApiError Bad(string code, string en, string zh) => ApiError.BadRequest(code, en, zh);
}
