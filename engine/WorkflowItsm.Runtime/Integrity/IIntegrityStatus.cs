using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Integrity;

/// <summary>What the check of the journal that begins with the runtime has found so far. Safe to share between threads.</summary>
public interface IIntegrityStatus
{
    /// <summary>How it stands now.</summary>
    IntegrityReport Current { get; }
}

/// <summary>How the check of the journal stands.</summary>
/// <param name="Phase">Whether it runs.</param>
/// <param name="RowsChecked">How many rows of the journal have been checked.</param>
/// <param name="Rows">How many rows the journal had when the check began; later ones were written by this process.</param>
/// <param name="ProblemCount">How many problems were found.</param>
/// <param name="Problems">The first hundred of them.</param>
public sealed record IntegrityReport(
    IntegrityPhase Phase, long RowsChecked, long Rows, int ProblemCount, ValueList<JournalProblem> Problems)
{
    /// <summary>Before the check has begun.</summary>
    public static IntegrityReport Waiting { get; } = new(IntegrityPhase.Waiting, 0, 0, 0, []);

    /// <summary>Whether something is known to be wrong.</summary>
    public bool IsDamaged => ProblemCount > 0;
}

/// <summary>Whether the check of the journal runs.</summary>
public enum IntegrityPhase
{
    /// <summary>It has not begun, or there is nothing to check.</summary>
    Waiting,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>Everything was checked.</summary>
    Finished,

    /// <summary>It was stopped with the host, or the store could not be read to its end; the next start checks again.</summary>
    Stopped,
}
