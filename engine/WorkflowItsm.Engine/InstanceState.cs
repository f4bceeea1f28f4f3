using WorkflowItsm.Engine.Folding;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine;

/// <summary>
/// What a process instance is after the events so far. Immutable, safe to share between threads; two states are
/// equal when they hold equal values, so that a fold can be compared with what was decided.
/// </summary>
public sealed record InstanceState
{
    /// <summary>Before anything has happened.</summary>
    public static InstanceState Initial { get; } = new();

    /// <summary>The process; null before the start.</summary>
    public string? ProcessId { get; internal init; }

    /// <summary>Whether the instance has begun.</summary>
    public bool Started => ProcessId is not null;

    /// <summary>Whether it has ended; nothing changes any more.</summary>
    public bool Ended { get; internal init; }

    /// <summary>The end event reached last; null while it runs, and when it was cancelled from outside.</summary>
    public string? EndElementId { get; internal init; }

    /// <summary>Why it was cancelled; null when it was not.</summary>
    public string? EndReason { get; internal init; }

    /// <summary>The start event that was asked for; null for the none start event.</summary>
    public string? StartElementId { get; internal init; }

    /// <summary>The ticket state: the newest overlay if any, else <see cref="BaseState"/>; null when no element has set one.</summary>
    public int? State => Overlays is [.., var newest] ? newest.State : BaseState;

    /// <summary>The ticket state below the overlays.</summary>
    public int? BaseState { get; internal init; }

    /// <summary>The overlays that hold, oldest first.</summary>
    public ValueList<Overlay> Overlays { get; internal init; }

    /// <summary>The correlation keys of the conversations this instance is part of; it leaves them when it ends.</summary>
    public ValueList<string> Keys { get; internal init; }

    /// <summary>The topics this instance listens to: signals, and messages without a correlation key; it leaves them when it ends.</summary>
    public ValueList<string> Topics => Extras?.Topics ?? default;

    /// <summary>The id of the root scope; 0 before the start.</summary>
    public int RootScopeId { get; internal init; }

    /// <summary>The last id given to a token, scope, wait or incident.</summary>
    public int LastId { get; internal init; }

    /// <summary>The variables of the root scope; they stay readable after the end.</summary>
    public FeelContext Variables => ScopeTable.Find(RootScopeId)?.Variables ?? FeelContext.Empty;

    /// <summary>What is waited for, by id.</summary>
    public IEnumerable<Wait> Waits => WaitTable;

    /// <summary>The tokens, by id.</summary>
    public IEnumerable<TokenState> Tokens => TokenTable;

    /// <summary>The open scopes, by id; the root scope stays when the instance has ended.</summary>
    public IEnumerable<ScopeState> Scopes => ScopeTable;

    /// <summary>The open incidents, by id.</summary>
    public IEnumerable<Incident> Incidents => IncidentTable;

    /// <summary>The completed activities whose work can still be undone, by id.</summary>
    public IEnumerable<Completion> Completions => CompletionTable;

    internal IdTable<ScopeState> ScopeTable { get; init; }

    internal IdTable<TokenState> TokenTable { get; init; }

    internal IdTable<Wait> WaitTable { get; init; }

    internal IdTable<Incident> IncidentTable { get; init; }

    internal CompletionTable CompletionTable => Extras?.Completions ?? default;

    // Few instances have any of it, and a state is made anew at every command.
    internal InstanceExtras? Extras { get; init; }

    /// <summary>The wait with this id, or null.</summary>
    public Wait? FindWait(int id) => WaitTable.Find(id);

    /// <summary>The token with this id, or null.</summary>
    public TokenState? FindToken(int id) => TokenTable.Find(id);

    /// <summary>The incident with this id, or null.</summary>
    public Incident? FindIncident(int id) => IncidentTable.Find(id);
}

/// <summary>A token: one visit of one element.</summary>
/// <param name="Id">Its id in the instance.</param>
/// <param name="ScopeId">The scope it is in.</param>
/// <param name="ElementId">Where it is.</param>
/// <param name="FlowId">The sequence flow it came over; null for the first of a scope and after an event.</param>
public sealed record TokenState(int Id, int ScopeId, string ElementId, string? FlowId) : IHasId
{
    /// <summary>The waits it owns: its own and those of the boundary events of its activity.</summary>
    public ValueList<int> Waits { get; internal init; }

    /// <summary>The scope open inside it; null when it is not in a sub-process, a loop or a compensation.</summary>
    public int? InnerScopeId => Role?.InnerScopeId;

    /// <summary>Of the token that stays at a complex gateway which went on: the flows whose tokens it took; empty for every other token.</summary>
    public ValueList<string> Fired => Role?.Fired ?? default;

