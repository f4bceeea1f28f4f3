using WorkflowItsm.Engine.Folding;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine;

/// <summary>
/// What happened in a process instance; recorded for ever, never refused. Closed. (BPMN's own events are
/// diagram elements; see <c>FlowNode</c>.) Token, scope, wait and incident ids count up from 1 in one
/// sequence of the instance.
/// </summary>
public abstract record EngineEvent
{
    private EngineEvent()
    {
    }

    /// <summary>The instance began: its root scope is open.</summary>
    public sealed record InstanceStarted(string ProcessId, int RootScopeId) : EngineEvent
    {
        /// <summary>The start event that was asked for; null for the none start event.</summary>
        public string? StartElementId { get; init; }

        /// <summary>The correlation key of the conversation that started it; null when a message did not.</summary>
        public string? ConversationKey { get; init; }
    }

    /// <summary>A sub-process began inside the token <paramref name="HostTokenId"/>, or an event sub-process inside the scope (host null).</summary>
    public sealed record ScopeOpened(int ScopeId, int ParentScopeId, string ElementId, int? HostTokenId) : EngineEvent;

    /// <summary>A scope ended; events of their own have told of its waits and tokens before. The root scope ends with the instance.</summary>
    public sealed record ScopeClosed(int ScopeId) : EngineEvent;

    /// <summary>A token entered an element, over a flow or (flow null) as the first of its scope, or from an event.</summary>
    public sealed record ElementEntered(int TokenId, int ScopeId, string ElementId, string? FlowId) : EngineEvent;

    /// <summary>A token left its element and is gone; the tokens on the outgoing flows are entered by events of their own.</summary>
    public sealed record ElementLeft(int TokenId, string ElementId, bool Canceled) : EngineEvent;

    /// <summary>Something is waited for.</summary>
    public sealed record WaitOpened(Wait Wait) : EngineEvent;

    /// <summary>A wait is over: fulfilled or given up.</summary>
    public sealed record WaitClosed(int WaitId, bool Fulfilled) : EngineEvent;

    /// <summary>A user task was given to somebody, or (null) to nobody.</summary>
    public sealed record TaskAssigned(int WaitId, string ElementId, string? Assignee) : EngineEvent;

    /// <summary>A user task was completed.</summary>
    public sealed record TaskCompleted(int WaitId, string ElementId, string Outcome) : EngineEvent;

    /// <summary>A person took an action.</summary>
    public sealed record ActionTaken(int WaitId, string ElementId, string Action) : EngineEvent;

    /// <summary>
    /// A token's activity began to repeat in a scope of its own, which has just been opened.
    /// </summary>
    /// <param name="ScopeId">The scope that holds the rounds.</param>
    /// <param name="Total">How many rounds there will be; null when a condition says it.</param>
    /// <param name="Items">The items, one for each round; empty when the loop has none.</param>
    public sealed record LoopBegun(int ScopeId, int? Total, ValueList<FeelValue> Items) : EngineEvent
    {
        /// <summary>Whether the items come of personal data, and are kept apart.</summary>
        public bool Personal { get; init; }
    }

    /// <summary>A round began in a scope of its own, which has just been opened.</summary>
    /// <param name="LoopScopeId">The scope that holds the rounds.</param>
    /// <param name="ScopeId">The round's own.</param>
    /// <param name="Number">From 1.</param>
    public sealed record RoundBegun(int LoopScopeId, int ScopeId, int Number) : EngineEvent;

    /// <summary>A round ended.</summary>
    /// <param name="LoopScopeId">The scope that holds the rounds.</param>
    /// <param name="Number">From 1.</param>
    /// <param name="Completed">False when it was cancelled.</param>
    /// <param name="Result">What it gave; null where nothing is collected.</param>
    public sealed record RoundEnded(int LoopScopeId, int Number, bool Completed, FeelValue Result) : EngineEvent
    {
        /// <summary>Whether the result is personal, and is kept apart.</summary>
        public bool Personal { get; init; }
    }

    /// <summary>All rounds that were to be done are done; the loop's scope closes, and what can be undone in it belongs to the scope around it.</summary>
    public sealed record LoopEnded(int ScopeId) : EngineEvent;

    /// <summary>An activity whose work can be undone was completed.</summary>
    /// <param name="Id">The id of the completion.</param>
    /// <param name="ScopeId">The scope it belongs to.</param>
    /// <param name="ElementId">The activity.</param>
    /// <param name="InnerScopeId">Of a sub-process: its scope, whose completions are kept with this one; null for a task.</param>
    /// <param name="Variables">Of a sub-process: the variables it had, with which its work is undone.</param>
    public sealed record ActivityCompleted(int Id, int ScopeId, string ElementId, int? InnerScopeId, ValueList<Variable> Variables) : EngineEvent;

