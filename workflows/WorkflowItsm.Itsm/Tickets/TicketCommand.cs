using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>What may be asked of a ticket. Closed. Each is one atomic step: all of it holds, or none.</summary>
public abstract record TicketCommand : CaseCommand
{
    private TicketCommand()
    {
    }

    /// <summary>Opens a ticket: starts its process.</summary>
    /// <param name="ProcessId">The process, by id.</param>
    /// <param name="StartElementId">The start event; null takes the none start event.</param>
    /// <param name="Fields">The first fields.</param>
    public sealed record Open(string ProcessId, string? StartElementId, FeelContext Fields) : TicketCommand
    {
        /// <summary>The key of the conversation that opened it (e.g. an alert group); null when a person or an application did.</summary>
        public string? ConversationKey { get; init; }

        /// <summary>Of a start event that waits for several triggers: which of them came, from 0. Null, the default: all came.</summary>
        public int? StartPart { get; init; }

        /// <summary>Whether a message, signal or timer opens it, whose content the start event may have given a name; false, the default, when a person or an application does.</summary>
        public bool IsTriggered { get; init; }

        /// <summary>The state the ticket is to reach at once; null leaves it to the process.</summary>
        public int? State { get; init; }

        /// <summary>A public comment to begin with; null for none.</summary>
        public string? Comment { get; init; }

        /// <summary>An internal note to begin with; null for none.</summary>
        public string? WorkNote { get; init; }
    }

    /// <summary>
    /// Changes fields, adds a comment or note, and asks for a state, in this order. The state is reached by the
    /// single enabled outcome or action that declares it; the state the ticket is in is no change.
    /// </summary>
    public sealed record Update(FeelContext Fields, int? State, string? Comment, string? WorkNote) : TicketCommand;

    /// <summary>Puts a file to the ticket; its bytes have been stored under its id before.</summary>
    public sealed record Attach(Attachment File) : TicketCommand;

    /// <summary>Completes a task with an outcome.</summary>
    public sealed record Complete(int WaitId, string Outcome, FeelContext Fields) : TicketCommand;

    /// <summary>Takes an action, such as putting on hold.</summary>
    public sealed record Act(int WaitId, FeelContext Fields) : TicketCommand;

    /// <summary>Gives a task to somebody; to oneself is a claim. Null gives it back.</summary>
    public sealed record Assign(int WaitId, string? Assignee) : TicketCommand;

    /// <summary>A message of the ticket's conversation.</summary>
    public sealed record Deliver(string Name, string Key, FeelContext Payload) : TicketCommand;

    /// <summary>A signal that another case or somebody outside has thrown.</summary>
    public sealed record DeliverSignal(string Name, FeelContext Payload) : TicketCommand;

    /// <summary>A BPMN timer is due.</summary>
    public sealed record FireTimer(int WaitId) : TicketCommand;

    /// <summary>The next threshold of a clock is due.</summary>
    public sealed record ClockDue(string ClockId) : TicketCommand;

    /// <summary>A handler or worker answered a service task.</summary>
    public sealed record Answer(int WaitId, JobAnswer Said) : TicketCommand;

    /// <summary>Tries again what an incident of the engine stopped.</summary>
    public sealed record Retry(int IncidentId) : TicketCommand;

    /// <summary>Goes on behind the element that an incident stopped, as if its work were done and had given these variables.</summary>
    public sealed record Skip(int IncidentId, FeelContext Variables) : TicketCommand;

    /// <summary>Takes a token from where it stands and puts it on another element of its process or sub-process.</summary>
    public sealed record MoveToken(int TokenId, string ElementId) : TicketCommand;

    /// <summary>Takes a token away, with all that lasts with it.</summary>
    public sealed record CancelToken(int TokenId) : TicketCommand;

    /// <summary>Sets variables of the process by hand, without the rules of forms and outcomes.</summary>
    /// <param name="ScopeId">The scope whose own variables are set; null is the root, where the ticket's fields are.</param>
    /// <param name="Variables">The values.</param>
    public sealed record SetVariables(int? ScopeId, FeelContext Variables) : TicketCommand;
}
