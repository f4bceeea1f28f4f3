using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Model;

/// <summary>
/// A flow node of a process: an event, an activity or a gateway (BPMN 2.0, 10.3–10.6). Closed: every kind the
/// engine knows is nested here, so that a switch over them is complete or does not build.
/// </summary>
public abstract record FlowNode
{
    private FlowNode()
    {
    }

    /// <summary>The id in the file, unique in the process.</summary>
    public required string Id { get; init; }

    /// <summary>The name as drawn; empty when the owner gave none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The id of the process or sub-process that holds the node.</summary>
    public required string ScopeId { get; init; }

    /// <summary>The sequence flows that lead here, in file order.</summary>
    public ValueList<SequenceFlow> Incoming { get; init; }

    /// <summary>The sequence flows that lead away, in file order.</summary>
    public ValueList<SequenceFlow> Outgoing { get; init; }

    /// <summary>What our extension elements say of the node.</summary>
    public NodeSettings Settings { get; init; } = NodeSettings.None;

    /// <summary>A start event. Of an event sub-process it may leave the enclosing scope running.</summary>
    /// <param name="Trigger">What starts it.</param>
    /// <param name="IsInterrupting">For the start of an event sub-process: whether it ends what else runs in the enclosing scope.</param>
    public sealed record StartEvent(EventTrigger Trigger, bool IsInterrupting) : FlowNode;

    /// <summary>An event in the flow that waits for its trigger.</summary>
    public sealed record CatchEvent(EventTrigger Trigger) : FlowNode;

    /// <summary>An event in the flow that throws its result; the none event only marks a place.</summary>
    public sealed record ThrowEvent(EventTrigger Trigger) : FlowNode;

    /// <summary>An event on the border of an activity.</summary>
    /// <param name="Trigger">What it waits for.</param>
    /// <param name="AttachedTo">The id of the activity.</param>
    /// <param name="IsInterrupting">Whether the activity ends when the event happens (cancelActivity).</param>
    public sealed record BoundaryEvent(EventTrigger Trigger, string AttachedTo, bool IsInterrupting) : FlowNode;

    /// <summary>An end event: none, error, terminate or message.</summary>
    public sealed record EndEvent(EventTrigger Trigger) : FlowNode;

    /// <summary>Work for a person; its settings name the form, the candidates and the outcomes.</summary>
    public sealed record UserTask : FlowNode;

    /// <summary>Work for a handler outside the core; its settings name the handler.</summary>
    public sealed record ServiceTask : FlowNode;

    /// <summary>A decision of a DMN model; its settings name it.</summary>
    public sealed record BusinessRuleTask : FlowNode;

    /// <summary>A FEEL expression whose value is kept.</summary>
    public sealed record ScriptTask(FeelExpression Script) : FlowNode;

    /// <summary>Sends a message or a notification; goes on at once.</summary>
    public sealed record SendTask(EventTrigger Trigger) : FlowNode;

    /// <summary>Waits for a message.</summary>
    public sealed record ReceiveTask(EventTrigger Trigger) : FlowNode;

    /// <summary>An abstract or manual task: nothing for the engine to do, it goes on at once.</summary>
    public sealed record PlainTask : FlowNode;

    /// <summary>Takes the first flow whose condition is true, else the default flow.</summary>
    /// <param name="DefaultFlowId">The default flow; null when none is marked.</param>
    public sealed record ExclusiveGateway(string? DefaultFlowId) : FlowNode;

    /// <summary>Waits for a token on every incoming flow, then takes every outgoing flow.</summary>
    public sealed record ParallelGateway : FlowNode;

    /// <summary>Waits for the first of the catch events (or receive tasks) that follow it.</summary>
    public sealed record EventBasedGateway : FlowNode;

    /// <summary>An embedded sub-process or, started by an event, an event sub-process.</summary>
    public sealed record SubProcess(bool IsEventSubProcess) : FlowNode;
}

/// <summary>A sequence flow.</summary>
/// <param name="Id">The id in the file.</param>
/// <param name="Name">The name as drawn; may be empty.</param>
/// <param name="SourceId">The node it leaves.</param>
/// <param name="TargetId">The node it reaches.</param>
/// <param name="Condition">When it is taken; null means always.</param>
public sealed record SequenceFlow(string Id, string Name, string SourceId, string TargetId, FeelExpression? Condition);

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
    /// <param name="CorrelationKey">The value that tells one conversation from another; null for a message start of a process, which opens the conversation.</param>
    public sealed record Message(string MessageName, FeelExpression? CorrelationKey) : EventTrigger;

    /// <summary>A timer.</summary>
    /// <param name="Kind">Which of BPMN's three forms.</param>
    /// <param name="Expression">FEEL: a date and time, a duration, or for a cycle a text such as "R3/PT10M".</param>
    public sealed record Timer(TimerKind Kind, FeelExpression Expression) : EventTrigger
    {
        /// <summary>What becomes of it when it could not fire at its time.</summary>
        public Misfire Misfire { get; init; } = new Misfire.FireOnce();
    }

    /// <summary>An error.</summary>
    /// <param name="Code">The error code; null at a catching event means any error.</param>
    public sealed record Error(string? Code) : EventTrigger;

    /// <summary>Ends everything that runs in the scope of the end event.</summary>
    public sealed record Terminate : EventTrigger;
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
