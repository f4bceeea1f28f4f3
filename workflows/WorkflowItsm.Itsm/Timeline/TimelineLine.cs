using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Itsm.Timeline;

/// <summary>A line of a ticket's timeline, in both languages.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who; empty once erased.</param>
/// <param name="Kind">A stable kebab-case name of the kind of line, e.g. <c>state-set</c>, <c>decision-made</c>, <c>comment</c>.</param>
/// <param name="En">The line in English.</param>
/// <param name="Zh">The line in Simplified Chinese.</param>
public sealed record TimelineLine(DateTimeOffset At, string Actor, string Kind, string En, string Zh)
{
    /// <summary>The place of its fact in the history of the ticket, from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>The process element it happened at; null when at none.</summary>
    public string? ElementId { get; init; }

    /// <summary>The decision that was made; null when none was.</summary>
    public string? DecisionId { get; init; }

    /// <summary>What people call the decision that was made; its id where its file does not say; null when none was made.</summary>
    public Words? DecisionName { get; init; }

    /// <summary>The rows that decided, by number.</summary>
    public ValueList<int> Rows { get; init; }

    /// <summary>What the decision used; null when none was made.</summary>
    public FeelContext? Inputs { get; init; }

    /// <summary>What came of it: a decision's result or the fields that were set; null for nothing.</summary>
    public FeelValue? Result { get; init; }

    /// <summary>The file that was attached; null when none was.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>Whether only those who work on tickets may read it (an internal note).</summary>
    public bool IsInternal { get; init; }
}
