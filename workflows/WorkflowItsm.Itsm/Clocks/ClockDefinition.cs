using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Clocks;

/// <summary>
/// A clock (SLA) as a process owner declares it. The conditions are FEEL over the ticket's fields and are asked
/// after every change of the ticket.
/// </summary>
/// <param name="Id">Unique in the release, e.g. <c>response</c>.</param>
/// <param name="Name">Its words.</param>
/// <param name="Table">The kind of ticket it runs on.</param>
/// <param name="Goal">The time allowed, 24 hours a day, 7 days a week.</param>
/// <param name="Start">When it starts.</param>
/// <param name="Pause">While it is true the clock stands still.</param>
/// <param name="Stop">While it is true the clock is stopped; a clock whose stop turns false again goes on where it stopped.</param>
/// <param name="Thresholds">The percentages of the goal at which somebody may be told, ascending.</param>
/// <param name="Escalation">The decision that says who; null tells nobody.</param>
/// <param name="Misfire">What happens with thresholds that passed while nothing ran.</param>
/// <param name="Clauses">The handbook clauses it serves.</param>
public sealed record ClockDefinition(
    string Id,
    Words Name,
    string Table,
    TimeSpan Goal,
    FeelExpression Start,
    FeelExpression Pause,
    FeelExpression Stop,
    ValueList<int> Thresholds,
    string? Escalation,
    MisfirePolicy Misfire,
    ValueList<string> Clauses);

/// <summary>What happens when several thresholds of a clock are found passed at once, e.g. after a stop of the machine.</summary>
public enum MisfirePolicy
{
    /// <summary>The highest is reached, the lower ones are recorded as passed over; people are told once. The default.</summary>
    Latest,

    /// <summary>Each is reached in turn; people are told of each.</summary>
    Each,
}

/// <summary>The clocks of a bundle.</summary>
public sealed record ClocksPart(string Path, ValueList<ClockDefinition> Clocks) : DefinitionPart(Path);
