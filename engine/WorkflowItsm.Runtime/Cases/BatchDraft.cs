using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>
/// The commands of one transaction, decided in turn: a later one sees what an earlier one staged. Nothing here is
/// visible outside before the writer has committed it. Used by the writer's thread alone, once.
/// </summary>
internal sealed class BatchDraft(BatchServices services, JournalHead head, Dictionary<string, long> counters)
{
    private readonly Dictionary<string, (LoadedCase Now, CaseRows Stored)> _cases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UsedKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _counters = new(StringComparer.Ordinal);
    private readonly List<JournalRow> _rows = [];
    private readonly List<RecordedEffect> _effects = [];
    private readonly List<EffectMark> _marks = [];
    private readonly List<StoredBundle> _bundles = [];
    private readonly List<ErasureShare> _erased = [];
    private readonly List<long> _erasedEffects = [];
    private readonly List<CaseSnapshot> _snapshots = [];
    private ExpiredShare _expired = ExpiredShare.Nothing;
    private StoreLookUp? _known;

    /// <summary>The end of the journal once this is committed.</summary>
    public JournalHead Head { get; private set; } = head;

    /// <summary>The cases it touched, as they are once this is committed.</summary>
    public IEnumerable<(string CaseId, LoadedCase Case)> Touched => _cases.Select(entry => (entry.Key, entry.Value.Now));

    /// <summary>The last numbers given away, as they are once this is committed.</summary>
    public IReadOnlyDictionary<string, long> Counters => _counters;

    /// <summary>The release published by it; null when none was.</summary>
    public PublishedRelease? Published { get; private set; }

    public void Mark(EffectMark mark) => _marks.Add(mark);

    public void Expire(ExpiredShare share) => _expired = new([.. _expired.Effects, .. share.Effects], [.. _expired.Keys, .. share.Keys]);

    /// <summary>
    /// Takes snapshots of the cases whose facts since the last one outgrow their state. The case must have got a row here:
    /// that row is what binds the snapshot to the journal.
    /// </summary>
    public void TakeSnapshots()
    {
        foreach (var (caseId, now, codec) in Outgrown())
        {
            if (_rows.FindLast(row => row.CaseId == caseId) is not { } last) continue;
            var snapshot = services.Snapshots.Write(codec, now.State, last);
            _snapshots.Add(snapshot);
            _cases[caseId] = _cases[caseId] with { Now = now with { Snapshot = SnapshotMark.Of(snapshot) } };
        }
    }

    public JournalBatch ToBatch() => new()
    {
        Rows = _rows,
        Cases = [.. _cases.Select(entry => Change(entry.Key, entry.Value.Now, entry.Value.Stored))],
        Keys = _keys.Values,
        Counters = _counters,
        Effects = _effects,
        Marks = _marks,
        Bundles = _bundles,
        Snapshots = _snapshots,
        Expired = _expired,
        Erased = _erased.Count == 0 ? JournalErasure.Nothing : new(
            [.. _erased.SelectMany(share => share.Rows.Values).SelectMany(positions => positions)],
            _erasedEffects,
            [.. _erased.SelectMany(share => share.Keys)],
            [.. _erased.SelectMany(share => share.Digests)]),
    };

    /// <summary>Looks up at once what the commands are going to ask of the store one by one.</summary>
    public async ValueTask LookUpAsync(IEnumerable<CaseCall> calls)
    {
        var (keys, cases) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var call in calls)
        {
            // Refused below; no database may be asked for it.
            if (HasNull(call)) continue;
            if (call.IdempotencyKey is { } key) keys.Add(key);
            if (services.Cache.Find(call.CaseId) is null) cases.Add(call.CaseId);
        }

