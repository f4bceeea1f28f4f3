using Microsoft.Data.Sqlite;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Sqlite.Schema;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>What timers, effects and definitions read from the journal's file.</summary>
internal sealed class SqliteReads(JournalFile file) : IDueStore, IEffectStore, IDefinitionStore
{
    private const string Due = "SELECT kind, case_id, key, at FROM due WHERE at <= $0 ORDER BY at, case_id, key LIMIT $1";

    // "state <> 1" says nothing new, but it is the condition of the index of open effects: without it SQLite takes the whole table.
    private const string Pending = """
        SELECT position, idx, case_id, kind, target, payload, recorded_at, attempts, next_at FROM effect
        WHERE state = 0 AND state <> 1 AND (position, idx) > ($0, $1)
        ORDER BY position, idx LIMIT $2
        """;

    private const string BundleFiles = """
        SELECT f.path, b.content FROM bundle_file f JOIN blob b ON b.digest = f.blob_digest
        WHERE f.bundle_digest = $0 ORDER BY f.path
        """;

    public ValueTask<IReadOnlyList<DueItem>> DueUntilAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        new(List(Due, Item, until.UtcTicks, limit));

    public ValueTask<IReadOnlyList<RecordedEffect>> PendingAfterAsync(EffectPlace after, int limit, CancellationToken cancellationToken) =>
        new(List(Pending, Effect, after.Position, after.Index, limit));

    public ValueList<BundleFile> Files(string digest) =>
        List(BundleFiles, reader => new BundleFile(reader.GetString(0), reader.GetFieldValue<byte[]>(1)), digest).ToValueList();

    private static DueItem Item(SqliteDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), Time(reader, 3));

    private static RecordedEffect Effect(SqliteDataReader reader) => new(
        new(reader.GetInt64(0), reader.GetInt32(1)),
        reader.GetString(2),
        new Effect(reader.GetString(3), reader.GetString(4), TicketColumns.ReadExact(reader.GetFieldValue<byte[]>(5))),
        Time(reader, 6),
        reader.GetInt32(7),
        Time(reader, 8));

    private static DateTimeOffset Time(SqliteDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    private List<T> List<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        try
        {
            using var connection = file.Open(file.ReaderConnection);
            using var command = new PreparedCommand(connection, sql, values.Length);
            using var reader = command.Read(values);
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
        catch (SqliteException trouble)
        {
            throw file.Failure(trouble);
        }
    }
}
