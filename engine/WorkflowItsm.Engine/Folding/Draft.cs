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
    private ScopeState? _counted;
    private string? _processId = from.ProcessId;
    private string? _endElementId = from.EndElementId;
    private string? _endReason = from.EndReason;

    public bool Ended { get; private set; } = from.Ended;

    public string? StartElementId { get; private set; } = from.StartElementId;

    public int? BaseState { get; private set; } = from.BaseState;

    public ValueList<Overlay> Overlays { get; private set; } = from.Overlays;

    public ValueList<string> Keys { get; private set; } = from.Keys;

    public int RootScopeId { get; private set; } = from.RootScopeId;

    public int LastId { get; private set; } = from.LastId;

    public int? State => Overlays is [.., var newest] ? newest.State : BaseState;

    public int TokenCount => _tokens.Count;

    public bool HasIncidents => _incidents.Count > 0;

    public ScopeState Root => _scopes.Find(RootScopeId)!;

    public ScopeState? FindScope(int id) => _scopes.Find(id);

    public TokenState? FindToken(int id) => _tokens.Find(id);

    public Wait? FindWait(int id) => _waits.Find(id);

    public Incident? FindIncident(int id) => _incidents.Find(id);

    public ScopeState[] Scopes() => _scopes.ToArray();

    public TokenState[] Tokens() => _tokens.ToArray();

    public Wait[] Waits() => _waits.ToArray();

    public Incident[] Incidents() => _incidents.ToArray();

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
        ScopeTable = _scopes.Freeze(),
        TokenTable = _tokens.Freeze(),
        WaitTable = _waits.Freeze(),
        IncidentTable = _incidents.Freeze(),
    };

    public Draft Begin(EngineEvent.InstanceStarted begun)
    {
        (_processId, RootScopeId, StartElementId) = (begun.ProcessId, Seen(begun.RootScopeId), begun.StartElementId);
        _scopes.Put(new(begun.RootScopeId, null, begun.ProcessId, null, FeelContext.Empty));
        if (begun.ConversationKey is { } key) Keys = [key];
        return this;
    }

    public Draft Open(EngineEvent.ScopeOpened opened)
    {
        _scopes.Put(new(Seen(opened.ScopeId), opened.ParentScopeId, opened.ElementId, opened.HostTokenId, FeelContext.Empty));
        if (_scopes.Find(opened.ParentScopeId) is { } parent) _scopes.Put(parent with { Children = parent.Children + 1 });
        if (opened.HostTokenId is { } host && _tokens.Find(host) is { } token) _tokens.Put(token with { InnerScopeId = opened.ScopeId });
        return this;
    }

    public Draft Close(EngineEvent.ScopeClosed closed)
    {
        if (_scopes.Find(closed.ScopeId) is not { } scope) return this;
        _scopes.Remove(scope.Id);
        if (scope.ParentId is { } parentId && _scopes.Find(parentId) is { } parent) _scopes.Put(parent with { Children = parent.Children - 1 });
        if (scope.HostTokenId is { } host && _tokens.Find(host) is { } token) _tokens.Put(token with { InnerScopeId = null });
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
        else if (_scopes.Find(wait.ScopeId) is { } scope)
        {
            _scopes.Put(scope with { Waits = scope.Waits.Add(wait.Id) });
        }

        if (wait is Wait.Message { Key: not "" } message && !Keys.Items.Contains(message.Key)) Keys = Keys.Add(message.Key);
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
        else if (_scopes.Find(wait.ScopeId) is { } scope)
        {
            _scopes.Put(scope with { Waits = Without(scope.Waits, waitId) });
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
        if (_scopes.Find(set.ScopeId) is not { } scope) return this;
        var variables = scope.Variables;
        foreach (var variable in set.Variables) variables = variables.With(variable.Name, variable.Value);
        _scopes.Put(scope with { Variables = variables });
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

    // Every step of a token counts twice here; the copy that this draft made last is nobody else's yet and is counted in place.
    private void Count(int scopeId, int tokens)
    {
        if (_scopes.Find(scopeId) is not { } scope) return;
        if (!ReferenceEquals(scope, _counted)) _scopes.Put(_counted = scope with { });
        _counted.Tokens += tokens;
    }

    private int Seen(int id) => LastId = Math.Max(LastId, id);

    private static ValueList<int> Without(ValueList<int> ids, int id) => ids.Count == 1 && ids[0] == id ? default : ids.RemoveAll(other => other == id);
}
