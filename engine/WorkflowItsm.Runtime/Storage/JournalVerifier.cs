using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// Checks the whole journal as it is at one moment, whether or not a server runs: every row against its checksum,
/// its place, the hash chain and its personal part; every case by folding it and comparing the rows it is found by.
/// </summary>
/// <param name="reader">Opens the journal.</param>
/// <param name="cores">The cores that know its streams.</param>
public sealed class JournalVerifier(IJournalReader reader, IEnumerable<ICaseCore> cores)
{
    private readonly CaseCores _cores = new(cores);

    /// <summary>Checks everything and reports all problems, never only the first.</summary>
    public JournalReport Verify(CancellationToken cancellationToken = default)
    {
        try
        {
            using var snapshot = reader.OpenSnapshot();
            return new Pass(snapshot, _cores, cancellationToken).Run();
        }
        catch (Exception failure) when (failure is InvalidOperationException or StoreException)
        {
            return new(0, 0, 0, 0, [failure.Message]);
        }
    }

    private sealed class Pass(IJournalSnapshot snapshot, CaseCores cores, CancellationToken cancellationToken)
    {
        private readonly List<string> _problems = [];
        private readonly Dictionary<string, CaseTally> _cases = new(StringComparer.Ordinal);
        private JournalHead _head = JournalHead.Empty;
        private long _rows;
        private long _facts;
        private long _erased;

        public JournalReport Run()
        {
            Guard("The store", () => _problems.AddRange(snapshot.StoreProblems(cancellationToken)));
            Guard("The list of fact kinds", CheckFactKinds);
            Guard("The journal", () =>
            {
                foreach (var row in snapshot.Rows()) Check(row);
            });
            foreach (var (caseId, tally) in _cases) Guard($"Case {caseId}", () => Fold(caseId, tally));
            Guard("The search rows", CheckStrangers);
            return new(_rows, _facts, _cases.Count, _erased, _problems.ToValueList());
        }

        private void CheckFactKinds() =>
            _problems.AddRange(FactKindCheck.Disagreements(snapshot.FactKinds().ToDictionary(kind => kind.Tag), FactKindCheck.Rows(cores)));

        private void CheckStrangers() =>
            _problems.AddRange(snapshot.CasesWithRows()
                .Where(caseId => !_cases.ContainsKey(caseId))
                .Select(caseId => $"Case {caseId} has rows to be found by, but none in the journal."));

        private void Check(JournalRow row)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = _problems.Count;
            _problems.AddRange(JournalChecks.OfRow(row, _head).Select(problem => problem.Sentence));
            if (JournalChecks.IsErased(row)) _erased++;
            var tally = _cases.GetValueOrDefault(row.CaseId) ?? new(row.Kind);
            if (row.Kind != tally.Kind)
                _problems.Add($"Row {row.Position} is of kind '{row.Kind}', but case {row.CaseId} began as '{tally.Kind}'.");
            if (row.FirstSequence != tally.Facts + 1) _problems.Add(JournalChecks.OutOfPlace(row, tally.Facts).Sentence);
            _cases[row.CaseId] = tally with
            {
                Facts = row.FirstSequence + row.Count - 1,
                Damaged = tally.Damaged || _problems.Count > before,
                Erased = tally.Erased || JournalChecks.IsErased(row),
            };
            _head = new(row.Position, row.Hash);
            _rows++;
            _facts += row.Count;
        }

        private void Fold(string caseId, CaseTally tally)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What a damaged row says is not worth folding; it has been reported.
            if (tally.Damaged) return;
            if (cores.Find(tally.Kind) is not { } core)
            {
                _problems.Add($"Case {caseId} cannot be folded: {cores.Unknown(tally.Kind)}");
                return;
            }

            var facts = snapshot.RowsOf(caseId).SelectMany(row => RowCodec.Read(core, row));
            var state = facts.Aggregate(core.Initial(caseId), (folded, recorded) => core.Evolve(folded, recorded.Fact, recorded.Header));
            _problems.AddRange(JournalChecks.OfCase(caseId, tally.Facts, tally.Erased, core.Rows(state), snapshot.StoredRows(caseId))
                .Select(problem => problem.Sentence));
            if (snapshot.SnapshotOf(caseId) is { } taken)
                _problems.AddRange(JournalChecks.OfSnapshot(core, taken, snapshot.RowsOf(caseId)).Select(problem => problem.Sentence));
        }

        private void Guard(string what, Action check)
        {
            try
            {
                check();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException and not OperationCanceledException)
            {
                _problems.Add($"{what} cannot be read to its end (last row read: {_head.Position}): {failure.Message}");
            }
        }
    }

    private sealed record CaseTally(string Kind, long Facts = 0, bool Damaged = false, bool Erased = false);
}

/// <summary>What a check of the journal found.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Facts">How many facts they hold.</param>
/// <param name="Cases">How many cases they belong to.</param>
/// <param name="Erased">How many rows have had their personal part erased.</param>
/// <param name="Problems">A sentence for each problem; empty when the journal is whole.</param>
public sealed record JournalReport(long Rows, long Facts, int Cases, long Erased, ValueList<string> Problems)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Problems.IsEmpty;
}
