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

    /// <summary>
    /// Of an activity, an exclusive, inclusive or complex gateway: the flow taken when no condition of the others holds
    /// (BPMN 2.0, 8.4.13); null when none is marked.
    /// </summary>
    public string? DefaultFlowId { get; init; }

    /// <summary>Of an activity: how it repeats; null when it is done once (BPMN 2.0, 10.3.8).</summary>
    public Loop? Loop { get; init; }

    /// <summary>Of an activity: whether it only undoes another one's work, outside of the flow (isForCompensation).</summary>
    public bool IsForCompensation { get; init; }

    /// <summary>Of an activity: how many tokens have to come before it begins; 1 by default.</summary>
    public int StartQuantity { get; init; } = 1;

    /// <summary>Of an activity: how many tokens leave over each flow that is taken; 1 by default.</summary>
    public int CompletionQuantity { get; init; } = 1;

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
    public sealed record BoundaryEvent(EventTrigger Trigger, string AttachedTo, bool IsInterrupting) : FlowNode
    {
        /// <summary>Of a compensation event: the activity that undoes the work, to which an association leads; null for every other event.</summary>
        public string? HandlerId { get; init; }
    }

    /// <summary>An end event.</summary>
    public sealed record EndEvent(EventTrigger Trigger) : FlowNode;

    /// <summary>Work for a person; its settings name the form, the candidates and the outcomes.</summary>
    public sealed record UserTask : FlowNode;

    /// <summary>Work for a handler outside the core; its settings name the handler.</summary>
    public sealed record ServiceTask : FlowNode;

    /// <summary>A decision of a DMN model; its settings name it.</summary>
    public sealed record BusinessRuleTask : FlowNode;

    /// <summary>A FEEL expression whose value is kept.</summary>
    public sealed record ScriptTask(FeelExpression Script) : FlowNode;

    /// <summary>Sends a message or a notification and goes on at once; one whose settings name a handler or topic is done like a service task.</summary>
    public sealed record SendTask(EventTrigger Trigger) : FlowNode;

    /// <summary>Waits for a message.</summary>
    /// <param name="Trigger">The message.</param>
    /// <param name="Instantiates">Whether the message begins the process (BPMN 2.0, 10.3.3); such a task has no incoming flow.</param>
    public sealed record ReceiveTask(EventTrigger Trigger, bool Instantiates = false) : FlowNode;

    /// <summary>Code in another language than FEEL, run by the host; refused unless the host says that it runs the language.</summary>
    /// <param name="Language">The script's format, in lower case, e.g. <c>csharp</c>.</param>
    /// <param name="Code">The text.</param>
    public sealed record CodeTask(string Language, string Code) : FlowNode
    {
        /// <summary>Where the text begins; null when that is not known, as of a global task.</summary>
        public ScriptSource? Source { get; init; }
    }

    /// <summary>Runs another process, or a global task, inside the case (BPMN 2.0, 10.3.6).</summary>
    /// <param name="Called">The id of the process.</param>
    /// <param name="Binding">Which version of it.</param>
    public sealed record CallActivity(string Called, CallBinding Binding) : FlowNode;

    /// <summary>An abstract or manual task: nothing for the engine to do, it goes on at once.</summary>
    public sealed record PlainTask : FlowNode;

    /// <summary>Takes the first flow whose condition is true, else the default flow.</summary>
    public sealed record ExclusiveGateway : FlowNode;

    /// <summary>Waits for every token that can still come, then takes every flow whose condition is true, else the default flow (BPMN 2.0, 13.4.3).</summary>
    public sealed record InclusiveGateway : FlowNode;

    /// <summary>
    /// Goes on when its condition over the tokens that have come is true, then waits for those that can still come before it
    /// begins anew (BPMN 2.0, 13.4.5).
    /// </summary>
    /// <param name="ActivationCondition">
    /// When it goes on; sees <c>activationCount</c>, the incoming flows by id as numbers of tokens, and <c>waitingForStart</c>. Null: at the first token.
    /// </param>
    public sealed record ComplexGateway(FeelExpression? ActivationCondition) : FlowNode;

    /// <summary>Waits for a token on every incoming flow, then takes every outgoing flow.</summary>
    public sealed record ParallelGateway : FlowNode;

    /// <summary>Waits for the first of the catch events (or receive tasks) that follow it.</summary>
    /// <param name="Instantiates">Whether the first event begins the process; such a gateway has no incoming flow.</param>
    /// <param name="AwaitsAll">Of one that begins the process: whether the other events are waited for too (eventGatewayType Parallel).</param>
    public sealed record EventBasedGateway(bool Instantiates = false, bool AwaitsAll = false) : FlowNode;

    /// <summary>An embedded sub-process or, started by an event, an event sub-process.</summary>
    public sealed record SubProcess(bool IsEventSubProcess) : FlowNode
    {
        /// <summary>Whether it is a transaction, whose cancel event undoes what was done in it (BPMN 2.0, 10.3.5).</summary>
        public bool IsTransaction { get; init; }
    }

    /// <summary>A sub-process whose activities are started in no drawn order (BPMN 2.0, 10.3.5).</summary>
    /// <param name="IsSequential">Whether one at a time.</param>
    /// <param name="CompletionCondition">Asked when an activity has ended; null: it is complete when all have been done, or when somebody says so.</param>
    /// <param name="CancelsRemaining">Whether what still runs is cancelled when the condition holds.</param>
    /// <param name="IsManual">Whether people choose what is started and how often; else the engine starts each activity once.</param>
    public sealed record AdHocSubProcess(bool IsSequential, FeelExpression? CompletionCondition, bool CancelsRemaining, bool IsManual) : FlowNode;
}

/// <summary>A sequence flow.</summary>
/// <param name="Id">The id in the file.</param>
/// <param name="Name">The name as drawn; may be empty.</param>
/// <param name="SourceId">The node it leaves.</param>
/// <param name="TargetId">The node it reaches.</param>
/// <param name="Condition">When it is taken; null means always.</param>
public sealed record SequenceFlow(string Id, string Name, string SourceId, string TargetId, FeelExpression? Condition);