    // Nearly every token only passes: what a few of them need is kept apart.
    internal TokenRole? Role { get; init; }
}

/// <summary>What a token is besides standing on an element: that which holds a scope, or which waits for a complex gateway to begin anew.</summary>
internal sealed record TokenRole(int? InnerScopeId, ValueList<string> Fired);

/// <summary>What few instances have.</summary>
internal sealed record InstanceExtras(ValueList<string> Topics, CompletionTable Completions);

/// <summary>An open scope: the process, a sub-process or a running event sub-process.</summary>
/// <param name="Id">Its id in the instance.</param>
/// <param name="ParentId">The scope around it; null for the root.</param>
/// <param name="ElementId">The process or sub-process.</param>
/// <param name="HostTokenId">The token that stands on the sub-process; null for the root and for event sub-processes.</param>
/// <param name="Variables">Its own variables; those of the scopes around it are visible too.</param>
public sealed record ScopeState(int Id, int? ParentId, string ElementId, int? HostTokenId, FeelContext Variables) : IHasId
{
    /// <summary>How many tokens are directly in it.</summary>
    public int Tokens { get; internal init; }

    /// <summary>How many scopes are directly in it.</summary>
    public int Children { get; internal init; }

    /// <summary>The waits of the starts of its event sub-processes.</summary>
    public ValueList<int> Waits { get; internal init; }

    /// <summary>Of the scope that holds the rounds of a loop: how far it is; null for every other scope.</summary>
    public LoopState? Loop => Role?.Loop;

    /// <summary>Of the scope of one round: its number from 1; null for every other scope.</summary>
    public int? Round => Role?.Round;

    /// <summary>Whether completed activities are undone in it.</summary>
    public bool Undoes => Role is { Undoes: true };

    /// <summary>Of an ad hoc sub-process: how many activities have been started.</summary>
    public int Started => Role?.Started ?? 0;

    // Nearly every scope is plain, and is copied at every change: what a few of them need is kept apart.
    internal ScopeRole? Role { get; init; }

    /// <summary>Whether it holds what is drawn in a process or sub-process, and neither the rounds of a loop nor what is undone.</summary>
    public bool IsBody => Role is null or { Loop: null, Round: null, Undoes: false };
}

/// <summary>What a scope is besides holding what is drawn in a process or sub-process.</summary>
internal sealed record ScopeRole
{
    public static ScopeRole None { get; } = new();

    public LoopState? Loop { get; init; }

    public int? Round { get; init; }

    public bool Undoes { get; init; }

    public int Started { get; init; }
}

/// <summary>How far a loop is.</summary>
/// <param name="Total">How many rounds there will be; null when a condition says it.</param>
/// <param name="Items">The items, one for each round; empty when it has none.</param>
public sealed record LoopState(int? Total, ValueList<FeelValue> Items)
{
    /// <summary>Rounds that have begun.</summary>
    public int Begun { get; internal init; }

    /// <summary>Rounds that were completed.</summary>
    public int Completed { get; internal init; }

    /// <summary>Rounds that were cancelled.</summary>
    public int Terminated { get; internal init; }

    /// <summary>Rounds under way.</summary>
    public int Active => Begun - Completed - Terminated;

    /// <summary>What the completed rounds gave, by their number.</summary>
    internal ValueMap Results { get; init; } = ValueMap.Empty;
}

/// <summary>A completed activity whose work can be undone.</summary>
/// <param name="Id">Its id in the instance; a later completion has a greater one.</param>
/// <param name="ScopeId">The scope it belongs to, which may have closed.</param>
/// <param name="ElementId">The activity.</param>
/// <param name="InnerScopeId">Of a sub-process: the scope it had; null for a task.</param>
/// <param name="Variables">Of a sub-process: the variables it had.</param>
public sealed record Completion(int Id, int ScopeId, string ElementId, int? InnerScopeId, FeelContext Variables) : IHasId;

/// <summary>A ticket state that covers the other one.</summary>
/// <param name="OwnerId">The token, or for an event sub-process its scope, that it lasts with.</param>
/// <param name="State">The state shown.</param>
/// <param name="ElementId">The element that holds it.</param>
public sealed record Overlay(int OwnerId, int State, string ElementId);

/// <summary>The names of what cases listen to together.</summary>
public static class Topic
{
    /// <summary>The topic of a signal: all who listen hear it.</summary>
    public static string OfSignal(string name) => "signal:" + name;

    /// <summary>The topic of a message without a correlation key: one of those who listen takes it.</summary>
    public static string OfMessage(string name) => "message:" + name;
}
