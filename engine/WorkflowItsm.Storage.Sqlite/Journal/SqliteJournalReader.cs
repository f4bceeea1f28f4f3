using Microsoft.Data.Sqlite;
using SQLitePCL;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>Opens the journal's file for reading only.</summary>
internal sealed class SqliteJournalReader(JournalFile file) : IJournalReader
{
    public IJournalSnapshot OpenSnapshot()
    {
        if (!file.Exists) throw new InvalidOperationException($"There is no journal at {file.Path}. Name the data folder with --data.");
        var connection = file.Open(file.ReaderConnection);
        return new Snapshot(file, connection.BeginTransaction(deferred: true));
    }

    private sealed class Snapshot(JournalFile file, SqliteTransaction transaction) : JournalSnapshot(file, transaction)
    {
        private const int Interrupted = 9;
        private readonly SqliteConnection _connection = transaction.Connection!;

        public override IReadOnlyList<string> StoreProblems(CancellationToken cancellationToken)
        {
            // One statement reads the whole file; nothing else stops it.
            using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(_connection.Handle));
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                return
                [
                    .. Each("PRAGMA integrity_check", reader => reader.GetString(0))
                        .Where(line => line != "ok").Select(line => $"SQLite finds the file damaged: {line}."),
                    .. Each(
                        "PRAGMA foreign_key_check",
                        reader => $"A row of table {reader.GetString(0)} refers to a row of {reader.GetString(2)} that is not there."),
                ];
            }
            catch (SqliteException interrupted) when (interrupted.SqliteErrorCode == Interrupted && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(interrupted.Message, interrupted, cancellationToken);
            }
        }
    }
}
