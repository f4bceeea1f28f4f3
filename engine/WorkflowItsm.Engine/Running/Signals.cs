using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Signals: heard by everything that waits for them, here and in other cases, and kept for nobody (BPMN 2.0, 10.5.5).</summary>
internal static class Signals
{
    /// <summary>
    /// Throws: everything that waits in the instance hears it before the thrower goes on. A thrower waits until the other tokens rest
    /// (<see cref="Run.Postpone"/>), so that it does not matter which of two branches was drawn first.
    /// </summary>
    public static Onward Throw(Run run, TokenState token, FlowNode element, string name)
    {
        var payload = run.Expressions.Evaluate(element.Settings.Inputs, token.ScopeId);
        if (run.Expressions.Exhausted is not null) return Incidents.Budget(run, token);
        run.Happened(new EngineEvent.SignalThrown(element.Id, name));
        run.Do(new(EffectKinds.Signal, name, FeelContext.Of(("case", "$self"), ("payload", FeelValue.Context(payload)))));
        Hear(run, name, payload);
        if (run.Mistakes(Mutation.SignalTwice)) Hear(run, name, payload);
        return run.State.FindToken(token.Id) is null ? Onward.Stays : Results.Keep(run, token, element, null);
    }

    public static void Await(Run run, TokenState? owner, int scopeId, FlowNode element, int part, EventTrigger.Signal signal)
    {
        Topics.Join(run, Topic.OfSignal(signal.SignalName));
        run.Happened(new EngineEvent.WaitOpened(new Wait.Signal(run.NextId, owner?.Id, scopeId, element.Id, signal.SignalName) { Part = part }));
    }

    public static Verdict Deliver(Run run, Command.DeliverSignal command)
    {
        Hear(run, command.Name, command.Payload);
        return run.Go();
    }

    /// <summary>Everything that waits now hears it; what is waited for in consequence does not.</summary>
    public static void Hear(Run run, string name, FeelContext payload)
    {
        foreach (var signal in Hearers.Of(run, run.State.Waits().OfType<Wait.Signal>().Where(wait => wait.Name == name).ToList()).ToList())
        {
            if (run.State.FindWait(signal.Id) is null) continue;
            run.Happened(new EngineEvent.SignalReceived(signal.Id, signal.ElementId, name));
            Triggers.Fulfil(run, signal, FeelValue.Context(payload));
        }
    }
}
