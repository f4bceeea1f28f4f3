using System.Globalization;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Api.Backups;

/// <summary>
/// Puts a backup into a new data folder, and says that it is there only after every file agreed with its digest and the
/// whole journal was checked. What cannot be restored leaves nothing behind. Not safe to share between threads.
/// </summary>
/// <param name="options">Where the new data folder is.</param>
/// <param name="store">The store in it.</param>
/// <param name="verifier">Checks the journal in it.</param>
public sealed class BackupRestorer(WorkflowItsmOptions options, ICaseStore store, JournalVerifier verifier)
{
    /// <summary>Restores.</summary>
    /// <param name="backup">The folder of the backup.</param>
    /// <param name="cancellationToken">Gives up; nothing is left behind.</param>
    public async Task<BackupResult> RestoreAsync(string backup, CancellationToken cancellationToken = default)
    {
        var data = Path.GetFullPath(options.DataDirectory);
        var marker = Path.Combine(data, DataDirectory.UnfinishedRestore);
        if (!BackupFiles.IsFree(data) && !File.Exists(marker))
            return BackupResult.Refuse(
                "restore-folder-in-use", $"{data} is not empty; name a new folder with --data.", $"{data} 不是空目录；请用 --data 指定一个新目录。");
        if (await BackupManifest.ReadAsync(backup, cancellationToken) is not { } manifest)
            return BackupResult.Refuse(
                "no-backup",
                $"There is no {BackupManifest.FileName} in {backup} that can be read: this is no backup, or one that was not finished.",
                $"{backup} 中没有可读取的 {BackupManifest.FileName}：这不是备份，或者备份没有完成。");
        if (manifest.Format != BackupManifest.Current)
            return BackupResult.Refuse(
                "backup-format",
                $"The backup has format {Number(manifest.Format)}, and this release reads format {Number(BackupManifest.Current)}; restore it with the release that made it.",
                $"备份的格式为 {Number(manifest.Format)}，而此版本只能读取格式 {Number(BackupManifest.Current)}；请用创建它的版本恢复。");
        var isWhole = false;
        try
        {
            Begin(data, marker);
            var refused = await CopyAsync(manifest, backup, data, cancellationToken) ?? await CheckAsync(manifest, backup, cancellationToken);
            if (refused is null) File.Delete(marker);
            isWhole = refused is null;
            return refused ?? (BackupResult)new BackupResult.Done(data, manifest);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or InvalidOperationException or StoreException)
        {
            return BackupResult.Refuse("restore-failed", $"The backup was not restored: {trouble.Message}", $"未能恢复备份：{trouble.Message}");
        }
        finally
        {
            if (!isWhole) Clear(data);
        }
    }

    private static async Task<BackupResult.Refused?> CopyAsync(BackupManifest manifest, string backup, string data, CancellationToken cancellationToken)
    {
        foreach (var file in manifest.Files)
        {
            if (!BackupFiles.IsKnown(file.Path))
                return BackupResult.Refuse(
                    "backup-damaged", $"The backup names a file '{file.Path}', which no backup holds; it is damaged.", $"备份中列有不应存在的文件“{file.Path}”；备份已损坏。");
            if (await BackupFiles.CopyAsync(backup, data, file.Path, cancellationToken) is not { } copied)
                return BackupResult.Refuse("backup-damaged", $"The backup lacks its file '{file.Path}'; it is not whole.", $"备份缺少文件“{file.Path}”，并不完整。");
            if (copied != file)
                return BackupResult.Refuse(
                    "backup-damaged",
                    $"The file '{file.Path}' of the backup is not what was backed up: {Number(copied.Bytes)} bytes, expected {Number(file.Bytes)}, or their digest differs. Take another backup.",
                    $"备份中的文件“{file.Path}”与备份时不同：{Number(copied.Bytes)} 字节，应为 {Number(file.Bytes)} 字节，或摘要不一致。请使用另一个备份。");
        }

        return null;
    }

    private async Task<BackupResult.Refused?> CheckAsync(BackupManifest manifest, string backup, CancellationToken cancellationToken)
    {
        // Brings an older journal to this release, and refuses one of a newer.
        await store.OpenAsync(cancellationToken);
        var report = verifier.Verify(cancellationToken);
        if (!report.IsWhole)
            return BackupResult.Refuse(
                "backup-damaged",
                $"The journal of the backup does not hold ({Number(report.Problems.Count)} problems; 'journal verify --data {backup}' says all): {report.Problems[0]}",
                $"备份中的日志未通过检查（{Number(report.Problems.Count)} 个问题；“journal verify --data {backup}”可列出全部）：{report.Problems[0]}");
        return report.Rows == manifest.JournalRows
            ? null
            : BackupResult.Refuse(
                "backup-damaged",
                $"The journal of the backup has {Number(report.Rows)} rows; expected {Number(manifest.JournalRows)}. Take another backup.",
                $"备份中的日志有 {Number(report.Rows)} 行，应为 {Number(manifest.JournalRows)} 行。请使用另一个备份。");
    }

    // Until everything has been checked, the folder says that it is not to be used: this process may end at any moment.
    private static void Begin(string data, string marker)
    {
        Clear(data);
        DataDirectory.Make(data);
        using var begun = new FileStream(marker, FileMode.Create, FileAccess.Write);
        begun.Flush(flushToDisk: true);
    }

    // The folder was empty, not there, or left by a restore that ended early; what says so goes last.
    private static void Clear(string data)
    {
        if (!Directory.Exists(data)) return;
        foreach (var folder in Directory.EnumerateDirectories(data)) Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(data).OrderBy(file => Path.GetFileName(file) == DataDirectory.UnfinishedRestore)) File.Delete(file);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
