namespace WorkflowItsm.Engine;

/// <summary>
/// A deliberate mistake, for the tests that have to notice it: whoever proves an engine by comparing it has to prove the comparison as
/// well. Off for everybody else, who cannot reach it.
/// </summary>
internal enum Mutation
{
    /// <summary>No mistake.</summary>
    None,

    /// <summary>The tokens that a parallel gateway joins are lost.</summary>
    JoinDropsToken,

    /// <summary>The events on the border of an activity are still waited for when it has ended.</summary>
    BorderStays,

    /// <summary>What was completed first is undone first.</summary>
    CompensationForwards,

    /// <summary>An inclusive gateway waits for nothing.</summary>
    InclusiveWaitsForNothing,

    /// <summary>Every escalation interrupts.</summary>
    EscalationInterrupts,

    /// <summary>A signal is heard twice.</summary>
    SignalTwice,

    /// <summary>A multi-instance activity does not ask its completion condition.</summary>
    CompletionConditionMissed,

    /// <summary>What an event sub-process has interrupted can still be interrupted by another.</summary>
    EventSubProcessStays,

    /// <summary>A terminate end event ends only its own token.</summary>
    TerminateLeavesTokens,

    /// <summary>The default flow is taken beside one whose condition is true.</summary>
    DefaultBesideTrue,

    /// <summary>Rounds are counted from 0.</summary>
    LoopCounterFromZero,

    /// <summary>A cancelled transaction undoes nothing.</summary>
    CancelForgetsCompensation,

    /// <summary>An event that catches every error goes before one that names the code.</summary>
    AnyBeforeCode,

    /// <summary>An activity begins with the first token, however many it takes.</summary>
    QuantityIgnored,

    /// <summary>Of several events that are all needed, the first is enough.</summary>
    FirstOfAll,

    /// <summary>A complex gateway that is tried again leaves as every other element does, and forgets that it went on.</summary>
    ComplexRetryForgets,

    /// <summary>What fails while a cancelled transaction is undone is caught inside of it.</summary>
    HazardCaughtInside,

    /// <summary>People may start several activities of a sequential ad hoc sub-process at once.</summary>
    SeveralByHand,

    /// <summary>A parallel event-based gateway that begins the process does not wait for its other events.</summary>
    OthersForgotten,

    /// <summary>A call in a process of another release means the case's release.</summary>
    CallOfWrongRelease,
}
