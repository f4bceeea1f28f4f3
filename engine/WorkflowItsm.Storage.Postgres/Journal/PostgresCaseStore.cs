using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;

namespace WorkflowItsm.Storage.Postgres.Journal;

/// <summary>
/// The journal's schema as the writer sees it: one session, one transaction at a time. After any trouble the session
/// is dropped and a new one takes the store again; if another process was the writer in between, what this one knows
/// is out of date, and it writes no more.
/// </summary>
internal sealed class PostgresCaseStore(PostgresJournal journal, JournalReads reads, StoreOwnership ownership) : ICaseStore, IDisposable
{
    private const string Epoch = "SELECT epoch FROM writer";

    // Everybody who waits for the writer waits for this question as well.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private WriterConnection? _writer;
    private long? _epoch;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _writer = await WriterConnection.OpenAsync(journal, cancellationToken);
        }
        catch (StoreException refused)
        {
            throw new InvalidOperationException(refused.Message, refused);
        }

        _epoch = await JournalOpening.RunAsync(journal, _writer, cancellationToken);
    }

    public ValueTask<JournalHead> HeadAsync(CancellationToken cancellationToken) => OnWriterAsync(async writer =>
        (await writer.ListAsync(WriterSql.Head, WriterSql.ReadHead, cancellationToken)).SingleOrDefault() ?? JournalHead.Empty);

    public ValueTask<bool> HasCaseAsync(string caseId, CancellationToken cancellationToken) => OnWriterAsync(async writer =>
        (await writer.ListAsync(WriterSql.Case, _ => true, cancellationToken, caseId)).Count > 0);

    public ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken) => OnWriterAsync(async writer =>
        (await writer.ListAsync(WriterSql.Key, row => WriterSql.ReadKey(key, row), cancellationToken, key)).SingleOrDefault());

    public ValueTask<StoreLookUp?> LookUpAsync(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> cases, CancellationToken cancellationToken) =>
        OnWriterAsync(writer => writer.LookUpAsync(keys, cases, cancellationToken));

    public ValueTask<long> CounterAsync(string prefix, CancellationToken cancellationToken) => OnWriterAsync(async writer =>
        (await writer.ListAsync(WriterSql.Counter, row => row.GetInt64(0), cancellationToken, prefix)).SingleOrDefault());

    public ValueTask<IReadOnlyList<FactKindRow>> FactKindsAsync(CancellationToken cancellationToken) => OnWriterAsync(async writer =>
        await writer.ListAsync(FactKindRows.All, FactKindRows.Read, cancellationToken));

    public ValueTask<IReadOnlyList<JournalRow>> LoadAsync(string caseId, CancellationToken cancellationToken) =>
        reads.RowsOfAsync(caseId, cancellationToken);

    public ValueTask<IReadOnlyList<JournalRow>> LoadTailAsync(string caseId, CancellationToken cancellationToken) =>
        reads.TailOfAsync(caseId, cancellationToken);

    public ValueTask<CaseSnapshot?> SnapshotAsync(string caseId, CancellationToken cancellationToken) =>
        reads.SnapshotOfAsync(caseId, cancellationToken);

    public async ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken) => await OnWriterAsync(async writer =>
    {
        await writer.CommitAsync(batch, cancellationToken);
        return true;
    });

    public async ValueTask CompactAsync(CancellationToken cancellationToken) => await OnWriterAsync(async writer =>
    {
        await writer.CompactAsync(cancellationToken);
        return true;
    });

    public void Dispose() => _writer?.Dispose();

    private async ValueTask<T> OnWriterAsync<T>(Func<WriterConnection, Task<T>> work)
    {
        try
        {
            _writer ??= await TakeAgainAsync();
            return await work(_writer);
        }
        catch (Exception trouble)
        {
            // Nobody knows what became of it. The next session gets the store only after this one has ended.
            _writer?.Dispose();
            _writer = null;
            // Found out now: the next command may be long in coming, and until then this one would still answer reads.
            if (ownership.WhyLost is null && await IsReplacedAsync()) throw Lose();
            if (journal.Failure(trouble) is { } failure) throw failure;
            throw;
        }
    }

    private async Task<WriterConnection> TakeAgainAsync()
    {
        ownership.Check();
        var writer = await WriterConnection.OpenAsync(journal, CancellationToken.None);
        var epoch = (await writer.ListAsync(Epoch, row => row.GetInt64(0), CancellationToken.None)).SingleOrDefault();
        if (epoch == _epoch) return writer;
        await writer.DisposeAsync();
        throw Lose();
    }

    // Who comes after has a higher number; a standby that is behind, where readers may be, has a lower one.
    private async Task<bool> IsReplacedAsync()
    {
        using var soon = new CancellationTokenSource(_patience);
        try
        {
            await using var connection = await journal.OpenReaderAsync(soon.Token);
            using var command = journal.Command(connection, Epoch, 0);
            await using var reader = await command.ReadAsync(soon.Token);
            return await reader.ReadAsync(soon.Token) && reader.GetInt64(0) > _epoch;
        }
        catch (Exception trouble) when (trouble is OperationCanceledException || journal.Failure(trouble) is not null)
        {
            // The server does not answer at all, which says nothing of others.
            return false;
        }
    }

    private StoreException Lose() => ownership.Lose(
        $"Another process has become the writer of {journal.Name} since this one lost its connection; "
            + "this one writes no more. Stop one of the two, and start the other again.");
}
