using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>A ticket: its process instance, whose root variables are the ticket's fields, and its clocks.</summary>
public sealed record TicketState : CaseState
{
    /// <summary>The state before the ticket is opened.</summary>
    public static TicketState Unopened { get; } = new();

    /// <summary>The kind of ticket, e.g. <c>incident</c>; empty before it is opened.</summary>
    public string Table { get; init; } = "";

    /// <summary>The number, e.g. <c>INC0000001</c>; empty before it is opened.</summary>
    public string Number { get; init; } = "";

    /// <summary>The process it runs through; empty before it is opened.</summary>
    public string ProcessId { get; init; } = "";

    /// <summary>The release it began under; 0 before it is opened.</summary>
    public int Release { get; init; }

    /// <summary>The process instance.</summary>
    public InstanceState Instance { get; init; } = InstanceState.Initial;

    /// <summary>The clocks that have started, by definition order.</summary>
    public ValueList<ClockState> Clocks { get; init; }

    /// <summary>Who did what when, as the engine noted it, e.g. <c>resolved_at</c>.</summary>
    public FeelContext Stamps { get; init; } = FeelContext.Empty;

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who opened it; empty once erased.</summary>
    public string OpenedBy { get; init; } = "";

    /// <summary>When it changed last.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who changed it last; empty once erased.</summary>
    public string UpdatedBy { get; init; } = "";

    /// <summary>How many commands changed it.</summary>
    public int Updates { get; init; }

    /// <summary>Whether the ticket has been opened.</summary>
    public bool IsOpened => Number.Length > 0;

    /// <summary>Whether the ticket is archived: its process has ended and nothing of it can change.</summary>
    public bool IsArchived => Instance.Ended;

    /// <summary>A field by name: what the engine noted, else a variable of the process; <c>state</c> is the state it is in.</summary>
    public FeelValue this[string field] =>
        field == "state" ? (Instance.State is { } state ? state : FeelValue.Null)
        : Stamps.TryGet(field, out var stamp) ? stamp
        : Instance.Variables[field];
}
