using System.Security.Cryptography;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Api.Backups;

/// <summary>Which files a backup holds, and how they are copied.</summary>
internal static class BackupFiles
{
    public const string Journal = "journal.db";
    public const string Accounts = "ops.db";
    public const string Attachments = "attachments";

    /// <summary>Small files that are replaced as a whole, and may be missing: the secret of replies by mail, the mark of a demo.</summary>
    public static IReadOnlyList<string> Small { get; } = ["mail.key", "demo.json"];

    /// <summary>Whether a backup may hold a file of this path; any other could reach out of the folder.</summary>
    public static bool IsKnown(string path) => path is Journal or Accounts || Small.Contains(path) || path.Split('/') is [Attachments, var id] && IsAttachment(id);

    public static bool IsAttachment(string name) => name.Length == 32 && name.All(char.IsAsciiHexDigitLower);

    /// <summary>A new file for its owner alone.</summary>
    public static FileStream Create(string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, how);
    }

    /// <summary>Copies a file into another folder, and gives what was copied; null when it is not there.</summary>
    public static async Task<BackupFile?> CopyAsync(string from, string to, string path, CancellationToken cancellationToken)
    {
        FileStream source;
        try
        {
            source = new(Path.Combine(from, path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 128 * 1024, FileOptions.Asynchronous);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        await using (source)
        {
            var target = Path.Combine(to, path);
            DataDirectory.Make(Path.GetDirectoryName(target)!);
            await using var copy = Create(target);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var chunk = new byte[128 * 1024];
            int read;
            long bytes = 0;
            while ((read = await source.ReadAsync(chunk, cancellationToken)) > 0)
            {
                hash.AppendData(chunk, 0, read);
                await copy.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
                bytes += read;
            }

            copy.Flush(flushToDisk: true);
            return new(path, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
    }

    /// <summary>What a file of a backup is.</summary>
    public static async Task<BackupFile> OfAsync(string folder, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(folder, path));
        return new(path, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
    }

    /// <summary>Whether a folder may be written into: it is not there, or holds nothing.</summary>
    public static bool IsFree(string folder) => !File.Exists(folder) && (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any());
}
