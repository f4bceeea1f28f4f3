using Microsoft.Data.Sqlite;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>Copies the journal's file over a reader's connection by SQLite's backup: the writer goes on meanwhile.</summary>
internal sealed class SqliteJournalCopier(JournalFile file) : IJournalCopier
{
    public Task<JournalHead> CopyAsync(string file, CancellationToken cancellationToken) => Task.Run(() => Copy(file), cancellationToken);

    private JournalHead Copy(string target)
    {
        try
        {
            // For its owner alone from the first byte: SQLite would make it for everybody.
            var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            new FileStream(target, how).Dispose();
            using var source = file.Open(file.ReaderConnection);
            using var copy = file.Open(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ToString());
            // One step over all pages, so that it is one moment; a commit that comes meanwhile stays in the write-ahead log.
            source.BackupDatabase(copy);
            using var head = file.Command(copy, WriterSql.Head, 0);
            using var reader = head.Read();
            return reader.Read() ? WriterSql.ReadHead(reader) : JournalHead.Empty;
        }
        catch (Exception trouble) when (trouble is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The journal {file.Path} cannot be copied to {target}: {trouble.Message}", trouble);
        }
    }
}
