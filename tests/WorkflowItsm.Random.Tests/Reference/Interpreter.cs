using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>
/// A naive interpreter of BPMN processes, written from the standard (BPMN 2.0, clause 13) and not from the engine, with which it shares the
/// parsed model and FEEL only. It changes its objects in place, keeps no history, and looks through everything it has whenever it needs
/// something: slow, and easy to believe.
/// </summary>
/// <param name="model">The process.</param>
/// <param name="called">What a call means: the called process, which version of it, and the release of the caller.</param>
/// <param name="decisions">A decision by its name, as a release has it.</param>
internal sealed partial class Interpreter(
    ProcessModel model, Func<string, CallBinding, int?, (ProcessModel Model, int? Release)?> called, Func<string, int?, Decision?> decisions)
{
    private readonly Queue<Token> _ready = [];
    private readonly Queue<Token> _postponed = [];
    private readonly List<Waiting> _waits = [];
    private readonly List<Stop> _stops = [];
    private long _lastNumber;
    private int _steps;

    /// <summary>Thrown when a process runs for so long within one step that the case is worth nothing.</summary>
    public sealed class RunsAwayException : Exception;

    public Place Root { get; } = new(PlaceKind.Body, new(model, "", null), model.Id, null, null);

    public DateTimeOffset Now { get; set; }

    public bool Ended { get; private set; }

    public IEnumerable<Waiting> Waits => _waits;

    public IEnumerable<Stop> Stops => _stops;

    /// <summary>All tokens, the oldest first.</summary>
    public IEnumerable<Token> Tokens => Places(Root).SelectMany(place => place.Tokens).OrderBy(token => token.Number);

    /// <summary>What happened in this step: entered and left elements, and what was sent out.</summary>
    public Trace Trace { get; private set; } = new();

    /// <summary>Why what was asked in this step is refused; null when it is not.</summary>
    public string? Refused { get; private set; }

    /// <param name="startId">The start event, or the receive task or event that begins the process; null for the start event without trigger.</param>
    /// <param name="variables">The first variables.</param>
    /// <param name="came">Of a start that waits for all of several triggers: the one that came; null: all did.</param>
    public void Start(string? startId, FeelContext variables, int? came)
    {
        NewStep();
        foreach (var (name, value) in variables) Root.Values[name] = value;
        Begin(Root);
        var start = startId is null ? Begins(Root).First() : model[startId];
        var token = Enter(Root, start, null, ready: false);
        foreach (var other in BesideAtBeginning(start)) Enter(Root, other, null);
        if (came is null) Finish(token, null);
        else
            foreach (var (part, trigger) in TriggerOf(start)!.Each().Items.Index())
                if (part != came) AwaitPart(token, Root, start, trigger, part);
        Go();
    }

    /// <summary>A parallel event-based gateway that begins the process waits for its other events too (BPMN 2.0, 10.6.6 and 13.4.4).</summary>
    private IEnumerable<FlowNode> BesideAtBeginning(FlowNode start) =>
        from flow in start.Incoming
        where model[flow.SourceId] is FlowNode.EventBasedGateway { Instantiates: true, AwaitsAll: true }
        from other in model[flow.SourceId].Outgoing
        where other.TargetId != start.Id
        select model[other.TargetId];

    public void Cancel()
    {
        NewStep();
        CancelWithin(Root);
        End();
    }

    public void Set(FeelContext values)
    {
        NewStep();
        foreach (var (name, value) in values) Root.Values[name] = value;
        Go();
    }

    private void NewStep()
    {
        Trace = new();
        Refused = null;
        _steps = 0;
    }

    /// <summary>Conditions are asked before each ready token, signals thrown when no token is ready, and joins that need not wait go on after that.</summary>
    private void Go()
    {
        while (!Ended)
        {
            if (AskConditions()) continue;
            if (_ready.TryDequeue(out var token))
            {
                if (!token.Gone) Perform(token);
            }
            else if (_postponed.TryDequeue(out token))
            {
                if (!token.Gone) Perform(token);
            }
            else if (!SettleJoins())
            {
                return;
            }
        }
    }

    private long Number() => ++_lastNumber;

    private Token Enter(Place place, FlowNode node, string? flowId, bool ready = true)
    {
        if (++_steps > 600) throw new RunsAwayException();
        var token = new Token(Number(), place, node, flowId);
        place.Tokens.Add(token);
        Trace.Enter(place.Program.Prefix + node.Id);
        if (ready) _ready.Enqueue(token);
        return token;
    }

    /// <summary>Takes a token away with all that lasts with it.</summary>
    private void Remove(Token token)
    {
        if (token.Gone) return;
        RemoveInner(token);
        foreach (var wait in token.Waits.ToList()) Close(wait);
        foreach (var stop in _stops.Where(stop => stop.Token == token).ToList()) Resolve(stop);
        token.Gone = true;
        token.Place.Tokens.Remove(token);
        Trace.Leave(token.Place.Program.Prefix + token.Node.Id);
    }

    private void RemoveInner(Token token)
    {
        if (token.Inner is not { } inner) return;
        CancelWithin(inner);
        Close(inner);
    }

    private void Perform(Token token)
    {
        if (_ready.Count > 0 && !token.Postponed && ThrowsSignal(token.Node))
        {
            token.Postponed = true;
            _postponed.Enqueue(token);
            return;
        }

        if (!token.IsRound && token.Node.StartQuantity > 1 && !Gather(token)) return;
        if (!token.IsRound && token.Node.Loop is { } loop) BeginLoop(token, loop);
        else Work(token, token.Node);
    }

    /// <summary>A signal is thrown when all other tokens rest, so that all who come to wait in the meantime hear it.</summary>
    private static bool ThrowsSignal(FlowNode node) => node switch
    {
        FlowNode.ThrowEvent thrown => thrown.Trigger.Each().Items.Any(part => part is EventTrigger.Signal),
        FlowNode.EndEvent thrown => thrown.Trigger.Each().Items.Any(part => part is EventTrigger.Signal),
        _ => false,
    };

    /// <summary>Whether as many tokens have come as the activity takes (BPMN 2.0, 10.3, startQuantity).</summary>
    private bool Gather(Token token)
    {
        if (token.Again) return true;
        token.Joining = true;
        var gathered = token.Place.Tokens.Where(other => other.Node == token.Node && other.Joining).ToList();
        if (gathered.Count < token.Node.StartQuantity) return false;
        gathered.Remove(token);
        foreach (var other in gathered.Take(token.Node.StartQuantity - 1)) Remove(other);
        token.Joining = false;
        return true;
    }

    private void Raise(Token token, string code, bool leaving = false) => Raise(token, token.Place, token.Node, code, leaving);

    private void Raise(Token? token, Place place, FlowNode node, string code, bool leaving = false)
    {
        var stop = new Stop(Number(), token, place, place.Program.Prefix + node.Id, code, leaving);
        if (token is null && _stops.Exists(other => other with { Number = 0 } == stop with { Number = 0 })) return;
        if (token is not null) token.Stop = stop;
        _stops.Add(stop);
    }

    private void Resolve(Stop stop)
    {
        _stops.Remove(stop);
        if (stop.Token is not null) stop.Token.Stop = _stops.Find(other => other.Token == stop.Token);
    }

    /// <summary>The operator skips what stopped: the token goes on as though its work were done.</summary>
    public void Skip(Stop stop, FeelContext values)
    {
        NewStep();
        Resolve(stop);
        var token = stop.Token!;
        Write(token.Place, values);
        RemoveInner(token);
        if (token is { Node: FlowNode.ComplexGateway complex, Joining: true }) Activate(token.Place, complex, asks: false);
        else Leave(token);
        Go();
    }

    /// <summary>The operator takes a token away.</summary>
    public void Take(Token token)
    {
        NewStep();
        Remove(token);
        if (token.Node is FlowNode.ComplexGateway { Incoming.Count: > 1 } complex) Activate(token.Place, complex);
        if (token.IsRound) RoundGone(token.Place);
        else TokenEnded(token.Place);
        Go();
    }

    /// <summary>The operator puts a token on another element beside it, where it begins anew.</summary>
    public void Move(Token token, string elementId)
    {
        NewStep();
        var place = token.Place;
        if (place.Kind is PlaceKind.Loop or PlaceKind.Round or PlaceKind.Undo || place.Program.Model.Find(elementId) is not { } target || target.ScopeId != place.ElementId
            || target.IsForCompensation || target is FlowNode.BoundaryEvent or FlowNode.SubProcess { IsEventSubProcess: true })
        {
            Refused = "cannot-move";
            return;
        }

        Remove(token);
        Enter(place, target, null);
        if (token.Node is FlowNode.ComplexGateway { Incoming.Count: > 1 } complex) Activate(place, complex);
        Go();
    }

    public void Retry(Stop stop)
    {
        NewStep();
        Resolve(stop);
        if (stop.Token is { } token)
        {
            if (stop.Leaving && !(token.Node is FlowNode.ComplexGateway && token.Joining)) Leave(token);
            else
            {
                foreach (var wait in token.Waits.Where(wait => wait.Node == token.Node).ToList()) Close(wait);
                token.Again = true;
                _ready.Enqueue(token);
            }
        }

        Go();
    }
}
