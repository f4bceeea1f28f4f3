using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Integrity;

/// <summary>
/// Checks the journal a piece at a time, each as of its own moment: no snapshot stays open, so that a write-ahead log can
/// be folded in between, and nothing is kept of the cases. A case is folded when its first row is met. Used by one thread.
/// </summary>
internal sealed class JournalWalk(IJournalReader reader, CaseCores cores)
{
    private JournalHead _head = JournalHead.Empty;

    /// <summary>The last row that has been checked.</summary>
    public long Position => _head.Position;

    /// <summary>The last row there is now.</summary>
    public long Last()
    {
        using var snapshot = reader.OpenSnapshot();
        return snapshot.LastPosition();
    }

    /// <summary>Checks the next rows, and the cases that begin there. It gets on even where rows are missing.</summary>
    /// <param name="limit">How many rows at most.</param>
    /// <param name="until">The last row to be looked at.</param>
    /// <param name="cancellationToken">Gives up between two cases.</param>
    public IReadOnlyList<JournalProblem> Next(int limit, long until, CancellationToken cancellationToken)
    {
        List<JournalProblem> problems = [];
        using var snapshot = reader.OpenSnapshot();
        List<JournalRow> rows = [.. snapshot.RowsAfter(_head.Position, limit).TakeWhile(row => row.Position <= until)];
        foreach (var row in rows)
        {
            problems.AddRange(JournalChecks.OfRow(row, _head));
            _head = new(row.Position, row.Hash);
        }

        foreach (var row in rows.Where(row => row.FirstSequence == 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            problems.AddRange(OfCase(snapshot, row));
        }

        if (rows.Count == 0) _head = new(until, _head.Hash);
        return problems;
    }

    private IEnumerable<JournalProblem> OfCase(IJournalSnapshot snapshot, JournalRow first)
    {
        List<JournalRow> rows = [.. snapshot.RowsOf(first.CaseId)];
        // What a damaged row says is not worth folding; it is reported where it is met.
        if (rows.Exists(row => row.Checksum != JournalSeal.ChecksumOf(row))) return [];
        long facts = 0;
        foreach (var row in rows)
        {
            if (row.FirstSequence != facts + 1) return [JournalChecks.OutOfPlace(row, facts)];
            facts += row.Count;
        }

        if (cores.Find(first.Kind) is not { } core)
            return [Unfolded(first, cores.Unknown(first.Kind))];
        try
        {
            var state = rows.SelectMany(row => RowCodec.Read(core, row))
                .Aggregate(core.Initial(first.CaseId), (folded, recorded) => core.Evolve(folded, recorded.Fact, recorded.Header));
            return
            [
                .. JournalChecks.OfCase(first.CaseId, facts, rows.Exists(JournalChecks.IsErased), core.Rows(state), snapshot.StoredRows(first.CaseId)),
                .. snapshot.SnapshotOf(first.CaseId) is { } taken ? JournalChecks.OfSnapshot(core, taken, rows) : [],
            ];
        }
        catch (Exception failure) when (failure is not OutOfMemoryException and not StoreException)
        {
            return [Unfolded(first, failure.Message)];
        }
    }

    private static JournalProblem Unfolded(JournalRow first, string why) => new(
        first.Position, first.CaseId, $"Case {first.CaseId} cannot be folded: {why}", $"无法还原案例 {first.CaseId}：{why}");
}
