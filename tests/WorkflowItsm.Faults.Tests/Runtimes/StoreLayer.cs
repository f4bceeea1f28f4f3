using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>A store over another one; as it is, it changes nothing.</summary>
internal abstract class StoreLayer(ICaseStore inner) : ICaseStore, IDisposable
{
    protected ICaseStore Inner => inner;

    public virtual Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public virtual ValueTask<JournalHead> HeadAsync(CancellationToken cancellationToken) => inner.HeadAsync(cancellationToken);

    public virtual ValueTask<IReadOnlyList<JournalRow>> LoadAsync(string caseId, CancellationToken cancellationToken) => inner.LoadAsync(caseId, cancellationToken);

    public virtual ValueTask<IReadOnlyList<JournalRow>> LoadTailAsync(string caseId, CancellationToken cancellationToken) => inner.LoadTailAsync(caseId, cancellationToken);

    public virtual ValueTask<CaseSnapshot?> SnapshotAsync(string caseId, CancellationToken cancellationToken) => inner.SnapshotAsync(caseId, cancellationToken);

    public virtual ValueTask<bool> HasCaseAsync(string caseId, CancellationToken cancellationToken) => inner.HasCaseAsync(caseId, cancellationToken);

    public virtual ValueTask<StoreLookUp?> LookUpAsync(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> cases, CancellationToken cancellationToken) =>
        inner.LookUpAsync(keys, cases, cancellationToken);

    public virtual ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken) => inner.FindKeyAsync(key, cancellationToken);

    public virtual ValueTask<long> CounterAsync(string prefix, CancellationToken cancellationToken) => inner.CounterAsync(prefix, cancellationToken);

    public virtual ValueTask<IReadOnlyList<FactKindRow>> FactKindsAsync(CancellationToken cancellationToken) => inner.FactKindsAsync(cancellationToken);

    public virtual ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken) => inner.CommitAsync(batch, cancellationToken);

    public virtual ValueTask CompactAsync(CancellationToken cancellationToken) => inner.CompactAsync(cancellationToken);

    public virtual ValueTask<bool> EmptyLogAsync(CancellationToken cancellationToken) => inner.EmptyLogAsync(cancellationToken);

    public virtual void Dispose() => (inner as IDisposable)?.Dispose();
}
