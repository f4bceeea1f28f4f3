using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Folding;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// One command being decided: records each event and applies it to the draft at once, and keeps the list of the tokens that
/// have yet to do their element's work. The list is first in, first out, so that the order is the same each time and a
/// loop costs no stack. Conditions are asked before the next token; signals are thrown and joins go on when all tokens rest.
/// </summary>
internal sealed class Run(ProcessContext context, InstanceState before, Command command)
{
    private readonly List<EngineEvent> _events = new(16);
    private List<Effect>? _effects;
    private TokenQueue _ready;
    private TokenQueue _postponed;
    private int _turn;
    private HashSet<int>? _gathered;
    private Dictionary<(int, string), Arrivals>? _arrivals;
    private int _steps;
    private int _written;

    public ProcessContext Context => context;

    public ElementMap Model { get; } = new(context);

    public InstanceState Before => before;

    public Command Command => command;

    /// <summary>Whether a mistake is to be made, which only tests ask for.</summary>
    public bool Mistakes(Mutation mutation) => context.Mutation == mutation;

    public Draft State { get; } = new(before);

    public Expressions Expressions => field ??= new(context, State);

    public IReadOnlyList<EngineEvent> Events => _events;

    /// <summary>Whether the first variables are being written, after which all derivations run together.</summary>
    public bool Beginning { get; set; }

    /// <summary>Whether a condition that is waited for may have changed: a variable has, or the waiting has just begun.</summary>
    public bool ConditionsChanged { get; set; }

    /// <summary>Whether a token has come to an inclusive or complex gateway, or left a place from which it could have.</summary>
    public bool HasJoins { get; set; }

    /// <summary>The bound that was passed; the whole run is then undone.</summary>
    public string? Overrun { get; private set; }

    /// <summary>The element at which the last token that ended did so.</summary>
    public string? LastEnd { get; set; }

    /// <summary>The next free id; it is taken by the event that carries it.</summary>
    public int NextId => State.LastId + 1;

    public void Happened(EngineEvent happened)
    {
        _events.Add(happened);
        ProcessEngine.Apply(State, happened);
    }

    public void Do(Effect effect) => (_effects ??= []).Add(effect);

    /// <summary>Puts a new token on an element and sets the state the element stands for.</summary>
    /// <param name="scopeId">The scope it is in.</param>
    /// <param name="element">The element.</param>
    /// <param name="flowId">The flow it came over, or null.</param>
    /// <param name="ready">Whether the element's work is still to do; false when the event it stands for has already happened.</param>
    public TokenState Enter(int scopeId, FlowNode element, string? flowId, bool ready = true)
    {
        var id = NextId;
        Happened(new EngineEvent.ElementEntered(id, scopeId, element.Id, flowId));
        if (element.Loop is null || State.FindScope(scopeId)?.Round is null) States.Enter(this, id, element);
        if (++_steps > context.Limits.Steps) Overrun ??= Incidents.StepLimit;
        if (State.TokenCount > context.Limits.Tokens) Overrun ??= Incidents.TokenLimit;
        if (ready) Ready(id);
        return State.FindToken(id)!;
    }

    /// <summary>Lets a token do its element's work when its turn comes.</summary>
    /// <param name="tokenId">The token.</param>
    /// <param name="gathered">Whether the tokens that the element needs have come already.</param>
    public void Ready(int tokenId, bool gathered = false)
    {
        _ready.Enqueue(tokenId);
        if (gathered) (_gathered ??= []).Add(tokenId);
    }

    /// <summary>Whether the tokens that the element of a token needs have come already.</summary>
    public bool IsGathered(int tokenId) => _gathered?.Contains(tokenId) is true;

    /// <summary>Lets a token do its element's work only when all others rest.</summary>
    /// <returns>False when they do already, so that the work is done now.</returns>
    public bool Postpone(int tokenId)
    {
        if (_ready.IsEmpty || _turn == tokenId) return false;
        _postponed.Enqueue(tokenId);
        return true;
    }

    /// <summary>Counts what is written, against a command that writes without end.</summary>
    public void Wrote(int size)
    {
        _written += size;
        if (_written > context.Limits.VariableSize) Overrun ??= Incidents.VariableLimit;
    }

    /// <summary>The tokens that wait at a joining gateway.</summary>
    public Arrivals ArrivalsAt(int scopeId, FlowNode gateway)
    {
        _arrivals ??= [];
        if (!_arrivals.TryGetValue((scopeId, gateway.Id), out var arrivals)) _arrivals[(scopeId, gateway.Id)] = arrivals = new(State, scopeId, gateway, before.LastId);
        return arrivals;
    }

    /// <summary>Runs until every token waits, and answers.</summary>
    public Verdict Go()
    {
        while (Overrun is null && Advance())
        {
        }

        return Overrun is null
            ? new Verdict.Accepted(_events.ToValueList(), _effects is null ? [] : _effects.ToValueList(), State.Freeze())
            : Incidents.Undo(this);
    }

    private bool Advance()
    {
        if (ConditionsChanged && Conditions.Ask(this)) return true;
        if (_ready.TryDequeue(out var id))
        {
            Perform(id);
            return true;
        }

        if (_postponed.TryDequeue(out id))
        {
            _turn = id;
            Perform(id);
            return true;
        }

        return !State.Ended && Joins.Settle(this);
    }

    private void Perform(int tokenId)
    {
        if (State.FindToken(tokenId) is { } token && Elements.Perform(this, token, Model[token.ElementId]) == Onward.Leaves) Flows.Leave(this, tokenId);
    }
}
