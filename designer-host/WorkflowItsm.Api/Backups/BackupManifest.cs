using System.Text.Json;

namespace WorkflowItsm.Api.Backups;

/// <summary>
/// <c>backup.json</c>: what a backup holds. It is written last, so that a folder without it is a backup that was never
/// finished.
/// </summary>
/// <param name="Format">The format of backups; this release makes and reads <see cref="Current"/>.</param>
/// <param name="MadeAt">When it was begun.</param>
/// <param name="JournalRows">How many rows the journal had: all that was acknowledged before it was begun, at least.</param>
/// <param name="Files">All its files.</param>
public sealed record BackupManifest(int Format, DateTimeOffset MadeAt, long JournalRows, IReadOnlyList<BackupFile> Files)
{
    /// <summary>The format of this release.</summary>
    public const int Current = 1;

    /// <summary>The name of the file.</summary>
    public const string FileName = "backup.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>How many bytes all files have together.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>The manifest of a backup; null when there is none that can be read.</summary>
    internal static async Task<BackupManifest?> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllBytesAsync(Path.Combine(folder, FileName), cancellationToken);
            var manifest = JsonSerializer.Deserialize<BackupManifest>(text, s_json);
            return manifest is { Files: not null } ? manifest : null;
        }
        catch (Exception missing) when (missing is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Under its final name and on disk, or not at all.</summary>
    internal async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(folder, FileName + ".tmp");
        await using (var file = BackupFiles.Create(draft))
        {
            await JsonSerializer.SerializeAsync(file, this, s_json, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, Path.Combine(folder, FileName));
    }
}

/// <summary>A file of a backup.</summary>
/// <param name="Path">Its path in the backup, and in the data folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">The digest of its bytes, as lower-case hexadecimal digits.</param>
public sealed record BackupFile(string Path, long Bytes, string Sha256);
