using Microsoft.Data.Sqlite;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Api.Backups;

/// <summary>
/// Makes a backup of a data folder, while a server works on it or not. The journal is copied first, as of one moment, then
/// the attachments: they were on disk before the journal named them, and never change. Safe to share between threads.
/// </summary>
/// <param name="options">Where the data folder is.</param>
/// <param name="time">The clock.</param>
/// <param name="journal">Copies the journal; null when its database is backed up by its own means.</param>
public sealed class BackupMaker(WorkflowItsmOptions options, TimeProvider time, IJournalCopier? journal = null)
{
    private int _running;

    /// <summary>Makes a backup.</summary>
    /// <param name="folder">Where; made when missing, and empty else.</param>
    /// <param name="cancellationToken">Gives up; what was copied stays, without a manifest.</param>
    public async Task<BackupResult> MakeAsync(string folder, CancellationToken cancellationToken = default)
    {
        if (journal is null)
            return BackupResult.Refuse(
                "backup-elsewhere",
                "The journal is in PostgreSQL: back it up there, with pg_dump, and then copy the data folder.",
                "日志保存在 PostgreSQL 中：请用 pg_dump 备份数据库，然后复制数据目录。");
        if (!BackupFiles.IsFree(folder))
            return BackupResult.Refuse(
                "backup-folder-in-use", $"{folder} is not empty; name a new folder for the backup.", $"{folder} 不是空目录；请为备份指定一个新目录。");
        if (Interlocked.Exchange(ref _running, 1) == 1)
            return BackupResult.Refuse("backup-running", "A backup is being made already; wait until it is done.", "正在进行另一个备份；请等待其完成。");
        try
        {
            return new BackupResult.Done(folder, await CopyAsync(journal, folder, cancellationToken));
        }
        catch (Exception trouble) when (trouble is StoreException or SqliteException or IOException or UnauthorizedAccessException)
        {
            return BackupResult.Refuse(
                "backup-failed",
                $"The backup was not finished, and what is in {folder} is of no use: {trouble.Message}",
                $"备份未完成，{folder} 中的内容不可用：{trouble.Message}");
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task<BackupManifest> CopyAsync(IJournalCopier copier, string folder, CancellationToken cancellationToken)
    {
        var madeAt = time.GetUtcNow();
        var data = Path.GetFullPath(options.DataDirectory);
        DataDirectory.Make(folder);
        var head = await copier.CopyAsync(Path.Combine(folder, BackupFiles.Journal), cancellationToken);
        var files = new List<BackupFile> { await BackupFiles.OfAsync(folder, BackupFiles.Journal, cancellationToken) };
        if (File.Exists(Path.Combine(data, BackupFiles.Accounts)))
        {
            await Task.Run(() => CopyAccounts(data, folder), cancellationToken);
            files.Add(await BackupFiles.OfAsync(folder, BackupFiles.Accounts, cancellationToken));
        }

        foreach (var path in BackupFiles.Small.Concat(Attachments(data)))
            if (await BackupFiles.CopyAsync(data, folder, path, cancellationToken) is { } copied) files.Add(copied);
        var manifest = new BackupManifest(BackupManifest.Current, madeAt, head.Position, files);
        await manifest.WriteAsync(folder, cancellationToken);
        return manifest;
    }

    private static IEnumerable<string> Attachments(string data)
    {
        var folder = Path.Combine(data, BackupFiles.Attachments);
        return !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Where(BackupFiles.IsAttachment)
                .Select(name => $"{BackupFiles.Attachments}/{name}");
    }

    // The server and its verbs write it at any time; SQLite copies it as of one moment.
    private static void CopyAccounts(string data, string folder)
    {
        var target = Path.Combine(folder, BackupFiles.Accounts);
        BackupFiles.Create(target).Dispose();
        using var source = new SqliteConnection(Text(Path.Combine(data, BackupFiles.Accounts), SqliteOpenMode.ReadOnly));
        using var copy = new SqliteConnection(Text(target, SqliteOpenMode.ReadWrite));
        source.Open();
        copy.Open();
        source.BackupDatabase(copy);
    }

    private static string Text(string file, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString();
}
