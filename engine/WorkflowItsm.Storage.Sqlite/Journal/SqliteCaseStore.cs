using Microsoft.Data.Sqlite;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>The journal's file as the writer sees it: one connection, one transaction at a time.</summary>
internal sealed class SqliteCaseStore(JournalFile file, JournalOpening opening, JournalReads reads) : ICaseStore, IDisposable
{
    private WriterConnection? _writer;

    private WriterConnection Writer => _writer ??= WriterConnection.Open(file);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await opening.RunAsync(cancellationToken);
        try
        {
            _ = Writer;
        }
        catch (SqliteException trouble)
        {
            throw opening.Refusal(trouble);
        }
    }

    public ValueTask<JournalHead> HeadAsync(CancellationToken cancellationToken) => new(OnWriter(writer =>
    {
        using var reader = writer.Head.Read();
        return reader.Read() ? WriterSql.ReadHead(reader) : JournalHead.Empty;
    }));

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
        OnWriter(writer =>
        {
            writer.Commit(batch);
            return true;
        });
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

    public void Dispose()
    {
        file.CloseReaders();
        _writer?.Dispose();
    }

    private T OnWriter<T>(Func<WriterConnection, T> work)
    {
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
