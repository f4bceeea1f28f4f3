using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>What the writer remembers of the stored snapshot of a case; the default when there is none that can be used.</summary>
/// <param name="Version">How many facts are in it.</param>
/// <param name="Bytes">How large it is.</param>
internal readonly record struct SnapshotMark(long Version, int Bytes)
{
    /// <summary>A tail of fewer facts is never worth a snapshot; the usual case ends with fewer than this.</summary>
    public const int LeastFacts = 256;

    // A fact takes some thirty bytes in the journal: the tail has outgrown the state, and what snapshots add to what
    // is written is no more than the facts themselves.
    private const int BytesOfFact = 32;

    public static SnapshotMark Of(CaseSnapshot snapshot) => new(snapshot.Version, snapshot.State.Length);

    /// <summary>Whether the facts since have outgrown the state.</summary>
    public bool IsOutgrownAt(long version) => version - Version >= Math.Max(LeastFacts, Bytes / BytesOfFact);
}
