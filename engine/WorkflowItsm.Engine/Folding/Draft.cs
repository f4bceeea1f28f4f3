using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Folding;

/// <summary>
/// An <see cref="InstanceState"/> being changed: mutable inside one decision or one fold, never seen outside. Deciding and
/// folding change it by the same methods, one per event, so that they cannot differ.
/// </summary>
internal sealed class Draft(InstanceState from)
{
    private IdTableBuilder<ScopeState> _scopes = new(from.ScopeTable);
    private IdTableBuilder<TokenState> _tokens = new(from.TokenTable);
    private IdTableBuilder<Wait> _waits = new(from.WaitTable);
    private IdTableBuilder<Incident> _incidents = new(from.IncidentTable);
    private CompletionDraft? _completions = from.Extras is { } extras ? new(extras.Completions) : null;
    private int _countedScopeId;
    private int _counted;
    private string? _processId = from.ProcessId;
    private string? _endElementId = from.EndElementId;
    private string? _endReason = from.EndReason;

    // With the tokens counted so far.
    private ref IdTableBuilder<ScopeState> Table
    {
        get
        {
            Settle();
            return ref _scopes;
        }
    }

    public bool Ended { get; private set; } = from.Ended;

    public string? StartElementId { get; private set; } = from.StartElementId;

    public int? BaseState { get; private set; } = from.BaseState;

    public ValueList<Overlay> Overlays { get; private set; } = from.Overlays;

    public ValueList<string> Keys { get; private set; } = from.Keys;

    public ValueList<string> Topics { get; private set; } = from.Topics;

    public int RootScopeId { get; private set; } = from.RootScopeId;

    public int LastId { get; private set; } = from.LastId;

    public int? State => Overlays is [.., var newest] ? newest.State : BaseState;

    public int TokenCount => _tokens.Count;

    public bool HasIncidents => _incidents.Count > 0;

    public ScopeState Root => Table.Find(RootScopeId)!;

    public ScopeState? FindScope(int id) => Table.Find(id);

    public TokenState? FindToken(int id) => _tokens.Find(id);

    public Wait? FindWait(int id) => _waits.Find(id);

    public Incident? FindIncident(int id) => _incidents.Find(id);

    public ScopeState[] Scopes() => Table.ToArray();

    public TokenState[] Tokens() => _tokens.ToArray();

    public Wait[] Waits() => _waits.ToArray();

    public Incident[] Incidents() => _incidents.ToArray();

    public bool HasCompletions => _completions is { Count: > 0 };

    /// <summary>What was completed in a scope and can be undone, in the order of time.</summary>
    public IEnumerable<Completion> CompletionsIn(int scopeId) => _completions?.In(scopeId) ?? [];

    /// <summary>What was completed last in a scope; null when nothing was.</summary>
    public Completion? LastCompletionIn(int scopeId) => _completions?.LastIn(scopeId);

    public InstanceState Freeze() => new()
    {
        ProcessId = _processId,
        Ended = Ended,
        EndElementId = _endElementId,
        EndReason = _endReason,
        StartElementId = StartElementId,
        BaseState = BaseState,
        Overlays = Overlays,
        Keys = Keys,
        RootScopeId = RootScopeId,
        LastId = LastId,
        ScopeTable = Table.Freeze(),
        TokenTable = _tokens.Freeze(),
        WaitTable = _waits.Freeze(),
        IncidentTable = _incidents.Freeze(),
        Extras = _completions is null && Topics.IsEmpty ? null : new(Topics, _completions?.Freeze() ?? default),
    };

    public Draft Begin(EngineEvent.InstanceStarted begun)
    {
        (_processId, RootScopeId, StartElementId) = (begun.ProcessId, Seen(begun.RootScopeId), begun.StartElementId);
        Table.Put(new(begun.RootScopeId, null, begun.ProcessId, null, FeelContext.Empty));
        if (begun.ConversationKey is { } key) Keys = [key];
        return this;
    }

    public Draft Open(EngineEvent.ScopeOpened opened)
    {
        Table.Put(new(Seen(opened.ScopeId), opened.ParentScopeId, opened.ElementId, opened.HostTokenId, FeelContext.Empty));
        if (Table.Find(opened.ParentScopeId) is { } parent) Table.Put(parent with { Children = parent.Children + 1 });
        if (opened.HostTokenId is { } host && _tokens.Find(host) is { } token) _tokens.Put(token with { Role = new(opened.ScopeId, token.Fired) });
        return this;
    }

