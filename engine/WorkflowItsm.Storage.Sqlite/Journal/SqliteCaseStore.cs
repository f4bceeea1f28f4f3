using Microsoft.Data.Sqlite;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>
/// The journal's file as the writer sees it: one connection, one transaction at a time. The data folder's lock keeps other
/// processes out; where that was deleted, or a file system has none, two rows of one position cannot be: who is refused
/// so, or finds an end of the journal that it did not write, is not the writer any more.
/// </summary>
internal sealed class SqliteCaseStore(JournalFile file, JournalOpening opening, JournalReads reads, StoreOwnership ownership) : ICaseStore, IDisposable
{
    private const int Constraint = 19;
    private WriterConnection? _writer;

    // The end of the journal that this process has seen or written, and the one it has tried to write.
    private JournalHead? _known, _sent;

    private WriterConnection Writer => _writer ??= WriterConnection.Open(file);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await opening.RunAsync(cancellationToken);
        (_known, _sent) = (null, null);
        try
        {
            _ = Writer;
        }
        catch (SqliteException trouble)
        {
            throw opening.Refusal(trouble);
        }
    }

    public ValueTask<JournalHead> HeadAsync(CancellationToken cancellationToken) => new(OwnHead());

    public ValueTask<bool> HasCaseAsync(string caseId, CancellationToken cancellationToken) => new(OnWriter(writer =>
    {
        using var reader = writer.Case.Read(caseId);
        return reader.Read();
    }));

    public ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken) => new(OnWriter(writer =>
    {
        using var reader = writer.Key.Read(key);
        return reader.Read() ? WriterSql.ReadKey(key, reader) : null;
    }));

    public ValueTask<long> CounterAsync(string prefix, CancellationToken cancellationToken) => new(OnWriter(writer =>
    {
        using var reader = writer.Counter.Read(prefix);
        return reader.Read() ? reader.GetInt64(0) : 0;
    }));

    public ValueTask<IReadOnlyList<FactKindRow>> FactKindsAsync(CancellationToken cancellationToken) =>
        new(OnWriter<IReadOnlyList<FactKindRow>>(writer =>
    {
        using var reader = writer.FactKinds.Read();
        var kinds = new List<FactKindRow>();
        while (reader.Read()) kinds.Add(FactKindRows.Read(reader));
        return kinds;
    }));

    public ValueTask<IReadOnlyList<JournalRow>> LoadAsync(string caseId, CancellationToken cancellationToken) =>
        reads.RowsOfAsync(caseId, cancellationToken);

    public ValueTask<IReadOnlyList<JournalRow>> LoadTailAsync(string caseId, CancellationToken cancellationToken) =>
        reads.TailOfAsync(caseId, cancellationToken);

    public ValueTask<CaseSnapshot?> SnapshotAsync(string caseId, CancellationToken cancellationToken) =>
        reads.SnapshotOfAsync(caseId, cancellationToken);

    public ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Rows is [.., var last]) _sent = new(last.Position, last.Hash);
        try
        {
            OnWriter(writer =>
            {
                writer.Commit(batch);
                return true;
            });
        }
        catch (StoreException refused) when (refused.InnerException is SqliteException { SqliteErrorCode: Constraint })
        {
            _ = OwnHead();
            throw;
        }

        _known = _sent ?? _known;
        return ValueTask.CompletedTask;
    }

    public ValueTask CompactAsync(CancellationToken cancellationToken)
    {
        OnWriter(writer =>
        {
            writer.Compact();
            return true;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> EmptyLogAsync(CancellationToken cancellationToken) => new(OnWriter(writer => writer.EmptyLog()));

    public void Dispose()
    {
        file.CloseReaders();
        _writer?.Dispose();
    }

    private JournalHead OwnHead()
    {
        var head = OnWriter(writer =>
        {
            using var reader = writer.Head.Read();
            return reader.Read() ? WriterSql.ReadHead(reader) : JournalHead.Empty;
        });
        if (_known is not null && !IsSame(head, _known) && !IsSame(head, _sent))
            throw ownership.Lose(
                $"Another process has written the journal {file.Path} since this one did, although only one may; "
                    + "this one writes no more. Stop the other, find out how it came past the file .lock of the data folder, and start one of the two again.");
        (_known, _sent) = (head, null);
        return head;
    }

    private static bool IsSame(JournalHead head, JournalHead? other) =>
        other is not null && head.Position == other.Position && head.Hash.Span.SequenceEqual(other.Hash.Span);

    private T OnWriter<T>(Func<WriterConnection, T> work)
    {
        ownership.Check();
        try
        {
            return work(Writer);
        }
        catch (SqliteException trouble)
        {
            // The connection may be in the middle of a transaction or worse; a new one begins clean.
            _writer?.Dispose();
            _writer = null;
            throw file.Failure(trouble);
        }
    }
}
