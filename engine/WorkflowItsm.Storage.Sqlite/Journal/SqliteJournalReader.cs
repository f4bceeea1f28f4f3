using System.Data.Common;
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

    private sealed class Snapshot(JournalFile file, DbTransaction transaction) : JournalSnapshot(file, transaction)
    {
        public override IReadOnlyList<string> StoreProblems() =>
        [
            .. Each("PRAGMA integrity_check", reader => reader.GetString(0))
                .Where(line => line != "ok").Select(line => $"SQLite finds the file damaged: {line}."),
            .. Each(
                "PRAGMA foreign_key_check",
                reader => $"A row of table {reader.GetString(0)} refers to a row of {reader.GetString(2)} that is not there."),
        ];
    }
}
