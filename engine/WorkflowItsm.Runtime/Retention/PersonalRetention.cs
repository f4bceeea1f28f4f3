using System.Globalization;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Retention;

/// <summary>
/// Erases the personal parts of tickets that were closed long enough ago, some at a time. What is done shows in the journal
/// itself, so that a crash loses nothing and repeats nothing. Runs one at a time; previews at any time.
/// </summary>
internal sealed class PersonalRetention(
    IEnumerable<IClosedCases> closed,
    ICaseStore store,
    CaseCores cores,
    CaseRuntime runtime,
    IEnumerable<IErasureParticipant> participants,
    WorkflowItsmOptions options,
    TimeProvider time) : IRetention
{
    /// <summary>The longest age that can be asked for.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(36_525);

    private const int Piece = 100;
    private const int RowsAtOnce = 400;

    // At the start as well: who knows what the process before has left there.
    private volatile bool _isLogOpen = true;

    /// <summary>Erases what is to go by now; how many cases.</summary>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        long cases = 0;
        var policies = await PoliciesAsync(null, cancellationToken);
        foreach (var (table, kept, before) in policies)
        {
            for (var found = await NextAsync(table, null, before, cancellationToken); found.Count > 0; found = await NextAsync(table, found[^1], before, cancellationToken))
            {
                await EraseAsync(table, kept, before, [.. found.Select(one => one.CaseId)], cancellationToken);
                cases += found.Count;
                _isLogOpen = true;
            }
        }

        // While somebody reads it for long, it waits for the next run.
        if (_isLogOpen && policies.Count > 0) _isLogOpen = !await runtime.EmptyLogAsync(cancellationToken);
        return cases;
    }

    public async Task<ValueList<RetentionShare>> PreviewAsync(TimeSpan? kept = null, CancellationToken cancellationToken = default)
    {
        if (kept is { } age)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.FromDays(1), nameof(kept));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(age, Longest, nameof(kept));
        }

        List<RetentionShare> shares = [];
        foreach (var (table, policy, before) in await PoliciesAsync(kept, cancellationToken))
        {
            var count = await closed.Last().CountAsync(table, before, cancellationToken);
            var so = await runtime.ReadAsync(RetentionCore.KindName, RetentionCore.CaseIdOf(table), cancellationToken) as RetentionState;
            shares.Add(new(table, policy, before, count.Cases, Moment(count.Oldest), Moment(count.Newest), so?.Cases ?? 0, so?.LastAt));
        }

        return shares.ToValueList();
    }

    private async Task EraseAsync(string table, TimeSpan kept, DateTimeOffset before, List<string> cases, CancellationToken cancellationToken)
    {
        var rows = new List<JournalRow>();
        foreach (var caseId in cases) rows.AddRange((await store.LoadAsync(caseId, cancellationToken)).Where(row => row.Personal is not null));
        List<FoundFact> facts = [.. rows.SelectMany(row => Facts(row))];
        // Before the rows: afterwards nobody would know which files these were.
        long others = 0;
        foreach (var participant in participants) others += await participant.EraseByAgeAsync(facts, cancellationToken);
        foreach (var share in Shares(rows))
        {
            var command = new RetentionCommand(new(share, [], []), before, kept, others);
            await runtime.SendPatientlyAsync(new(RetentionCore.KindName, RetentionCore.CaseIdOf(table), command, Actor.System), cancellationToken);
            others = 0;
        }
    }

    // Whole cases, as many as a transaction takes without holding up other people's.
    private static IEnumerable<Dictionary<string, IReadOnlySet<long>>> Shares(List<JournalRow> rows)
    {
        var share = new Dictionary<string, IReadOnlySet<long>>(StringComparer.Ordinal);
        var count = 0;
        foreach (var ofCase in rows.GroupBy(row => row.CaseId, row => row.Position))
        {
            var positions = ofCase.ToHashSet();
            if (count > 0 && count + positions.Count > RowsAtOnce)
            {
                yield return share;
                (share, count) = (new(StringComparer.Ordinal), 0);
            }

            share[ofCase.Key] = positions;
            count += positions.Count;
        }

        if (count > 0) yield return share;
    }

    private IEnumerable<FoundFact> Facts(JournalRow row) => cores.Find(row.Kind) is { } core
        ? RowCodec.Read(core, row).Select(fact => new FoundFact(row.CaseId, fact))
        : throw new StoreException(cores.Unknown(row.Kind));

    private async Task<IReadOnlyList<(string Table, TimeSpan Kept, DateTimeOffset Before)>> PoliciesAsync(TimeSpan? supposed, CancellationToken cancellationToken)
    {
        if (closed.LastOrDefault() is not { } source || (supposed ?? options.PersonalRetention) is null && options.PersonalRetentionOf.Count == 0) return [];
        var now = time.GetUtcNow();
        return
        [
            .. from table in await source.TablesAsync(cancellationToken)
               let kept = supposed ?? (options.PersonalRetentionOf.TryGetValue(table, out var own) ? own : options.PersonalRetention)
               where kept is not null
               select (table, kept.Value, now - kept.Value),
        ];
    }

    private ValueTask<IReadOnlyList<ClosedCase>> NextAsync(string table, ClosedCase? after, DateTimeOffset before, CancellationToken cancellationToken) =>
        closed.Last().ClosedAsync(table, after, before, Piece, cancellationToken);

    private static DateTimeOffset? Moment(string? closedAt) => closedAt is null
        ? null
        : DateTimeOffset.ParseExact(closedAt, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
