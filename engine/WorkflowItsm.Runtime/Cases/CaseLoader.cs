using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>
/// Makes the state of a case of what the journal holds: of its snapshot and the rows since, or of all its rows.
/// Safe to share between threads.
/// </summary>
internal sealed class CaseLoader(ICaseStore store, CaseCores cores)
{
    /// <summary>A case as it is committed; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The journal of the case is damaged, or of a newer release.</exception>
    public async ValueTask<LoadedCase?> LoadAsync(string caseId, CancellationToken cancellationToken)
    {
        var rows = await store.LoadTailAsync(caseId, cancellationToken);
        if (rows.Count == 0) return null;
        if (rows[0].FirstSequence == 1) return Fold(caseId, rows);
        if (await store.SnapshotAsync(caseId, cancellationToken) is { } snapshot && Resume(snapshot, rows) is { } resumed) return resumed;
        // The snapshot is of no use, or was replaced while it was read.
        return Fold(caseId, await store.LoadAsync(caseId, cancellationToken));
    }

    /// <summary>A case of all its rows, of which there is one at least.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or of a newer release.</exception>
    public LoadedCase Fold(string caseId, IReadOnlyList<JournalRow> rows)
    {
        var core = CoreOf(rows);
        return Fold(core, new(core, core.Initial(caseId), 0, CaseRows.None), rows);
    }

    /// <summary>Everything recorded of a case, oldest first.</summary>
    public async Task<IReadOnlyList<RecordedFact>> HistoryAsync(ICaseCore core, string caseId, CancellationToken cancellationToken)
    {
        var rows = await store.LoadAsync(caseId, cancellationToken);
        return [.. rows.Where(row => row.Kind == core.Kind).SelectMany(row => RowCodec.Read(core, row))];
    }

    private LoadedCase? Resume(CaseSnapshot snapshot, IReadOnlyList<JournalRow> rows)
    {
        var core = CoreOf(rows);
        var since = rows.SkipWhile(row => !SnapshotCodec.Follows(snapshot, row)).ToList();
        if (since.Count == 0 || core.StateCodec is not { } codec || SnapshotCodec.Read(codec, snapshot) is not { } state) return null;
        var begin = new LoadedCase(core, state, snapshot.Version, CaseRows.None) { Snapshot = SnapshotMark.Of(snapshot) };
        return Fold(core, begin, since[1..]);
    }

    private static LoadedCase Fold(ICaseCore core, LoadedCase begin, IReadOnlyList<JournalRow> rows)
    {
        var (state, version) = (begin.State, begin.Version);
        foreach (var row in rows)
        {
            if (row.FirstSequence != version + 1)
                throw new InvalidDataException(
                    $"Row {row.Position} of the journal begins with fact {row.FirstSequence} of case {row.CaseId}, expected {version + 1}; "
                        + "a row is missing. Restore the journal from a backup.");
            foreach (var recorded in RowCodec.Read(core, row)) state = core.Evolve(state, recorded.Fact, recorded.Header);
            version += row.Count;
        }

        return begin with { State = state, Version = version, Rows = core.Rows(state) };
    }

    private ICaseCore CoreOf(IReadOnlyList<JournalRow> rows) =>
        cores.Find(rows[0].Kind) ?? throw new InvalidDataException(cores.Unknown(rows[0].Kind));
}

/// <summary>A case in memory.</summary>
/// <param name="Core">The core that knows it.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">The number of its facts.</param>
/// <param name="Rows">The rows it is found by.</param>
internal sealed record LoadedCase(ICaseCore Core, CaseState State, long Version, CaseRows Rows)
{
    /// <summary>The snapshot that is stored of it.</summary>
    public SnapshotMark Snapshot { get; init; }
}
