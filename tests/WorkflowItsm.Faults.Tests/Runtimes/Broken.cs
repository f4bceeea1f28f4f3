using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>Builds that are broken on purpose: a harness that does not catch them proves nothing.</summary>
internal static class Broken
{
    /// <summary>Answers before the commit, which follows a moment later.</summary>
    public static Parts AcknowledgeBeforeCommit { get; } = new() { Store = store => new EarlyStore(store) };

    /// <summary>Knows no command that it has done before.</summary>
    public static Parts NoIdempotency { get; } = new() { Store = store => new ForgetfulStore(store) };

    /// <summary>Takes an effect for done as soon as it has begun.</summary>
    public static Parts EffectMarkedBeforeDone { get; } = new() { Handler = sink => new HastyHandler(sink) };

    /// <summary>Does not compare the version that a caller saw.</summary>
    public static Parts NoCompareAndSet { get; } = new() { Cases = cases => new CarelessRuntime(cases) };

    private sealed class EarlyStore(ICaseStore inner) : StoreLayer(inner)
    {
        private Task _last = Task.CompletedTask;

        public override ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
        {
            var before = _last;
            _last = Task.Run(async () =>
            {
                await before;
                await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                await Inner.CommitAsync(batch, CancellationToken.None);
            }, CancellationToken.None);
            return ValueTask.CompletedTask;
        }

        public override async ValueTask<JournalHead> HeadAsync(CancellationToken cancellationToken)
        {
            await _last;
            return await Inner.HeadAsync(cancellationToken);
        }

        public override async ValueTask<bool> HasCaseAsync(string caseId, CancellationToken cancellationToken)
        {
            await _last;
            return await Inner.HasCaseAsync(caseId, cancellationToken);
        }

        public override async ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken)
        {
            // One connection does both: only one at a time.
            await _last;
            return await Inner.FindKeyAsync(key, cancellationToken);
        }

        public override async ValueTask<long> CounterAsync(string prefix, CancellationToken cancellationToken)
        {
            await _last;
            return await Inner.CounterAsync(prefix, cancellationToken);
        }

        public override void Dispose()
        {
            _last.Wait(CancellationToken.None);
            base.Dispose();
        }
    }

    private sealed class ForgetfulStore(ICaseStore inner) : StoreLayer(inner)
    {
        public override ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken) => new((UsedKey?)null);

        public override ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken) =>
            batch with { Keys = [] } is { IsEmpty: false } rest ? Inner.CommitAsync(rest, cancellationToken) : ValueTask.CompletedTask;
    }

    private sealed class HastyHandler(IEffectHandler inner) : IEffectHandler
    {
        private EffectCall? _later;

        public string Kind => inner.Kind;

        public Task HandleAsync(EffectCall call, CancellationToken cancellationToken) =>
            Interlocked.Exchange(ref _later, call) is { } before ? inner.HandleAsync(before, cancellationToken) : Task.CompletedTask;
    }

    private sealed class CarelessRuntime(ICaseRuntime inner) : ICaseRuntime
    {
        public Task<CommandResult> SendAsync(CaseCall call, CancellationToken cancellationToken = default) =>
            inner.SendAsync(call with { ExpectedVersion = null }, cancellationToken);

        public ValueTask<CaseState?> ReadAsync(string kind, string caseId, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(kind, caseId, cancellationToken);

        public Task<IReadOnlyList<RecordedFact>> HistoryAsync(string kind, string caseId, CancellationToken cancellationToken = default) =>
            inner.HistoryAsync(kind, caseId, cancellationToken);

        public string NewCaseId() => inner.NewCaseId();
    }
}
