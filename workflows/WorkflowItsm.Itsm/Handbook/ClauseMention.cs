using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Handbook;

/// <summary>Something in a bundle that names a clause of the handbook.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Kind">What names it.</param>
/// <param name="Bundle">The bundle it is in.</param>
/// <param name="File">The file of the bundle.</param>
/// <param name="ElementId">Its id in the file: an element, a decision, a row, a clock, a schedule or a team; null for a whole file.</param>
/// <param name="Words">What people call it.</param>
public sealed record ClauseMention(string Clause, MentionKind Kind, string Bundle, string File, string? ElementId, Words Words);

/// <summary>What names a clause.</summary>
public enum MentionKind
{
    /// <summary>A process as a whole.</summary>
    Process,

    /// <summary>An element of a process.</summary>
    Element,

    /// <summary>A decision.</summary>
    Decision,

    /// <summary>A row of a decision table, by its annotation.</summary>
    Row,

    /// <summary>A clock.</summary>
    Clock,

    /// <summary>A schedule.</summary>
    Schedule,

    /// <summary>A team.</summary>
    Team,

    /// <summary>A scenario: it shows that a clause is kept, and enforces nothing.</summary>
    Scenario,
}
