using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Model;

/// <summary>What triggers an event, or what it throws (BPMN 2.0, 10.5.5). Closed.</summary>
public abstract record EventTrigger
{
    private EventTrigger()
    {
    }

    /// <summary>No event definition.</summary>
    public sealed record None : EventTrigger;

    /// <summary>A message.</summary>
    /// <param name="MessageName">The name of the message, which is what sender and receiver agree on.</param>
    /// <param name="CorrelationKey">
    /// The value that tells one conversation from another; null for a message start of a process, which opens the conversation,
    /// and for a message that any one case that waits for it may take.
    /// </param>
    public sealed record Message(string MessageName, FeelExpression? CorrelationKey) : EventTrigger;

    /// <summary>A timer.</summary>
    /// <param name="Kind">Which of BPMN's three forms.</param>
    /// <param name="Expression">FEEL: a date and time, a duration, or for a cycle a text such as "R3/PT10M".</param>
    public sealed record Timer(TimerKind Kind, FeelExpression Expression) : EventTrigger
    {
        /// <summary>What becomes of it when it could not fire at its time.</summary>
        public Misfire Misfire { get; init; } = new Misfire.FireOnce();
    }

    /// <summary>A signal: heard by everything that waits for it, in this case and in others, and kept for nobody.</summary>
    /// <param name="SignalName">The name of the signal.</param>
    public sealed record Signal(string SignalName) : EventTrigger;

    /// <summary>An error.</summary>
    /// <param name="Code">The error code; null at a catching event means any error.</param>
    public sealed record Error(string? Code) : EventTrigger;

    /// <summary>An escalation: like an error, but nothing has to end, and nobody has to catch it.</summary>
    /// <param name="Code">The escalation code; null at a catching event means any escalation.</param>
    public sealed record Escalation(string? Code) : EventTrigger;

    /// <summary>A condition that becomes true.</summary>
    /// <param name="Condition">Asked when the event begins to wait and whenever a variable it reads changes.</param>
    public sealed record Conditional(FeelExpression Condition) : EventTrigger;

    /// <summary>A link: the throwing event goes on at the catching event of the same name in the same process or sub-process.</summary>
    /// <param name="LinkName">The name both ends share.</param>
    public sealed record Link(string LinkName) : EventTrigger;

    /// <summary>Compensation: undoing what completed activities did (BPMN 2.0, 10.7).</summary>
    /// <param name="ActivityId">Of a throwing event: whose work is undone; null: all of its scope.</param>
    /// <param name="WaitsForCompletion">Of a throwing event: whether it goes on only when all is undone.</param>
    public sealed record Compensation(string? ActivityId, bool WaitsForCompletion) : EventTrigger;

    /// <summary>Cancels the transaction around it, or on its border: the transaction was cancelled.</summary>
    public sealed record Cancel : EventTrigger;

    /// <summary>Ends everything that runs in the scope of the end event.</summary>
    public sealed record Terminate : EventTrigger;

    /// <summary>Several triggers. Thrown, all happen; caught, any one or all of them are waited for.</summary>
    /// <param name="Parts">The triggers, none of them several itself.</param>
    /// <param name="AwaitsAll">Whether a catching event waits for all of them (parallelMultiple).</param>
    public sealed record Multiple(ValueList<EventTrigger> Parts, bool AwaitsAll) : EventTrigger;

    /// <summary>The triggers that an event waits for or throws: the parts of <see cref="Multiple"/>, else the one itself.</summary>
    public ValueList<EventTrigger> Each() => this is Multiple several ? several.Parts : [this];
}

/// <summary>BPMN's three timer forms.</summary>
public enum TimerKind
{
    /// <summary>timeDate: at a date and time.</summary>
    Date,

    /// <summary>timeDuration: after a duration.</summary>
    Duration,

    /// <summary>timeCycle: again and again; an ISO 8601 repeating interval.</summary>
    Cycle,
}