    /// <summary>Completions are taken together to be undone.</summary>
    /// <param name="FromScopeId">The scope they belonged to.</param>
    /// <param name="ElementId">Those of this activity; null: all of the scope.</param>
    /// <param name="Deep">Whether those of the scopes inside it come too.</param>
    /// <param name="IntoScopeId">The scope they belong to from now on.</param>
    public sealed record CompletionsTaken(int FromScopeId, string? ElementId, bool Deep, int IntoScopeId) : EngineEvent;

    /// <summary>The work of a completed activity is being undone.</summary>
    /// <param name="Id">The completion; it is over.</param>
    /// <param name="ElementId">The activity.</param>
    /// <param name="IntoScopeId">The scope in which a sub-process is undone, to which its own completions belong now; null for a task.</param>
    public sealed record CompensationBegun(int Id, string ElementId, int? IntoScopeId) : EngineEvent;

    /// <summary>An activity of an ad hoc sub-process was started, its token being entered by an event of its own; or it no longer will be, because the condition has held.</summary>
    public sealed record AdHocStarted(int ScopeId, string ElementId) : EngineEvent;

    /// <summary>A signal was thrown.</summary>
    public sealed record SignalThrown(string ElementId, string Name) : EngineEvent;

    /// <summary>A signal was heard.</summary>
    public sealed record SignalReceived(int WaitId, string ElementId, string Name) : EngineEvent;

    /// <summary>An escalation was thrown; the element that catches it is entered by an event of its own. One that nothing catches does nothing.</summary>
    public sealed record EscalationThrown(string ElementId, string? Code, string? CaughtBy) : EngineEvent;

    /// <summary>A condition that is waited for became true, or false again.</summary>
    public sealed record ConditionChanged(int WaitId, string ElementId, bool Holds) : EngineEvent;

    /// <summary>A complex gateway went on; the token that stays waits for what can still come over the other flows.</summary>
    /// <param name="TokenId">The token that stays.</param>
    /// <param name="Flows">The incoming flows whose tokens it took.</param>
    public sealed record GatewayFired(int TokenId, ValueList<string> Flows) : EngineEvent;

    /// <summary>Somebody changed the course of the instance by hand; what follows from it is told by events of its own.</summary>
    /// <param name="Kind"><c>skip</c>, <c>move</c> or <c>cancel</c>.</param>
    /// <param name="ElementId">Where the token stood.</param>
    /// <param name="ToElementId">Where it was put; null when it was put nowhere.</param>
    public sealed record Intervened(string Kind, string ElementId, string? ToElementId) : EngineEvent;

    /// <summary>Variables of a scope took values.</summary>
    public sealed record VariablesSet(int ScopeId, string? ElementId, ValueList<Variable> Variables) : EngineEvent;

    /// <summary>
    /// A decision was made, with all it used. <paramref name="ElementId"/> is null for a derived variable. Where an input is
    /// personal, the result and the problems are kept apart as well.
    /// </summary>
    public sealed record DecisionMade(
        string? ElementId, string DecisionId, FeelContext Inputs, ValueList<RuleHit> Rules, FeelValue Result, ValueList<string> Problems) : EngineEvent
    {
        /// <summary>The names of the inputs that hold personal data; they are kept apart so that they can be erased.</summary>
        public ValueList<string> Personal { get; init; }
    }

    /// <summary>A message was taken.</summary>
    public sealed record MessageReceived(int WaitId, string ElementId, string Name, string Key) : EngineEvent;

    /// <summary>A message came that nothing waited for.</summary>
    public sealed record MessageIgnored(string Name, string Key) : EngineEvent;

    /// <summary>A timer fired.</summary>
    public sealed record TimerFired(int WaitId, string ElementId) : EngineEvent;

    /// <summary>Rounds of a timer were missed, and by its owner's policy they are passed over.</summary>
    /// <param name="WaitId">The wait.</param>
    /// <param name="ElementId">The event.</param>
    /// <param name="Rounds">How many; at least one.</param>
    public sealed record TimerMissed(int WaitId, string ElementId, int Rounds) : EngineEvent;

    /// <summary>An error was thrown; the element that catches it is entered by an event of its own.</summary>
    public sealed record ErrorThrown(string ElementId, string? Code, string? CaughtBy) : EngineEvent;

    /// <summary>Entering an element set the state.</summary>
    public sealed record StateSet(int State, string ElementId) : EngineEvent;

    /// <summary>An element covers the state as long as its token (of an event sub-process: its scope) stays.</summary>
    public sealed record OverlaySet(int TokenId, int State, string ElementId) : EngineEvent;

    /// <summary>The cover is off.</summary>
    public sealed record OverlayLifted(int TokenId) : EngineEvent;

    /// <summary>Something could not go on and needs a person.</summary>
    public sealed record IncidentRaised(Incident Incident) : EngineEvent;

    /// <summary>An incident is over.</summary>
    public sealed record IncidentResolved(int IncidentId) : EngineEvent;

    /// <summary>The instance ended.</summary>
    /// <param name="ElementId">The end event that was reached last; null when it was cancelled from outside.</param>
    /// <param name="Reason">Why it was cancelled; null when it was not.</param>
    public sealed record InstanceEnded(string? ElementId, string? Reason) : EngineEvent;
}

