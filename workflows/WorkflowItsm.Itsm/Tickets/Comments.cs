using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>Comments and internal notes.</summary>
internal static class Comments
{
    /// <summary>The message that a caller's comment is to the ticket's own process; its key is the ticket's number.</summary>
    public const string CallerReplied = "caller.replied";

    public static void Add(TicketRun run, string? comment, string? workNote)
    {
        if (!string.IsNullOrWhiteSpace(comment)) run.Record(new TicketFact.Commented(comment, IsInternal: false));
        if (!string.IsNullOrWhiteSpace(workNote)) run.Record(new TicketFact.Commented(workNote, IsInternal: true));
    }

    /// <summary>Lets the process know that the caller has written, where it waits for that.</summary>
    public static Refusal? TellProcess(TicketRun run, string? comment)
    {
        if (string.IsNullOrWhiteSpace(comment) || !Permissions.IsCaller(run.Ticket, run.Actor)) return null;
        var waits = run.Ticket.Instance.Waits.OfType<Wait.Message>().Any(wait => wait.Name == CallerReplied);
        return waits ? run.Ask(new Command.DeliverMessage(CallerReplied, run.Ticket.Number, FeelContext.Empty)) : null;
    }
}
