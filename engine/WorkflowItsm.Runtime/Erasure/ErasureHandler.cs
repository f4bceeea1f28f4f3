using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Erasure;

/// <summary>
/// Does an erasure, as the effect that its order recorded: again after a crash, whatever it was at. Each step finds what is
/// still there, so that repeating it is harmless; the name is forgotten when nothing is found any more.
/// </summary>
internal sealed class ErasureHandler(
    CaseRuntime runtime, CaseCores cores, IEnumerable<IJournalReader> readers, IEnumerable<IErasureParticipant> participants) : IEffectHandler
{
    private const int CasesAtOnce = 50;

    public string Kind => ErasureCore.EffectKind;

    public async Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var own = ErasureCore.CaseIdOf(call.Effect.Target);
        if (await runtime.ReadAsync(ErasureCore.KindName, own, cancellationToken) is not ErasureState { IsCompacted: false } state) return;
        var reader = readers.LastOrDefault()
            ?? throw new EffectFailedForGoodException("This store cannot be searched, so nothing was erased; register an IJournalReader.")
            {
                MessageZh = "该存储无法搜索，因此没有删除任何内容；请注册 IJournalReader。",
            };
        if (!state.IsEmptied) await EmptyAsync(reader, own, state, cancellationToken);
        foreach (var participant in participants) await participant.CompactAsync(cancellationToken);
        await runtime.CompactAsync(cancellationToken);
        await SendAsync(own, new ErasureCommand.Compact(), cancellationToken);
    }

    private async Task EmptyAsync(IJournalReader reader, string own, ErasureState state, CancellationToken cancellationToken)
    {
        var search = new ErasureSearch(reader, new(state.Names), own);
        long others = 0;
        // Without a name, another erasure of the same person has been here before.
        if (!state.Names.IsEmpty)
        {
            var person = new ErasedPerson(state.Names);
            foreach (var participant in participants) others += await participant.EraseAsync(person, cancellationToken);
            for (var found = search.Rows(cancellationToken); found.Count > 0; found = search.Rows(cancellationToken))
                others += await TakeAsync(search, person, own, found, cancellationToken);
            await TakeKeysAsync(search, own, new Dictionary<string, IReadOnlySet<long>>(), cancellationToken);
        }

        var named = search.RowsOf(own).Where(row => row.Personal is not null && row.FirstSequence == 1).Select(row => row.Position).ToHashSet();
        var rows = new Dictionary<string, IReadOnlySet<long>> { [own] = named };
        await SendAsync(own, new ErasureCommand.Empty(others, new(rows, [], [])), cancellationToken);
    }

    private async Task<long> TakeAsync(
        ErasureSearch search, ErasedPerson person, string own, Dictionary<string, IReadOnlySet<long>> found, CancellationToken cancellationToken)
    {
        // Before the rows: after a crash in between, nobody would know whose keys these are.
        await TakeKeysAsync(search, own, found, cancellationToken);
        long others = 0;
        foreach (var share in found.Chunk(CasesAtOnce))
        {
            List<FoundFact> facts = [.. share.SelectMany(one => Facts(search, one.Key, one.Value))];
            foreach (var participant in participants) others += await participant.EraseAsync(person, facts, cancellationToken);
            await SendAsync(own, new ErasureCommand.Take(new(share.ToDictionary(one => one.Key, one => one.Value), [], [])), cancellationToken);
        }

        return others;
    }

    private async Task TakeKeysAsync(
        ErasureSearch search, string own, IReadOnlyDictionary<string, IReadOnlySet<long>> cases, CancellationToken cancellationToken)
    {
        var (keys, digests) = search.Keys(cases);
        foreach (var some in keys.Chunk(1000)) await SendAsync(own, new ErasureCommand.Take(ErasureShare.Nothing with { Keys = some }), cancellationToken);
        foreach (var some in digests.Chunk(1000)) await SendAsync(own, new ErasureCommand.Take(ErasureShare.Nothing with { Digests = some }), cancellationToken);
    }

    private IEnumerable<FoundFact> Facts(ErasureSearch search, string caseId, IReadOnlySet<long> positions)
    {
        var rows = search.RowsOf(caseId);
        return cores.Find(rows[0].Kind) is { } core
            ? rows.Where(row => positions.Contains(row.Position)).SelectMany(row => RowCodec.Read(core, row)).Select(fact => new FoundFact(caseId, fact))
            : throw new EffectFailedForGoodException(cores.Unknown(rows[0].Kind));
    }

    private async Task SendAsync(string own, ErasureCommand command, CancellationToken cancellationToken)
    {
        var result = await runtime.SendPatientlyAsync(new(ErasureCore.KindName, own, command, Actor.System), cancellationToken);
        if (result is CommandResult.Refused refused) throw new EffectFailedForGoodException(refused.Refusal.Sentence) { MessageZh = refused.Refusal.SentenceZh };
    }
}
