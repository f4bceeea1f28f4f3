using WorkflowItsm.Engine.Folding;
using WorkflowItsm.Engine.Running;

namespace WorkflowItsm.Engine;

/// <summary>
/// The process engine: what is asked of an instance is decided here, what happened is folded here. Both are pure
/// functions; the same arguments give the same answer, on every machine and at every time. Safe to call from any thread.
/// </summary>
public static class ProcessEngine
{
    /// <summary>Decides a command: tokens run until all of them wait, or the command is refused with a reason.</summary>
    /// <param name="context">The process, its decisions, the command's time and bounds.</param>
    /// <param name="state">The state so far; <see cref="InstanceState.Initial"/> before the start.</param>
    /// <param name="command">What is asked.</param>
    public static Verdict Decide(ProcessContext context, InstanceState state, Command command) => command switch
    {
        Command.Start start when !state.Started => Starting.Start(new(context, state, command), start),
        Command.Start => Refusals.AlreadyStarted(context),
        _ when !state.Started => Refusals.NotStarted,
        _ when state.Ended => Refusals.Ended,
        Command.CompleteTask task => Tasks.Complete(new(context, state, command), task),
        Command.AssignTask task => Tasks.Assign(new(context, state, command), task),
        Command.TakeAction action => Actions.Take(new(context, state, command), action),
        Command.FireTimer timer => Timers.Fire(new(context, state, command), timer),
        Command.DeliverMessage message => Messages.Deliver(new(context, state, command), message),
        Command.DeliverSignal signal => Signals.Deliver(new(context, state, command), signal),
        Command.CompleteJob job => Jobs.Complete(new(context, state, command), job),
        Command.FailJob job => Jobs.Fail(new(context, state, command), job),
        Command.ThrowError error => Jobs.Throw(new(context, state, command), error),
        Command.SetVariables set => Variables.Set(new(context, state, command), set),
        Command.Retry retry => Incidents.Retry(new(context, state, command), retry),
        Command.Skip skip => Interventions.Skip(new(context, state, command), skip),
        Command.MoveToken move => Interventions.Move(new(context, state, command), move),
        Command.CancelToken cancel => Interventions.Cancel(new(context, state, command), cancel),
        Command.Cancel cancel => Scopes.Cancel(new(context, state, command), cancel),
    };

    /// <summary>Folds one event. Never evaluates an expression, never refuses.</summary>
    public static InstanceState Evolve(InstanceState state, EngineEvent happened) => Apply(new Draft(state), happened).Freeze();

    internal static Draft Apply(Draft draft, EngineEvent happened) => happened switch
    {
        EngineEvent.InstanceStarted begun => draft.Begin(begun),
        EngineEvent.ScopeOpened opened => draft.Open(opened),
        EngineEvent.ScopeClosed closed => draft.Close(closed),
        EngineEvent.ElementEntered entered => draft.Enter(entered),
        EngineEvent.ElementLeft left => draft.Leave(left),
        EngineEvent.WaitOpened opened => draft.Await(opened.Wait),
        EngineEvent.WaitClosed closed => draft.Forget(closed.WaitId),
        EngineEvent.TaskAssigned assigned => draft.Assign(assigned),
        EngineEvent.VariablesSet set => draft.Set(set),
        EngineEvent.StateSet set => draft.SetState(set.State),
        EngineEvent.OverlaySet set => draft.Cover(set),
        EngineEvent.OverlayLifted lifted => draft.Uncover(lifted),
        EngineEvent.IncidentRaised raised => draft.Raise(raised.Incident),
        EngineEvent.IncidentResolved resolved => draft.Resolve(resolved.IncidentId),
        EngineEvent.InstanceEnded ended => draft.End(ended),
        EngineEvent.LoopBegun begun => draft.BeginLoop(begun),
        EngineEvent.RoundBegun begun => draft.BeginRound(begun),
        EngineEvent.RoundEnded ended => draft.EndRound(ended),
        EngineEvent.LoopEnded ended => draft.EndLoop(ended.ScopeId),
        EngineEvent.ActivityCompleted completed => draft.Complete(completed),
        EngineEvent.CompletionsTaken taken => draft.Take(taken),
        EngineEvent.CompensationBegun begun => draft.Compensate(begun),
        EngineEvent.AdHocStarted started => draft.StartAdHoc(started.ScopeId),
        EngineEvent.ConditionChanged changed => draft.ChangeCondition(changed),
        EngineEvent.GatewayFired fired => draft.Fire(fired),
        EngineEvent.SignalThrown or EngineEvent.SignalReceived or EngineEvent.EscalationThrown or EngineEvent.Intervened => draft,
        EngineEvent.TaskCompleted or EngineEvent.ActionTaken or EngineEvent.DecisionMade or EngineEvent.MessageReceived
            or EngineEvent.MessageIgnored or EngineEvent.TimerFired or EngineEvent.TimerMissed or EngineEvent.ErrorThrown => draft,
    };
}
