using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Runtime.Storage;

/// <summary>Opens the journal for reading only, whether or not a server writes it meanwhile.</summary>
public interface IJournalReader
{
    /// <summary>The journal as it is at this moment; commits that come later do not show.</summary>
    /// <exception cref="InvalidOperationException">There is no journal, or it cannot be read; the message says why.</exception>
    IJournalSnapshot OpenSnapshot();
}

/// <summary>The journal and the rows made from it, as they were at one moment. Not safe to share between threads.</summary>
public interface IJournalSnapshot : IDisposable
{
    /// <summary>All rows with their personal parts, by position.</summary>
    IEnumerable<JournalRow> Rows();

    /// <summary>The rows after a position with their personal parts, by position.</summary>
    /// <param name="position">The last row that is left out; 0 begins with the first.</param>
    /// <param name="limit">How many at most.</param>
    IEnumerable<JournalRow> RowsAfter(long position, int limit);

    /// <summary>The position of the last row; 0 when there is none.</summary>
    long LastPosition();

    /// <summary>All rows of one case, oldest first.</summary>
    IEnumerable<JournalRow> RowsOf(string caseId);

    /// <summary>The ids of all cases that have rows to be found by, in the tables of tickets, tasks and due rows.</summary>
    IEnumerable<string> CasesWithRows();

    /// <summary>What is stored to find a case by.</summary>
    StoredCaseRows StoredRows(string caseId);

    /// <summary>The snapshot of a case as it is stored, whole or not; null when there is none.</summary>
    CaseSnapshot? SnapshotOf(string caseId);

    /// <summary>The kinds of facts the journal has named.</summary>
    IReadOnlyList<FactKindRow> FactKinds();

    /// <summary>All idempotency keys.</summary>
    IEnumerable<UsedKey> UsedKeys();

    /// <summary>What the store itself finds wrong with its file; empty when nothing. Takes as long as reading all of it.</summary>
    /// <param name="cancellationToken">Gives up at once.</param>
    IReadOnlyList<string> StoreProblems(CancellationToken cancellationToken = default);
}

/// <summary>The rows by which a case is found, as they are stored.</summary>
/// <param name="Rows">The rows themselves.</param>
/// <param name="Version">The version beside the ticket row; null when there is none.</param>
/// <param name="ColumnsAgree">Whether the columns by which tickets are filtered say what the ticket's fields say.</param>
public sealed record StoredCaseRows(CaseRows Rows, long? Version, bool ColumnsAgree)
{
    /// <summary>Whether the ticket row says rightly that a row of its journal has a personal part, or that none has. Default: true.</summary>
    public bool PersonalAgrees { get; init; } = true;
}