/// <summary>A variable that took a value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Personal">Whether it is kept apart with personal data.</param>
public sealed record Variable(string Name, FeelValue Value, bool Personal);

/// <summary>A rule that decided.</summary>
public sealed record RuleHit(string TableId, string RuleId, int RuleNumber);

/// <summary>Something that could not go on.</summary>
/// <param name="Id">Its id in the instance.</param>
/// <param name="TokenId">The token that stands still; null when the whole command was rolled back.</param>
/// <param name="ElementId">Where; null when no element is to blame.</param>
/// <param name="Code">A stable kebab-case name, e.g. <c>step-limit</c>, <c>condition-not-boolean</c>, <c>job-failed</c>.</param>
/// <param name="Sentence">Place, what was found, what was expected, what to do.</param>
public sealed record Incident(int Id, int? TokenId, string? ElementId, string Code, string Sentence) : IHasId
{
    private static readonly SentenceMemory _memory = new(ChineseIncidents.Book, ChineseFindings.Book);

    /// <summary>
    /// The sentence in Simplified Chinese, told from its English words, in which journals hold it; what it quotes, such as the answer
    /// of a handler, stays as it is. Null when it is none of the engine's sentences of today.
    /// </summary>
    public string? InChinese() => _memory.Chinese(Sentence);

    /// <summary>
    /// Whether the element had done its work and only the choice of its outgoing flows failed: trying again then
    /// leaves the element instead of doing its work twice.
    /// </summary>
    public bool Leaving { get; init; }

    /// <summary>
    /// The timer whose firing was rolled back; it stands still until the incident is resolved, because it would
    /// otherwise be due again at once and raise the same incident for ever. Null for every other incident.
    /// </summary>
    public Wait.Timer? HeldTimer { get; init; }
}

/// <summary>Something that is waited for. Closed.</summary>
public abstract record Wait : IHasId
{
    private Wait(int id, int? tokenId, int scopeId, string elementId) => (Id, TokenId, ScopeId, ElementId) = (id, tokenId, scopeId, elementId);

    /// <summary>Its id in the instance.</summary>
    public int Id { get; init; }

    /// <summary>The token that waits, or that of the activity on whose border the event sits; null for the start of an event sub-process.</summary>
    public int? TokenId { get; init; }

    /// <summary>The scope it ends with.</summary>
    public int ScopeId { get; init; }

    /// <summary>The task or event.</summary>
    public string ElementId { get; init; }

    /// <summary>Which of several triggers of the event, from 0; 0 for an event with one.</summary>
    public int Part { get; init; }

    /// <summary>A person does a task.</summary>
    public sealed record Task(int Id, int? TokenId, int ScopeId, string ElementId, string? CandidateTeam, string? Assignee)
        : Wait(Id, TokenId, ScopeId, ElementId);

    /// <summary>A moment comes.</summary>
    /// <param name="Id">Its id in the instance.</param>
    /// <param name="TokenId">The token that waits.</param>
    /// <param name="ScopeId">The scope it ends with.</param>
    /// <param name="ElementId">The event.</param>
    /// <param name="DueAt">When.</param>
    /// <param name="Repeat">The rest of a cycle after this time, as an ISO 8601 repeating interval; null for none.</param>
    public sealed record Timer(int Id, int? TokenId, int ScopeId, string ElementId, DateTimeOffset DueAt, string? Repeat)
        : Wait(Id, TokenId, ScopeId, ElementId);

    /// <summary>A message comes.</summary>
    public sealed record Message(int Id, int? TokenId, int ScopeId, string ElementId, string Name, string Key)
        : Wait(Id, TokenId, ScopeId, ElementId);

    /// <summary>A handler answers.</summary>
    public sealed record Job(int Id, int? TokenId, int ScopeId, string ElementId, string Handler)
        : Wait(Id, TokenId, ScopeId, ElementId);

    /// <summary>A signal is thrown.</summary>
    public sealed record Signal(int Id, int? TokenId, int ScopeId, string ElementId, string Name)
        : Wait(Id, TokenId, ScopeId, ElementId);

    /// <summary>A condition becomes true.</summary>
    /// <param name="Id">Its id in the instance.</param>
    /// <param name="TokenId">The token that waits.</param>
    /// <param name="ScopeId">The scope it ends with.</param>
    /// <param name="ElementId">The event.</param>
    /// <param name="Holds">Whether it was true when it was last asked; it happens when this becomes true.</param>
    public sealed record Condition(int Id, int? TokenId, int ScopeId, string ElementId, bool Holds)
        : Wait(Id, TokenId, ScopeId, ElementId);

    /// <summary>A person may take an action: start an event sub-process, or an activity of an ad hoc sub-process, or complete that.</summary>
    public sealed record Action(int Id, int? TokenId, int ScopeId, string ElementId)
        : Wait(Id, TokenId, ScopeId, ElementId);
}
