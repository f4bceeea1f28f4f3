using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>What happened to a ticket; recorded for ever. Closed.</summary>
public abstract record TicketFact : CaseFact
{
    private TicketFact()
    {
    }

    /// <summary>Something happened in its process.</summary>
    public sealed record Process(EngineEvent Event) : TicketFact, IWrapsFact
    {
        object IWrapsFact.Wrapped => Event;
    }

    /// <summary>The ticket was opened.</summary>
    public sealed record Opened(string Table, string Number, string ProcessId, int Release, string? ConversationKey) : TicketFact;

    /// <summary>Somebody wrote a comment, or an internal note.</summary>
    public sealed record Commented(string Text, bool IsInternal) : TicketFact;

    /// <summary>Somebody put a file to the ticket.</summary>
    public sealed record Attached(Attachment File) : TicketFact;

    /// <summary>The engine noted who did what when, e.g. <c>resolved_at</c> and <c>resolved_by</c>.</summary>
    public sealed record Stamped(FeelContext Stamps) : TicketFact;

    /// <summary>A clock started.</summary>
    public sealed record ClockStarted(string ClockId, TimeSpan Goal, ValueList<int> Thresholds) : TicketFact;

    /// <summary>A clock stands still.</summary>
    public sealed record ClockPaused(string ClockId) : TicketFact;

    /// <summary>A clock goes on, after a pause or after it had stopped.</summary>
    public sealed record ClockResumed(string ClockId) : TicketFact;

    /// <summary>A clock stopped.</summary>
    /// <param name="ClockId">Which.</param>
    /// <param name="IsBreached">Whether more than the goal was spent.</param>
    public sealed record ClockStopped(string ClockId, bool IsBreached) : TicketFact;

    /// <summary>A clock reached a threshold.</summary>
    /// <param name="ClockId">Which.</param>
    /// <param name="Percent">The threshold.</param>
    /// <param name="PassedOver">Lower thresholds that had passed unseen and of which nobody is told.</param>
    public sealed record ClockReached(string ClockId, int Percent, ValueList<int> PassedOver) : TicketFact;

    /// <summary>A table was asked whom to tell of a clock.</summary>
    public sealed record EscalationDecided(
        string ClockId, string DecisionId, FeelContext Inputs, ValueList<RuleHit> Rules, FeelValue Result, ValueList<string> Problems) : TicketFact
    {
        /// <summary>The names of the inputs that hold personal data; they, and then the result, are kept apart so that they can be erased.</summary>
        public ValueList<string> Personal { get; init; }
    }

    /// <summary>Somebody is to be told; the mail itself is an effect.</summary>
    /// <param name="Audience">As whom, e.g. <c>team</c>.</param>
    /// <param name="Address">Where; null when the audience has nobody, so nobody was told.</param>
    /// <param name="Template">In which words.</param>
    public sealed record Told(string Audience, string? Address, string Template) : TicketFact;
}
