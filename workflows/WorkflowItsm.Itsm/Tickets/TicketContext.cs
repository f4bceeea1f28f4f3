using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>What the expressions of a ticket's process may read besides its variables.</summary>
internal static class TicketContext
{
    public static ProcessContext Of(ProcessModel process, Release release, TicketState ticket, DateTimeOffset now, Actor actor) =>
        new(process, release.FindDecision, now)
        {
            Callable = release.Callable,
            Ambient = ticket.Stamps
                .With("number", Own(ticket, "number"))
                .With("opened_at", Own(ticket, "opened_at"))
                .With("opened_by", Own(ticket, "opened_by"))
                .With("actor", actor.Name),
        };

    /// <summary>A field as expressions and templates read it: a value somebody or the engine set, else what the ticket itself knows.</summary>
    public static FeelValue Field(TicketState ticket, string name) => ticket[name] is { IsNull: false } value ? value : Own(ticket, name);

    /// <summary>What the ticket itself knows, by field name; null for anything else.</summary>
    public static FeelValue Own(TicketState ticket, string name) => name switch
    {
        "number" => ticket.Number,
        "opened_at" => FeelValue.DateTime(ticket.OpenedAt),
        "opened_by" => ticket.OpenedBy,
        _ => FeelValue.Null,
    };
}
