using System.Collections.Concurrent;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>What goes wrong with a call of the store.</summary>
public enum Fault
{
    /// <summary>Nothing of it is done.</summary>
    Fails,

    /// <summary>It is done, and yet the caller is told that it failed.</summary>
    DoneButTimeout,
}

/// <summary>A store whose calls can be made to fail, and whose commits can be held up.</summary>
internal sealed class FaultyStore(ICaseStore inner) : ICaseStore, IDisposable
{
    private readonly ConcurrentDictionary<(string Method, int Call), Fault> _planned = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private volatile TaskCompletionSource? _gate;
    private long _tailRows;

    /// <summary>How many rows <see cref="LoadTailAsync"/> has read so far.</summary>
    public long TailRows => Interlocked.Read(ref _tailRows);

    /// <summary>The batches that were committed, in order.</summary>
    public ConcurrentQueue<JournalBatch> Commits { get; } = new();

    /// <summary>Makes the <paramref name="call"/>-th call from now (from 1) of a method fail.</summary>
    public void Plan(string method, Fault fault, int call = 1) => _planned[(method, _calls.GetValueOrDefault(method) + call)] = fault;

    public int Calls(string method) => _calls.GetValueOrDefault(method);

    /// <summary>Holds up commits until <see cref="LetGo"/>.</summary>
    public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => Interlocked.Exchange(ref _gate, null)?.SetResult();

    public Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public ValueTask<JournalHead> HeadAsync(CancellationToken cancellationToken) =>
        RunAsync(nameof(HeadAsync), () => inner.HeadAsync(cancellationToken));

    public ValueTask<IReadOnlyList<JournalRow>> LoadAsync(string caseId, CancellationToken cancellationToken) =>
        RunAsync(nameof(LoadAsync), () => inner.LoadAsync(caseId, cancellationToken));

    public async ValueTask<IReadOnlyList<JournalRow>> LoadTailAsync(string caseId, CancellationToken cancellationToken)
    {
        var rows = await RunAsync(nameof(LoadTailAsync), () => inner.LoadTailAsync(caseId, cancellationToken));
        Interlocked.Add(ref _tailRows, rows.Count);
        return rows;
    }

    public ValueTask<CaseSnapshot?> SnapshotAsync(string caseId, CancellationToken cancellationToken) =>
        RunAsync(nameof(SnapshotAsync), () => inner.SnapshotAsync(caseId, cancellationToken));

    public ValueTask<StoreLookUp?> LookUpAsync(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> cases, CancellationToken cancellationToken) =>
        RunAsync(nameof(LookUpAsync), () => inner.LookUpAsync(keys, cases, cancellationToken));

    public ValueTask<bool> HasCaseAsync(string caseId, CancellationToken cancellationToken) =>
        RunAsync(nameof(HasCaseAsync), () => inner.HasCaseAsync(caseId, cancellationToken));

    public ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken) =>
        RunAsync(nameof(FindKeyAsync), () => inner.FindKeyAsync(key, cancellationToken));

    public ValueTask<long> CounterAsync(string prefix, CancellationToken cancellationToken) =>
        RunAsync(nameof(CounterAsync), () => inner.CounterAsync(prefix, cancellationToken));

    public ValueTask<IReadOnlyList<FactKindRow>> FactKindsAsync(CancellationToken cancellationToken) => inner.FactKindsAsync(cancellationToken);

    public ValueTask CompactAsync(CancellationToken cancellationToken) => inner.CompactAsync(cancellationToken);

    public ValueTask<bool> EmptyLogAsync(CancellationToken cancellationToken) => inner.EmptyLogAsync(cancellationToken);

    public async ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        if (_gate is { } gate) await gate.Task;
        await RunAsync(nameof(CommitAsync), async () =>
        {
            await inner.CommitAsync(batch, cancellationToken);
            Commits.Enqueue(batch);
            return true;
        });
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private async ValueTask<T> RunAsync<T>(string method, Func<ValueTask<T>> call)
    {
        var planned = _planned.TryRemove((method, _calls.AddOrUpdate(method, 1, (_, count) => count + 1)), out var fault);
        if (planned && fault == Fault.Fails) throw new StoreException("The disk is on fire.");
        var result = await call();
        return planned ? throw new StoreException("The store did not answer in time.") : result;
    }
}
