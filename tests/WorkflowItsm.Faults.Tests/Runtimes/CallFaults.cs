using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>How a call of the store goes wrong.</summary>
internal enum CallFault
{
    /// <summary>Nothing of it is done.</summary>
    Fails,

    /// <summary>It is done, and the caller is told that it took too long.</summary>
    DoneButTimeout,
}

/// <summary>Counts the calls of all methods of a store, and lets some of them fail.</summary>
internal sealed class CallFaults
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);

    public string Method { get; init; } = "";

    public IReadOnlySet<int> Numbers { get; init; } = new HashSet<int>();

    public CallFault Fault { get; init; }

    public bool IsOff { get; set; }

    public int Failed { get; private set; }

    public IReadOnlyDictionary<string, int> Calls => _calls;

    public Parts Parts => new()
    {
        Store = store => new FaultyStore(store, this),
        Due = due => new FaultyDue(due, this),
        Effects = effects => new FaultyEffects(effects, this),
    };

    public async ValueTask<T> RunAsync<T>(string method, Func<ValueTask<T>> call)
    {
        var fails = Fails(method);
        if (fails && Fault == CallFault.Fails) throw new StoreException("The store is gone.");
        var result = await call();
        return fails ? throw new StoreException("The store did not answer in time.") : result;
    }

    private bool Fails(string method)
    {
        lock (_gate)
        {
            var number = _calls[method] = _calls.GetValueOrDefault(method) + 1;
            if (IsOff || method != Method || !Numbers.Contains(number)) return false;
            Failed++;
            return true;
        }
    }

    private sealed class FaultyStore(ICaseStore inner, CallFaults faults) : StoreLayer(inner)
    {
        public override Task OpenAsync(CancellationToken cancellationToken) => faults.RunAsync(nameof(OpenAsync), async () =>
        {
            await Inner.OpenAsync(cancellationToken);
            return true;
        }).AsTask();

        public override ValueTask<JournalHead> HeadAsync(CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(HeadAsync), () => Inner.HeadAsync(cancellationToken));

        public override ValueTask<IReadOnlyList<JournalRow>> LoadAsync(string caseId, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(LoadAsync), () => Inner.LoadAsync(caseId, cancellationToken));

        public override ValueTask<IReadOnlyList<JournalRow>> LoadTailAsync(string caseId, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(LoadTailAsync), () => Inner.LoadTailAsync(caseId, cancellationToken));

        public override ValueTask<CaseSnapshot?> SnapshotAsync(string caseId, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(SnapshotAsync), () => Inner.SnapshotAsync(caseId, cancellationToken));

        public override ValueTask<bool> HasCaseAsync(string caseId, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(HasCaseAsync), () => Inner.HasCaseAsync(caseId, cancellationToken));

        public override ValueTask<StoreLookUp?> LookUpAsync(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> cases, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(LookUpAsync), () => Inner.LookUpAsync(keys, cases, cancellationToken));

        public override ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(FindKeyAsync), () => Inner.FindKeyAsync(key, cancellationToken));

        public override ValueTask<long> CounterAsync(string prefix, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(CounterAsync), () => Inner.CounterAsync(prefix, cancellationToken));

        public override ValueTask<IReadOnlyList<FactKindRow>> FactKindsAsync(CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(FactKindsAsync), () => Inner.FactKindsAsync(cancellationToken));

        public override async ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken) => await faults.RunAsync(nameof(CommitAsync), async () =>
        {
            await Inner.CommitAsync(batch, cancellationToken);
            return true;
        });
    }

    private sealed class FaultyDue(IDueStore inner, CallFaults faults) : IDueStore
    {
        public ValueTask<IReadOnlyList<DueItem>> DueUntilAsync(DueItem? after, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(DueUntilAsync), () => inner.DueUntilAsync(after, until, limit, cancellationToken));
    }

    private sealed class FaultyEffects(IEffectStore inner, CallFaults faults) : IEffectStore
    {
        public ValueTask<IReadOnlyList<RecordedEffect>> PendingAfterAsync(EffectPlace after, int limit, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(PendingAfterAsync), () => inner.PendingAfterAsync(after, limit, cancellationToken));

        public ValueTask<EffectStanding?> StandingAsync(EffectPlace place, CancellationToken cancellationToken) =>
            faults.RunAsync(nameof(StandingAsync), () => inner.StandingAsync(place, cancellationToken));
    }
}
