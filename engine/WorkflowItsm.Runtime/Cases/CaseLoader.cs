using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>Makes the state of a case of what the journal holds. Safe to share between threads.</summary>
internal sealed class CaseLoader(ICaseStore store, CaseCores cores)
{
    /// <summary>A case as it is committed; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The journal of the case is damaged, or of a newer release.</exception>
    public async ValueTask<LoadedCase?> LoadAsync(string caseId, CancellationToken cancellationToken)
    {
        var rows = await store.LoadAsync(caseId, cancellationToken);
        return rows.Count == 0 ? null : Fold(caseId, rows);
    }

    /// <summary>A case of all its rows, of which there is one at least.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or of a newer release.</exception>
    public LoadedCase Fold(string caseId, IReadOnlyList<JournalRow> rows)
    {
        var core = cores.Find(rows[0].Kind) ?? throw new InvalidDataException(cores.Unknown(rows[0].Kind));
        var state = core.Initial(caseId);
        long version = 0;
        foreach (var row in rows)
        {
            if (row.FirstSequence != version + 1)
                throw new InvalidDataException(
                    $"Row {row.Position} of the journal begins with fact {row.FirstSequence} of case {caseId}, expected {version + 1}; "
                        + "a row is missing. Restore the journal from a backup.");
            foreach (var recorded in RowCodec.Read(core, row)) state = core.Evolve(state, recorded.Fact, recorded.Header);
            version += row.Count;
        }

        return new(core, state, version, core.Rows(state));
    }

    /// <summary>Everything recorded of a case, oldest first.</summary>
    public async Task<IReadOnlyList<RecordedFact>> HistoryAsync(ICaseCore core, string caseId, CancellationToken cancellationToken)
    {
        var rows = await store.LoadAsync(caseId, cancellationToken);
        return [.. rows.Where(row => row.Kind == core.Kind).SelectMany(row => RowCodec.Read(core, row))];
    }
}

/// <summary>A case in memory.</summary>
/// <param name="Core">The core that knows it.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">The number of its facts.</param>
/// <param name="Rows">The rows it is found by.</param>
internal sealed record LoadedCase(ICaseCore Core, CaseState State, long Version, CaseRows Rows);
