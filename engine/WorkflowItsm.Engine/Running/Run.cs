using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Folding;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// One command being decided: records each event and applies it to the draft at once, and keeps the list of the tokens that
/// have yet to do their element's work. The list is first in, first out, so that the order is the same each time and a
/// loop costs no stack.
/// </summary>
internal sealed class Run(ProcessContext context, InstanceState before, Command command)
{
    private readonly List<EngineEvent> _events = new(16);
    private List<Effect>? _effects;
    private readonly Queue<int> _ready = new();
    private Dictionary<(int, string), Arrivals>? _arrivals;
    private int _steps;

    public ProcessContext Context => context;

    public ProcessModel Model => context.Model;

    public InstanceState Before => before;

    public Command Command => command;

    public Draft State { get; } = new(before);

    public Expressions Expressions => field ??= new(context, State);

    public IReadOnlyList<EngineEvent> Events => _events;

    /// <summary>Whether the first variables are being written, after which all derivations run together.</summary>
    public bool Beginning { get; set; }

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
        States.Enter(this, id, element);
        if (++_steps > context.Limits.Steps) Overrun ??= Incidents.StepLimit;
        if (State.TokenCount > context.Limits.Tokens) Overrun ??= Incidents.TokenLimit;
        if (ready) Ready(id);
        return State.FindToken(id)!;
    }

    /// <summary>Lets a token do its element's work when its turn comes.</summary>
    public void Ready(int tokenId) => _ready.Enqueue(tokenId);

    /// <summary>The tokens that wait at a joining gateway.</summary>
    public Arrivals ArrivalsAt(int scopeId, FlowNode gateway)
    {
        _arrivals ??= [];
        if (!_arrivals.TryGetValue((scopeId, gateway.Id), out var arrivals)) _arrivals[(scopeId, gateway.Id)] = arrivals = new(State, scopeId, gateway);
        return arrivals;
    }

    /// <summary>Runs until every token waits, and answers.</summary>
    public Verdict Go()
    {
        while (Overrun is null && _ready.TryDequeue(out var id))
        {
            if (State.FindToken(id) is not { } token) continue;
            if (Elements.Perform(this, token, Model[token.ElementId]) == Onward.Leaves) Flows.Leave(this, id);
        }

        return Overrun is null
            ? new Verdict.Accepted(_events.ToValueList(), _effects is null ? [] : _effects.ToValueList(), State.Freeze())
            : Incidents.Undo(this);
    }
}
