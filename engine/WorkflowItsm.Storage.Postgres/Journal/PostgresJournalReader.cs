using System.Data;
using System.Data.Common;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Postgres.Journal;

/// <summary>Opens the journal's schema for reading only.</summary>
internal sealed class PostgresJournalReader(PostgresJournal journal) : IJournalReader
{
    public IJournalSnapshot OpenSnapshot()
    {
        var connection = journal.OpenReader();
        try
        {
            if (!HasJournal(connection))
                throw new InvalidOperationException($"There is no journal in {journal.Name}. Name the database and schema in which a server has run.");
            return new Snapshot(journal, connection.BeginTransaction(IsolationLevel.RepeatableRead));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private bool HasJournal(DbConnection connection)
    {
        using var command = journal.Command(connection, "SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'journal'", 1);
        using var reader = command.Read(journal.Schema);
        return reader.Read();
    }

    private sealed class Snapshot(PostgresJournal journal, DbTransaction transaction) : JournalSnapshot(journal, transaction)
    {
        private const string InvalidIndexes = """
            SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND NOT (i.indisvalid AND i.indisready)
            """;

        private const string Orphans = """
            SELECT 'personal', 'journal' FROM personal p WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.position = p.position)
            UNION ALL
            SELECT 'bundle_file', 'blob' FROM bundle_file f WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.digest = f.blob_digest)
            """;

        public override IReadOnlyList<string> StoreProblems(CancellationToken cancellationToken) =>
        [
            .. Each(InvalidIndexes, reader => $"The index {reader.GetString(0)} is not valid; rebuild it with REINDEX."),
            .. Each(Orphans, reader => $"A row of table {reader.GetString(0)} refers to a row of {reader.GetString(1)} that is not there."),
        ];
    }
}