        // One question is a journey either way.
        if (keys.Count + cases.Count > 1) _known = await services.Store.LookUpAsync(keys, cases, CancellationToken.None);
    }

    /// <summary>Decides one command. The answer holds only once the draft is committed.</summary>
    public async ValueTask<CommandResult> DecideAsync(CaseCall call)
    {
        // Not every database keeps it, and an id must be the same in all of them.
        if (HasNull(call))
            return Refuse(
                "bad-id",
                "The id of the case, or the idempotency key, holds the character U+0000; leave it out.",
                "案例的 id 或幂等键含有字符 U+0000；请去掉该字符。");
        if (call.IdempotencyKey is { } key && await FindKeyAsync(key) is { } used) return await RepeatAsync(call, used);
        var core = services.Cores.Of(call.Kind);
        var known = await CaseAsync(call.CaseId);
        if (known is not null && known.Core.Kind != call.Kind)
            return Refuse(
                "wrong-kind",
                $"The stream '{call.CaseId}' is of kind '{known.Core.Kind}', not '{call.Kind}'.",
                $"流“{call.CaseId}”的种类是“{known.Core.Kind}”，而不是“{call.Kind}”。");
        var before = known ?? new LoadedCase(core, core.Initial(call.CaseId), 0, CaseRows.None);
        if (call.ExpectedVersion is { } expected && expected != before.Version) return new CommandResult.Stale(before.Version);
        return await StageAsync(call with { Command = await InformAsync(call) }, core, before);
    }

    private async ValueTask<CommandResult> StageAsync(CaseCall call, ICaseCore core, LoadedCase before)
    {
        var release = core.ReleaseOf(before.State) is { } pinned ? services.Releases.At(pinned) : services.Releases.Current;
        var prefix = core.NumberPrefix(release, before.State, call.Command);
        var number = prefix is null ? 0 : await LastNumberAsync(prefix) + 1;
        var header = new CommandHeader(services.Time.GetUtcNow(), call.Actor)
        {
            CaseId = call.CaseId,
            Number = prefix is null ? null : TicketNumber.Of(prefix, number),
        };
        var verdict = core.Decide(release, before.State, call.Command, header);
        if (verdict is CaseVerdict.Refused refused) return new CommandResult.Refused(refused.Refusal);
        var accepted = (CaseVerdict.Accepted)verdict;
        if (accepted.Facts.IsEmpty && accepted.Effects.IsEmpty)
        {
            Remember(call);
            return new CommandResult.Done(call.CaseId, before.State, before.Version, Changed: false);
        }

        // Everything that may throw comes before the first thing that stays.
        var origin = new RowOrigin(call.CaseId, before.Version, release.Number, header);
        var row = services.Codec.Write(Head, core, origin, accepted.Facts);
        var after = before with { State = accepted.State, Version = before.Version + accepted.Facts.Count, Rows = core.Rows(accepted.State) };
        Head = new(row.Position, row.Hash);
        _rows.Add(row);
        _effects.AddRange(accepted.Effects.Items.Select((effect, index) =>
            new RecordedEffect(new(row.Position, index), call.CaseId, effect, header.Time, 0, header.Time)));
        _cases[call.CaseId] = (after, _cases.TryGetValue(call.CaseId, out var staged) ? staged.Stored : before.Rows);
        if (prefix is not null) _counters[prefix] = number;
        if (call.Command is DefinitionsCommand.Publish publish) Publish(publish, (DefinitionsState)accepted.State);
        if (call.Command is EffectCommand order) _marks.Add(order.MarkOf(call.CaseId, header.Time));
        if (call.Command is ITakesPersonal take) Erase(take);
        if (call.Command is ErasureCommand.Empty empty) _erased.Add(empty.Own);
        Remember(call);
        return new CommandResult.Done(call.CaseId, after.State, after.Version, Changed: true);
    }

    private async ValueTask<CaseCommand> InformAsync(CaseCall call) => call.Command switch
    {
        EffectCommand order => await InformAsync(call.CaseId, order),
        ITakesPersonal take => await InformAsync(take),
        var command => command,
    };

    // Only the writer knows a case as it is now, and what this transaction has added to it.
    private async ValueTask<CaseCommand> InformAsync(ITakesPersonal take)
    {
        List<EmptiedCase> cases = [];
        foreach (var (caseId, positions) in take.Share.Rows)
        {
            if (await CaseAsync(caseId) is not { } before) continue;
            List<JournalRow> rows = [.. await services.Store.LoadAsync(caseId, CancellationToken.None), .. _rows.Where(row => row.CaseId == caseId)];
            var after = services.Loader.Fold(caseId, [.. rows.Select(row => positions.Contains(row.Position) ? row with { Personal = null } : row)]);
            cases.Add(new(caseId, before, after, [.. rows.Select(row => row.Position)]));
        }

        return take.With(cases);
    }

    // Only the writer changes how an effect stands, so what it finds here still holds when it commits.
    private async ValueTask<EffectCommand> InformAsync(string caseId, EffectCommand order)
    {
        if (EffectStreams.Read(EffectStreams.EffectIdOf(caseId)) is not var (recorder, place)
            || await services.Effects.StandingAsync(place, CancellationToken.None) is not { } standing || standing.CaseId != recorder)
            return order with { Found = null };
        return order with { Found = _marks.LastOrDefault(mark => mark.Place == place)?.State ?? standing.State };
    }

    private List<(string CaseId, LoadedCase Now, StateCodec Codec)> Outgrown()
    {
        List<(string, LoadedCase, StateCodec)> outgrown = [];
        foreach (var (caseId, (now, _)) in _cases)
            if (now.Snapshot.IsOutgrownAt(now.Version) && now.Core.StateCodec is { } codec) outgrown.Add((caseId, now, codec));
        return outgrown;
    }

    private static CaseChange Change(string caseId, LoadedCase now, CaseRows stored) =>
        new(caseId, now.Core.Kind, now.Version, stored, now.Rows);

    private void Erase(ITakesPersonal take)
    {
        _erased.Add(take.Share);
        foreach (var emptied in take.Cases)
        {
            _cases[emptied.CaseId] = (emptied.After, _cases.TryGetValue(emptied.CaseId, out var staged) ? staged.Stored : emptied.Before.Rows);
            _erasedEffects.AddRange(emptied.Positions);
        }
    }

    private void Publish(DefinitionsCommand.Publish publish, DefinitionsState state)
    {
        _bundles.AddRange(publish.Files);
        Published = new(publish.Candidate, state);
    }

    private async ValueTask<CommandResult> RepeatAsync(CaseCall call, UsedKey used)
    {
        if (call.RequestDigest is { } digest && used.Digest is { } first && digest != first)
            return new CommandResult.KeyReused(
                $"The idempotency key '{used.Key}' was used for another request; use a new key for a new request.");
        var now = await CaseAsync(used.CaseId);
        var state = now?.State ?? services.Cores.Of(used.Kind).Initial(used.CaseId);
        return new CommandResult.Done(used.CaseId, state, now?.Version ?? 0, Changed: false);
    }

    private void Remember(CaseCall call)
    {
        if (call.IdempotencyKey is { } key) _keys[key] = new(key, call.RequestDigest, call.Kind, call.CaseId);
    }

    private async ValueTask<UsedKey?> FindKeyAsync(string key) =>
        _keys.TryGetValue(key, out var staged) ? staged
        : _known is { } known && known.Keys.TryGetValue(key, out var found) ? found
        : await services.Store.FindKeyAsync(key, CancellationToken.None);

    private async ValueTask<LoadedCase?> CaseAsync(string caseId)
    {
        if (_cases.TryGetValue(caseId, out var staged)) return staged.Now;
        if (services.Cache.Find(caseId) is { } cached) return cached;
        // Most cases that are in no memory are new.
        var isThere = _known is { } known && known.Cases.TryGetValue(caseId, out var found) ? found : await services.Store.HasCaseAsync(caseId, CancellationToken.None);
        if (!isThere) return null;
        if (await services.Loader.LoadAsync(caseId, CancellationToken.None) is not { } loaded) return null;
        services.Cache.Put(caseId, loaded);
        return loaded;
    }

    private async ValueTask<long> LastNumberAsync(string prefix)
    {
        if (_counters.TryGetValue(prefix, out var staged)) return staged;
        if (!counters.TryGetValue(prefix, out var last))
            counters[prefix] = last = await services.Store.CounterAsync(prefix, CancellationToken.None);
        return last;
    }

    private static bool HasNull(CaseCall call) => call.CaseId.Contains('\0') || call.IdempotencyKey?.Contains('\0') == true;

    private static CommandResult.Refused Refuse(string code, string sentence, string sentenceZh) => new(new Refusal(code, sentence) { SentenceZh = sentenceZh });
}

/// <summary>What deciding a batch needs.</summary>
internal sealed record BatchServices(
    ICaseStore Store, CaseCores Cores, ReleaseBook Releases, CaseCache Cache, CaseLoader Loader, IEffectStore Effects, TimeProvider Time)
{
    /// <summary>One, because one thread writes.</summary>
    public RowCodec Codec { get; } = new();

    public SnapshotCodec Snapshots { get; } = new();
}

/// <summary>The number of a ticket: a prefix and at least seven digits, as ServiceNow writes them.</summary>
internal static class TicketNumber
{
    public static string Of(string prefix, long number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}{number:D7}");
}
