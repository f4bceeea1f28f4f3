using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Faults.Tests.Topics;

/// <summary>Builds that are broken on purpose between their cases.</summary>
internal static class BrokenHarbour
{
    /// <summary>Takes what a topic or conversation brings to a case for done before it is.</summary>
    public static Parts DeliveryMarkedBeforeDone { get; } = MarkedBeforeDone(EffectKinds.Deliver, EffectKinds.DeliverSignal);

    /// <summary>Takes the beginning of a case for done before it is.</summary>
    public static Parts StartMarkedBeforeDone { get; } = MarkedBeforeDone(EffectKinds.StartCase);

    /// <summary>Sets the timers that start processes anew at each start.</summary>
    public static Parts TimersSetAnew { get; } = new() { Cores = core => core is StartTimersCore ? new AnewCore(core) : core };

    private static Parts MarkedBeforeDone(params string[] kinds) => new() { Handlers = handler => kinds.Contains(handler.Kind) ? new EarlyHandler(handler) : handler };

    private sealed class EarlyHandler(IEffectHandler inner) : IEffectHandler, IAsyncDisposable
    {
        private Task _last = Task.CompletedTask;

        public string Kind => inner.Kind;

        public Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
        {
            var before = _last;
            _last = Task.Run(async () =>
            {
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                await inner.HandleAsync(call, CancellationToken.None);
            }, CancellationToken.None);
            return Task.CompletedTask;
        }

        /// <summary>By now nothing can be written any more: what is still to be done is lost.</summary>
        public async ValueTask DisposeAsync() => await _last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Follows the definitions as if it had followed none before.</summary>
    private sealed class AnewCore(ICaseCore inner) : ICaseCore
    {
        public string Kind => inner.Kind;

        public FactCodec Codec => inner.Codec;

        public CaseState Initial(string caseId) => inner.Initial(caseId);

        public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
        {
            if (command is not StartTimersCommand.Follow || inner.Decide(release, StartTimersState.Initial, command, header) is not CaseVerdict.Accepted anew)
                return inner.Decide(release, state, command, header);
            var heard = new FactHeader(header.Time, header.Actor.Name);
            return new CaseVerdict.Accepted(anew.Facts, [], anew.Facts.Items.Aggregate(state, (folded, fact) => inner.Evolve(folded, fact, heard)));
        }

        public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => inner.Evolve(state, fact, header);

        public int? ReleaseOf(CaseState state) => inner.ReleaseOf(state);

        public CaseRows Rows(CaseState state) => inner.Rows(state);

        public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => inner.NumberPrefix(release, state, command);

        public CaseCommand Due(string key) => inner.Due(key);

        public CaseCommand? Receive(Effect effect) => inner.Receive(effect);

        public CaseCommand Answer(int waitId, JobAnswer answer) => inner.Answer(waitId, answer);
    }
}