    public Draft Close(EngineEvent.ScopeClosed closed)
    {
        if (Table.Find(closed.ScopeId) is not { } scope) return this;
        Table.Remove(scope.Id);
        if (HasCompletions) Drop(scope.Id);
        if (scope.ParentId is { } parentId && Table.Find(parentId) is { } parent) Table.Put(parent with { Children = parent.Children - 1 });
        if (scope.HostTokenId is { } host && _tokens.Find(host) is { } token) _tokens.Put(token with { Role = token.Fired.IsEmpty ? null : new(null, token.Fired) });
        return this;
    }

    public Draft Enter(EngineEvent.ElementEntered entered)
    {
        _tokens.Put(new(Seen(entered.TokenId), entered.ScopeId, entered.ElementId, entered.FlowId));
        Count(entered.ScopeId, 1);
        return this;
    }

    public Draft Leave(EngineEvent.ElementLeft left)
    {
        if (_tokens.Find(left.TokenId) is not { } token) return this;
        _tokens.Remove(token.Id);
        Count(token.ScopeId, -1);
        return this;
    }

    public Draft Await(Wait wait)
    {
        _waits.Put(wait);
        Seen(wait.Id);
        if (wait.TokenId is { } tokenId)
        {
            if (_tokens.Find(tokenId) is { } token) _tokens.Put(token with { Waits = token.Waits.Add(wait.Id) });
        }
        else if (Table.Find(wait.ScopeId) is { } scope)
        {
            Table.Put(scope with { Waits = scope.Waits.Add(wait.Id) });
        }

        if (wait is Wait.Message { Key: not "" } message && !Keys.Items.Contains(message.Key)) Keys = Keys.Add(message.Key);
        if (TopicOf(wait) is { } topic && !Topics.Items.Contains(topic)) Topics = Topics.Add(topic);
        return this;
    }

    /// <summary>The topic that a wait listens to: a signal, or a message without a correlation key; null for every other wait.</summary>
    public static string? TopicOf(Wait wait) => wait switch
    {
        Wait.Signal signal => Topic.OfSignal(signal.Name),
        Wait.Message { Key: "" } message => Topic.OfMessage(message.Name),
        _ => null,
    };

    public Draft BeginLoop(EngineEvent.LoopBegun begun)
    {
        if (Table.Find(begun.ScopeId) is { } scope) Table.Put(With(scope, role => role with { Loop = new(begun.Total, begun.Items) }));
        return this;
    }

    public Draft BeginRound(EngineEvent.RoundBegun begun)
    {
        if (Table.Find(begun.ScopeId) is { } scope) Table.Put(With(scope, role => role with { Round = begun.Number }));
        if (Table.Find(begun.LoopScopeId) is { Loop: { } loop } holder) Table.Put(With(holder, role => role with { Loop = loop with { Begun = loop.Begun + 1 } }));
        return this;
    }

    public Draft EndRound(EngineEvent.RoundEnded ended)
    {
        if (Table.Find(ended.LoopScopeId) is not { Loop: { } loop } holder) return this;
        loop = ended.Completed ? loop with { Completed = loop.Completed + 1 } : loop with { Terminated = loop.Terminated + 1 };
        if (!ended.Result.IsNull) loop = loop with { Results = loop.Results.With(ended.Number, ended.Result) };
        Table.Put(With(holder, role => role with { Loop = loop }));
        return this;
    }

    /// <summary>What can be undone in a loop that is over belongs to the scope around it.</summary>
    public Draft EndLoop(int scopeId)
    {
        if (HasCompletions && Table.Find(scopeId)?.ParentId is { } parent) Take(scopeId, null, parent);
        return this;
    }

    public Draft Complete(EngineEvent.ActivityCompleted completed)
    {
        var variables = FeelContext.Empty;
        foreach (var variable in completed.Variables) variables = variables.With(variable.Name, variable.Value);
        (_completions ??= new(default(CompletionTable))).Put(new(Seen(completed.Id), completed.ScopeId, completed.ElementId, completed.InnerScopeId, variables));
        return this;
    }

    public Draft Take(EngineEvent.CompletionsTaken taken)
    {
        if (taken.Deep)
        {
            var inside = new HashSet<int> { taken.FromScopeId };
            foreach (var scope in Table.ToArray())
                if (scope.ParentId is { } parent && inside.Contains(parent) && inside.Add(scope.Id))
                    Take(scope.Id, taken.ElementId, taken.IntoScopeId);
        }

        if (taken.FromScopeId == taken.IntoScopeId) return this;
        Take(taken.FromScopeId, taken.ElementId, taken.IntoScopeId);
        return Undoing(taken.IntoScopeId);
    }

    public Draft Compensate(EngineEvent.CompensationBegun begun)
    {
        if (_completions?.Find(begun.Id) is not { } completion) return this;
        _completions.Remove(completion);
        if (completion.InnerScopeId is { } inner)
        {
            if (begun.IntoScopeId is { } into) Take(inner, null, into);
            else Drop(inner);
        }

        return begun.IntoScopeId is { } scope ? Undoing(scope) : this;
    }

