using Microsoft.Data.Sqlite;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>The journal's file as the writer sees it: one connection, one transaction at a time.</summary>
internal sealed class SqliteCaseStore(JournalFile file, JournalOpening opening) : ICaseStore, IDisposable
{
    private WriterConnection? _writer;

    private WriterConnection Writer => _writer ??= WriterConnection.Over(file.Open(file.WriterConnection));

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
        return reader.Read() ? new JournalHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : JournalHead.Empty;
    }));

    public ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken) => new(OnWriter(writer =>
    {
        using var reader = writer.Key.Read(key);
        return reader.Read()
            ? new UsedKey(key, reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1), reader.GetString(2))
            : null;
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
        while (reader.Read()) kinds.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2)));
        return kinds;
    }));

    public ValueTask<IReadOnlyList<JournalRow>> LoadAsync(string caseId, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = file.Open(file.ReaderConnection);
            using var command = new PreparedCommand(connection, JournalRows.OfCase, 1);
            using var reader = command.Read(caseId);
            var rows = new List<JournalRow>();
            while (reader.Read()) rows.Add(JournalRows.Read(reader));
            return new(rows);
        }
        catch (SqliteException trouble)
        {
            throw file.Failure(trouble);
        }
    }

    public ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        OnWriter(writer =>
        {
            writer.Commit(batch);
            return true;
        });
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _writer?.Dispose();

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
