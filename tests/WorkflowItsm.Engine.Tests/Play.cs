using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Tests;

/// <summary>One instance under test; after every command the laws are checked.</summary>
internal sealed class Play(ProcessModel model, params Decision[] decisions)
{
    public InstanceState State { get; private set; } = InstanceState.Initial;

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public EngineLimits Limits { get; init; } = new();

    /// <summary>What call activities find.</summary>
    public ICallable? Callable { get; init; }

    /// <summary>The events of the last command.</summary>
    public ValueList<EngineEvent> Events { get; private set; }

    /// <summary>The effects of the last command.</summary>
    public ValueList<Effect> Effects { get; private set; }

    public ProcessContext Context => new(model, name => decisions.FirstOrDefault(decision => decision.Id == name), Now)
    {
        Limits = Limits,
        Callable = Callable ?? new ProcessContext(model, _ => null, Now).Callable,
        Ambient = FeelContext.Of(("actor", "ada")),
    };

    /// <summary>The elements on which tokens stand, in the order of their names.</summary>
    public string Where => string.Join(", ", State.Tokens.Select(token => token.ElementId).Order(StringComparer.Ordinal));

    /// <summary>The elements that are waited for, in the order of their names.</summary>
    public string Waiting => string.Join(", ", State.Waits.Select(wait => wait.ElementId).Order(StringComparer.Ordinal));

    public FeelValue this[string variable] => State.Variables[variable];

    public Incident Incident => Assert.Single(State.Incidents);

    /// <summary>The elements entered by the last command, in order.</summary>
    public string Entered => string.Join(", ", Events.Items.OfType<EngineEvent.ElementEntered>().Select(entered => entered.ElementId));

    public static Play Started(string elements, params (string, FeelValue)[] variables) => new Play(Some.Process(elements)).Start(variables);

    public Play Do(Command command)
    {
        var verdict = ProcessEngine.Decide(Context, State, command);
        Laws.Hold(Context, State, command, verdict);
        var accepted = verdict as Verdict.Accepted;
        Assert.True(accepted is not null, (verdict as Verdict.Refused)?.Refusal.Sentence);
        (State, Events, Effects) = (accepted.State, accepted.Events, accepted.Effects);
        return this;
    }

    public Refusal Refused(Command command)
    {
        var verdict = ProcessEngine.Decide(Context, State, command);
        Laws.Hold(Context, State, command, verdict);
        return Assert.IsType<Verdict.Refused>(verdict).Refusal;
    }

    public Play Start(params (string, FeelValue)[] variables) => Do(new Command.Start(null, FeelContext.Of(variables)));

    public Play Complete(string task, string outcome = "complete", params (string, FeelValue)[] variables) =>
        Do(new Command.CompleteTask(WaitAt<Wait.Task>(task).Id, outcome, FeelContext.Of(variables)));

    public Play Act(string start, params (string, FeelValue)[] variables) => Do(new Command.TakeAction(WaitAt<Wait.Action>(start).Id, FeelContext.Of(variables)));

    /// <summary>Lets the timer's time come, and fires it.</summary>
    public Play Fire(string timer)
    {
        var wait = WaitAt<Wait.Timer>(timer);
        if (Now < wait.DueAt) Now = wait.DueAt;
        return Do(new Command.FireTimer(wait.Id));
    }

    public Play After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public Play Deliver(string message, string key, params (string, FeelValue)[] payload) => Do(new Command.DeliverMessage(message, key, FeelContext.Of(payload)));

    public Play Answer(string service, params (string, FeelValue)[] result) => Do(new Command.CompleteJob(WaitAt<Wait.Job>(service).Id, FeelContext.Of(result)));

    public Play Hear(string signal, params (string, FeelValue)[] payload) => Do(new Command.DeliverSignal(signal, FeelContext.Of(payload)));

    public Play Set(params (string, FeelValue)[] variables) => Do(new Command.SetVariables(FeelContext.Of(variables)));

    public Play Retry() => Do(new Command.Retry(Incident.Id));

    /// <summary>The oldest wait at an element.</summary>
    public T WaitAt<T>(string element)
        where T : Wait
    {
        var wait = State.Waits.OfType<T>().FirstOrDefault(wait => wait.ElementId == element);
        Assert.True(wait is not null, $"Nothing waits at {element}; waiting: {Waiting}.");
        return wait;
    }
}