    public Draft StartAdHoc(int scopeId)
    {
        if (Table.Find(scopeId) is { } scope) Table.Put(With(scope, role => role with { Started = role.Started + 1 }));
        return this;
    }

    public Draft ChangeCondition(EngineEvent.ConditionChanged changed)
    {
        if (_waits.Find(changed.WaitId) is Wait.Condition condition) _waits.Put(condition with { Holds = changed.Holds });
        return this;
    }

    public Draft Fire(EngineEvent.GatewayFired fired)
    {
        if (_tokens.Find(fired.TokenId) is { } token) _tokens.Put(token with { Role = new(token.InnerScopeId, fired.Flows) });
        return this;
    }

    public Draft Forget(int waitId)
    {
        if (_waits.Find(waitId) is not { } wait) return this;
        _waits.Remove(waitId);
        if (wait.TokenId is { } tokenId)
        {
            if (_tokens.Find(tokenId) is { } token) _tokens.Put(token with { Waits = Without(token.Waits, waitId) });
        }
        else if (Table.Find(wait.ScopeId) is { } scope)
        {
            Table.Put(scope with { Waits = Without(scope.Waits, waitId) });
        }

        return this;
    }

    public Draft Assign(EngineEvent.TaskAssigned assigned)
    {
        if (_waits.Find(assigned.WaitId) is Wait.Task task) _waits.Put(task with { Assignee = assigned.Assignee });
        return this;
    }

    public Draft Set(EngineEvent.VariablesSet set)
    {
        if (Table.Find(set.ScopeId) is not { } scope) return this;
        var variables = scope.Variables;
        foreach (var variable in set.Variables) variables = variables.With(variable.Name, variable.Value);
        Table.Put(scope with { Variables = variables });
        return this;
    }

    public Draft SetState(int state)
    {
        BaseState = state;
        return this;
    }

    public Draft Cover(EngineEvent.OverlaySet set)
    {
        Overlays = Overlays.Add(new(set.TokenId, set.State, set.ElementId));
        return this;
    }

    public Draft Uncover(EngineEvent.OverlayLifted lifted)
    {
        Overlays = Overlays.RemoveAll(overlay => overlay.OwnerId == lifted.TokenId);
        return this;
    }

    public Draft Raise(Incident incident)
    {
        _incidents.Put(incident);
        Seen(incident.Id);
        return incident.HeldTimer is { } timer ? Forget(timer.Id) : this;
    }

    public Draft Resolve(int incidentId)
    {
        var held = _incidents.Find(incidentId)?.HeldTimer;
        _incidents.Remove(incidentId);
        return held is null ? this : Await(held);
    }

    public Draft End(EngineEvent.InstanceEnded ended)
    {
        (Ended, _endElementId, _endReason) = (true, ended.ElementId, ended.Reason);
        return this;
    }

    // A token that goes on leaves one element and enters the next in the same scope: that is no change of the scope.
    private void Count(int scopeId, int tokens)
    {
        if (scopeId != _countedScopeId) Settle();
        _countedScopeId = scopeId;
        _counted += tokens;
    }

    private void Settle()
    {
        if (_counted != 0 && _scopes.Find(_countedScopeId) is { } scope) _scopes.Put(scope with { Tokens = scope.Tokens + _counted });
        _counted = 0;
    }

    private static ScopeState With(ScopeState scope, Func<ScopeRole, ScopeRole> change) => scope with { Role = change(scope.Role ?? ScopeRole.None) };

    private Draft Undoing(int scopeId)
    {
        if (Table.Find(scopeId) is { Undoes: false } scope) Table.Put(With(scope, role => role with { Undoes = true }));
        return this;
    }

    private void Take(int fromScopeId, string? elementId, int intoScopeId)
    {
        if (_completions is null) return;
        foreach (var completion in _completions.In(fromScopeId).Where(completion => elementId is null || completion.ElementId == elementId).ToList())
            _completions.Put(completion with { ScopeId = intoScopeId });
    }

    /// <summary>What was completed in a scope that closes can no longer be undone, unless the scope's own completion keeps it.</summary>
    private void Drop(int scopeId)
    {
        if (_completions!.Keeps(scopeId)) return;
        foreach (var completion in _completions.In(scopeId).ToList())
        {
            _completions.Remove(completion);
            if (completion.InnerScopeId is { } inner) Drop(inner);
        }
    }

    private int Seen(int id) => LastId = Math.Max(LastId, id);

    private static ValueList<int> Without(ValueList<int> ids, int id) => ids.Count == 1 && ids[0] == id ? default : ids.RemoveAll(other => other == id);
}
