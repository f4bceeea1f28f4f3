using CsCheck;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Tests;
using WorkflowItsm.Feel;
using WorkflowItsm.Random.Tests.Generation;

namespace WorkflowItsm.Random.Tests.Comparing;

/// <summary>Asks of one instance whatever may be asked, right and wrong.</summary>
internal sealed class Hammer(Case played, PCG pcg)
{
    private readonly World _world = World.Read(played.Xml(), out var reasons) ?? throw new InvalidDataException($"The file cannot be read:\n{reasons}\n{played.Xml()}");
    private readonly EngineLimits _limits = Tight(pcg);
    private readonly List<Command> _asked = [];
    private InstanceState _state = InstanceState.Initial;
    private DateTimeOffset _now = World.Beginning;

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public void Strike(int times)
    {
        Ask(new Command.Start(null, Step.First(Next(4))));
        if (!_state.Started) Ask(new Command.Start(Step.Begin(_world.Main, Next(1_000)).Target, Step.First(Next(4))));
        for (var i = 0; i < times && !_state.Ended; i++) Ask(Any());
        Ask(new Command.Start(null, Step.First(0)));
    }

    private void Ask(Command command)
    {
        _asked.Add(command);
        if (command is Command.FireTimer fire && _state.FindWait(fire.WaitId) is Wait.Timer timer && timer.DueAt > _now && Next(4) > 0) _now = timer.DueAt;
        var context = new ProcessContext(_world.Main, World.FindDecision, _now) { Callable = _world, Limits = _limits };
        try
        {
            var verdict = ProcessEngine.Decide(context, _state, command);
            Laws.Hold(context, _state, command, verdict);
            if (verdict is Verdict.Accepted accepted) (_state, Accepted) = (accepted.State, Accepted + 1);
            else Refused++;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"{string.Join('\n', _asked)}\non\n{played.Xml()}", exception);
        }
    }

    private Command Any()
    {
        var values = FeelContext.Of(("x", Next(4)));
        return Next(22) switch
        {
            0 => new Command.MoveToken(Token(), Element()),
            1 => new Command.MoveToken(Token(), Beside()),
            2 => Next(3) == 0 ? new Command.CancelToken(Token()) : new Command.Retry(Incident()),
            3 => new Command.Skip(Incident(), values),
            4 => new Command.Retry(Incident()),
            5 => new Command.AssignTask(Wait<Wait.Task>(), Next(2) == 0 ? null : "ada"),
            6 or 7 => new Command.CompleteTask(Wait<Wait.Task>(), Next(8) == 0 ? "nonsense" : "complete", values),
            8 => new Command.TakeAction(Wait<Wait.Action>(), values),
            9 => new Command.FireTimer(Wait<Wait.Timer>()),
            10 => new Command.CompleteJob(Wait<Wait.Job>(), values),
            11 => Next(3) == 0 ? new Command.CompleteJob(Wait<Wait.Job>(), FeelContext.Empty) { Value = FeelValue.Null } : new Command.FailJob(Wait<Wait.Job>(), "Down."),
            12 => new Command.ThrowError(Wait<Wait.Job>(), $"e{Next(3)}", "Bad.", values),
            13 => new Command.DeliverMessage($"m{Next(4)}", Next(3) switch { 0 => "", 1 => "k", _ => "other" }, values),
            14 => new Command.DeliverSignal($"s{Next(4)}", values),
            15 => new Command.SetVariables(Next(2) == 0 ? values : FeelContext.Of(("x", FeelValue.Null), ("key", FeelValue.Null))) { ScopeId = Next(2) == 0 ? null : Any(_state.Scopes.Select(scope => scope.Id)) },
            _ => Next(20) == 0 ? new Command.Cancel("enough") : new Command.CompleteTask(Wait<Wait.Task>(), "complete", values),
        };
    }

    /// <summary>One in four instances soon passes its bounds.</summary>
    private static EngineLimits Tight(PCG pcg)
    {
        int Up(int from, uint to) => from + (int)pcg.Next(to);
        return pcg.Next(4) > 0
            ? new(Steps: 1_000, Tokens: 1_000)
            : new(Up(3, 60), Up(3, 20), new(Up(5, 100), Up(4, 20), Up(100, 4_000))) { Depth = Up(2, 6), VariableSize = Up(20, 300) };
    }

    private int Next(int sides) => (int)pcg.Next((uint)sides);

    /// <summary>One of the ids; sometimes, and where there is none, any number.</summary>
    private int Any(IEnumerable<int> ids) => Next(12) > 0 && ids.ToList() is { Count: > 0 } all ? all[Next(all.Count)] : Next(60);

    private int Token() => Any(_state.Tokens.Select(token => token.Id));

    private int Incident() => Any(_state.Incidents.Select(incident => incident.Id));

    private int Wait<T>()
        where T : Wait => Any(_state.Waits.OfType<T>().Select(wait => wait.Id));

    private string Element() => Next(12) == 0 ? "nowhere" : _world.Main.Nodes[Next(_world.Main.Nodes.Count)].Id;

    /// <summary>An element on which another token stands, or that of a called process.</summary>
    private string Beside() => _state.Tokens.ToList() is { Count: > 0 } tokens && tokens[Next(tokens.Count)].ElementId is var id && id.LastIndexOf('/') is > 0 and var slash
        && _world.Find(id[..slash][(id[..slash].LastIndexOf('/') + 1)..]) is { } model
        ? id[..(slash + 1)] + model.Nodes[Next(model.Nodes.Count)].Id
        : Element();
}
