using System.Data.Common;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>What cases, timers, effects and definitions read, over connections that cannot write.</summary>
internal sealed class JournalReads(JournalDatabase database) : IDueStore, IEffectStore, IDefinitionStore
{
    private const string Due = """
        SELECT kind, case_id, key, at FROM due
        WHERE at <= $1 AND (at, case_id, key) > ($2, $3, $4)
        ORDER BY at, case_id, key LIMIT $5
        """;

    // "state <> 1" says nothing new, but it is the condition of the index of open effects: without it SQLite takes the whole table.
    private const string Pending = """
        SELECT position, idx, case_id, kind, target, payload, recorded_at, attempts, next_at FROM effect
        WHERE state = 0 AND state <> 1 AND (position, idx) > ($1, $2)
        ORDER BY position, idx LIMIT $3
        """;

    private const string Standing = "SELECT case_id, state FROM effect WHERE position = $1 AND idx = $2";

    /// <summary>All rows of a case, oldest first.</summary>
    public ValueTask<IReadOnlyList<JournalRow>> RowsOfAsync(string caseId, CancellationToken cancellationToken) =>
        database.ListAsync(JournalRows.OfCase, JournalRows.Read, cancellationToken, caseId);

    /// <summary>The rows of a case from the one that its snapshot follows; all of them when there is none.</summary>
    public ValueTask<IReadOnlyList<JournalRow>> TailOfAsync(string caseId, CancellationToken cancellationToken) =>
        database.ListAsync(JournalRows.TailOfCase, JournalRows.Read, cancellationToken, caseId);

    public async ValueTask<CaseSnapshot?> SnapshotOfAsync(string caseId, CancellationToken cancellationToken) =>
        (await database.ListAsync(SnapshotRows.OfCase, SnapshotRows.Read, cancellationToken, caseId)).SingleOrDefault();

    public ValueTask<IReadOnlyList<DueItem>> DueUntilAsync(
        DueItem? after, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        database.ListAsync(
            Due, Item, cancellationToken, until.UtcTicks, after?.At.UtcTicks ?? -1, after?.CaseId ?? "", after?.Key ?? "", (long)limit);

    public ValueTask<IReadOnlyList<RecordedEffect>> PendingAfterAsync(EffectPlace after, int limit, CancellationToken cancellationToken) =>
        database.ListAsync(Pending, Effect, cancellationToken, after.Position, (long)after.Index, (long)limit);

    public async ValueTask<EffectStanding?> StandingAsync(EffectPlace place, CancellationToken cancellationToken) =>
        (await database.ListAsync(
            Standing,
            reader => new EffectStanding(reader.GetString(0), (EffectState)checked((int)reader.GetInt64(1))),
            cancellationToken,
            place.Position,
            (long)place.Index)).SingleOrDefault();

    public ValueList<BundleFile> Files(string digest)
    {
        try
        {
            using var context = database.Read();
            var files =
                from file in context.BundleFiles
                where file.BundleDigest == digest
                join blob in context.Blobs on file.BlobDigest equals blob.Digest
                orderby file.Path
                select new { file.Path, blob.Content };
            return files.AsEnumerable().Select(file => new BundleFile(file.Path, file.Content)).ToValueList();
        }
        catch (Exception trouble) when (database.Failure(trouble) is { } failure)
        {
            throw failure;
        }
    }

    private static DueItem Item(DbDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), Time(reader, 3));

    private static RecordedEffect Effect(DbDataReader reader) => new(
        new(reader.GetInt64(0), checked((int)reader.GetInt64(1))),
        reader.GetString(2),
        new Effect(reader.GetString(3), reader.GetString(4), TicketColumns.ReadExact(reader.GetFieldValue<byte[]>(5))),
        Time(reader, 6),
        checked((int)reader.GetInt64(7)),
        Time(reader, 8));

    private static DateTimeOffset Time(DbDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);
}
