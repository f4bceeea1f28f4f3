using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;

namespace WorkflowItsm.Conformance.Playing;

/// <summary>The timers that start processes of a stage's file: the engine's own core keeps them, and the stage's clock fires them.</summary>
/// <param name="stage">The stage.</param>
/// <param name="start">Starts an instance of a process at an element; the number says which of several triggers came.</param>
internal sealed class TimedStarts(Stage stage, Action<ProcessModel, string, int?> start)
{
    private readonly StartTimersCore _core = new();
    private readonly Release _release = new(1, [new Bundle("suite", 1, [], [new ProcessPart("suite.bpmn", stage.File)])]);
    private StartTimersState _state = StartTimersState.Initial;

    /// <summary>Sets the timers, as publishing the file would.</summary>
    public void Follow()
    {
        Decide(new StartTimersCommand.Follow());
        foreach (var timer in _state.Timers) Plan(timer);
    }

    private void Fire(string key)
    {
        var timer = _state.Find(key)!;
        foreach (var effect in Decide(new StartTimersCommand.Fire(key)).Effects)
            start(stage.File.Processes.Items.First(model => model.Id == timer.ProcessId), timer.ElementId, effect.Payload["part"].TryGetInt(out var part) ? part : null);
        if (_state.Find(key) is { } next) Plan(next);
    }

    private void Plan(StartTimer timer)
    {
        if (timer.DueAt is { } due) stage.After(due - stage.Now, () => Fire(timer.Key));
    }

    private CaseVerdict.Accepted Decide(StartTimersCommand command)
    {
        if (_core.Decide(_release, _state, command, new CommandHeader(stage.Now, Actor.System)) is not CaseVerdict.Accepted accepted)
            throw new InvalidOperationException("A timer that starts a process is refused, though the clock stands at its time.");
        _state = (StartTimersState)accepted.State;
        return accepted;
    }
}
