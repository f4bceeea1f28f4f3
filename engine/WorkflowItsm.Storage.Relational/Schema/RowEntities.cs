using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Storage.Relational.Schema;

/// <summary>A ticket as lists show it. Columns hold the text of the Table API, "" for no value.</summary>
internal sealed class TicketEntity
{
    public required string CaseId { get; set; }

    public required string Table { get; set; }

    public required string Number { get; set; }

    public required string Active { get; set; }

    /// <summary>Whether a row of its journal has a personal part: <c>true</c> or <c>false</c>.</summary>
    public required string HasPersonal { get; set; }

    public long Version { get; set; }

    public required string State { get; set; }

    public required string Priority { get; set; }

    public required string Class { get; set; }

    public required string Impact { get; set; }

    public required string Urgency { get; set; }

    public required string AssignmentGroup { get; set; }

    public required string AssignedTo { get; set; }

    public required string CallerId { get; set; }

    public required string OpenedBy { get; set; }

    public required string ShortDescription { get; set; }

    public required string CorrelationId { get; set; }

    public required string Category { get; set; }

    public required string BusinessService { get; set; }

    public required string OpenedAt { get; set; }

    public required string SysUpdatedOn { get; set; }

    public required string SlaDue { get; set; }

    public required string EngineIncident { get; set; }

    public required string ResolvedAt { get; set; }

    public required string ClosedAt { get; set; }

    /// <summary>All fields as a JSON object of texts, for filters on fields without a column.</summary>
    public required string Fields { get; set; }

    /// <summary>All fields exactly.</summary>
    public required byte[] Exact { get; set; }
}

/// <summary>An open task.</summary>
internal sealed class TaskEntity
{
    public required string CaseId { get; set; }

    public long WaitId { get; set; }

    public required string ElementId { get; set; }

    public string? CandidateTeam { get; set; }

    public string? Assignee { get; set; }
}

/// <summary>Something that will be due, in UTC ticks.</summary>
internal sealed class DueEntity
{
    public required string CaseId { get; set; }

    public required string Key { get; set; }

    public required string Kind { get; set; }

    public long At { get; set; }
}

/// <summary>An effect; times in UTC ticks, the payload dropped once it is done.</summary>
internal sealed class EffectEntity
{
    public long Position { get; set; }

    public long Index { get; set; }

    public required string CaseId { get; set; }

    public required string Kind { get; set; }

    public required string Target { get; set; }

    public byte[]? Payload { get; set; }

    public long RecordedAt { get; set; }

    public long Attempts { get; set; }

    public long NextAt { get; set; }

    public EffectState State { get; set; }

    public string? LastError { get; set; }
}
