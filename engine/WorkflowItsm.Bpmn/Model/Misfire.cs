namespace WorkflowItsm.Bpmn.Model;

/// <summary>
/// What becomes of a timer that could not fire at its time, because nothing ran or too much was to be done. Closed.
/// BPMN does not say; the process owner does, and where nothing is said it fires once.
/// </summary>
public abstract record Misfire
{
    private Misfire()
    {
    }

    /// <summary>Fires once, however late; all rounds of a cycle that were missed are made good by the one. The default.</summary>
    public sealed record FireOnce : Misfire;

    /// <summary>Fires every missed round of a cycle, one after the other.</summary>
    /// <param name="AtMost">How many missed rounds at most; of more the oldest are passed over.</param>
    public sealed record FireAll(int AtMost) : Misfire;

    /// <summary>Passes over what was missed; a cycle goes on with its next round.</summary>
    public sealed record Skip : Misfire;

    /// <summary>Fires once if the newest missed round is not older than a time, else passes over what was missed.</summary>
    /// <param name="Window">How late it may be.</param>
    public sealed record FireWithin(TimeSpan Window) : Misfire;
}
