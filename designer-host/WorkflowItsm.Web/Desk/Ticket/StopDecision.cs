namespace WorkflowItsm.Web.Desk.Ticket;

/// <summary>What a person decides about a place where the process stands still. Closed.</summary>
public abstract record StopDecision
{
    private StopDecision()
    {
    }

    /// <summary>To try it again.</summary>
    public sealed record Retry(int IncidentId) : StopDecision;

    /// <summary>To go on as if it were done.</summary>
    public sealed record Skip(int IncidentId) : StopDecision;

    /// <summary>To go on somewhere else.</summary>
    public sealed record Move(int TokenId, string ElementId) : StopDecision;

    /// <summary>To end the branch.</summary>
    public sealed record Cancel(int TokenId) : StopDecision;
}
