using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>One case on a stage of its own: its triggers done one after the other, its messages carried along the diagram.</summary>
internal sealed class TokenRun
{
    private readonly TokenCase _case;
    private readonly Diagram _diagram;
    private readonly Stage _stage;
    private readonly Dictionary<string, string[]> _active = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stops = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Instance> _startedBy = [];
    private readonly List<string> _messageFlows = [];

    private TokenRun(TokenCase test, Diagram diagram, BpmnFile file)
    {
        (_case, _diagram) = (test, diagram);
        _stage = new Stage(file, Serve) { AtRest = GoOn };
    }

    /// <summary>Plays a case.</summary>
    public static TokenOutcome Play(TokenCase test, Diagram diagram, BpmnFile file)
    {
        var run = new TokenRun(test, diagram, file);
        var problems = run.Play();
        return new(problems, Trace.Of(diagram, run._stage.Instances, run._messageFlows), Leniency.Of(run._stage.Instances));
    }

    private List<string> Play()
    {
        var problems = new List<string>();
        for (var number = 0; number < _case.Triggers.Length; number++)
        {
            var trigger = _case.Triggers[number];
            if (!Do(trigger, number)) problems.Add($"nothing waits at {trigger.Element}, which is triggered as number {number}");
            _stage.Settle();
            if (trigger.InstanceEnded && _startedBy.GetValueOrDefault(number) is not { State.Ended: true }) problems.Add($"the instance that {trigger.Element} starts has not ended");
        }

        problems.AddRange(_stage.Instances.Select(instance => instance.Unstarted?.Sentence).OfType<string>());
        problems.AddRange(_stage.Instances.SelectMany(instance => instance.Incidents).Where(incident => incident.Code != "uncaught-error").Select(incident => incident.Sentence));
        return problems;
    }

    private bool Do(TokenTrigger trigger, int number)
    {
        switch (trigger.Op)
        {
            case "activeOutgoing":
                _active[trigger.Element] = trigger.Flows ?? [];
                foreach (var instance in _stage.Instances.Where(instance => instance.Runs)) _stage.Do(instance, new Command.SetVariables(Variables()));
                return true;
            case "waitAt":
                _stops.Add(trigger.Element);
                return true;
            case "signal":
                return Carry(_diagram.MessageFlows.FirstOrDefault(flow => flow.Id == trigger.Element) ?? throw new InvalidOperationException($"There is no message flow {trigger.Element}."));
            case "trigger":
                return Begin(trigger.Element, number) || Waiting(trigger) is { } found && Trigger(found.Instance, found.Wait);
            case var unknown:
                throw new InvalidOperationException($"The case does \"{unknown}\", which this runner does not know.");
        }
    }

    /// <summary>Starts an instance where an element begins one: a start event, or what no flow leads to.</summary>
    private bool Begin(string element, int number)
    {
        foreach (var model in _stage.File.Processes.Items)
        {
            var isStart = model.NodesOf(model.Id).Items.Any(node => node is FlowNode.StartEvent && node.Id == element);
            if (!isStart && (!model.BeginningsOf(model.Id).Any(node => node.Id == element) || _stage.Instances.Any(instance => At(instance, element) is not null))) continue;
            var begun = _startedBy[number] = _stage.Start(model, isStart ? element : null, Variables());
            if (At(begun, element) is { } wait) Trigger(begun, wait);
            return true;
        }

        return false;
    }

    private (Instance Instance, Wait Wait)? Waiting(TokenTrigger trigger)
    {
        foreach (var instance in _stage.Instances)
        {
            if (trigger.InInstanceStartedBy is { } number && _startedBy.GetValueOrDefault(number) != instance) continue;
            if (trigger.InScopeOf is { } place && !instance.State.Tokens.Any(token => token.ElementId == place)) continue;
            if (At(instance, trigger.Element) is { } wait) return (instance, wait);
        }

        return null;
    }

    /// <summary>The wait at an element that is fulfilled by name: the message to it before all, the signal that others may hear last.</summary>
    private Wait? At(Instance instance, string element) =>
        instance.Waits<Wait>().Where(wait => Owner(wait) == element).OrderBy(wait => wait is Wait.Message ? 0 : wait is Wait.Signal ? 2 : 1).FirstOrDefault();

    private string Owner(Wait wait) => _diagram.Owners.GetValueOrDefault(wait.ElementId, wait.ElementId);

    /// <summary>Fulfils a wait. Who triggers an activity that exchanges messages lets it go on without those it still waits for.</summary>
    private bool Trigger(Instance instance, Wait wait)
    {
        Fulfil(instance, wait);
        if (!_diagram.Owners.ContainsKey(wait.ElementId)) return true;
        while (instance.Waits<Wait>().FirstOrDefault(other => other.ScopeId == wait.ScopeId && Owner(other) == Owner(wait)) is { } other) Fulfil(instance, other);
        return true;
    }

    private void Fulfil(Instance instance, Wait wait)
    {
        switch (wait)
        {
            case Wait.Message message:
                _stage.Do(instance, new Command.DeliverMessage(message.Name, message.Key, FeelContext.Empty));
                break;
            case Wait.Timer timer:
                _stage.Fire(instance, timer);
                break;
            case Wait.Task task:
                _stage.Do(instance, new Command.CompleteTask(task.Id, "complete", FeelContext.Empty));
                break;
            case Wait.Condition condition:
                _stage.Do(instance, new Command.SetVariables(FeelContext.Of(("fired", condition.ElementId))));
                if (instance.Runs) _stage.Do(instance, new Command.SetVariables(FeelContext.Of(("fired", FeelValue.Null))));
                break;
            case Wait.Signal signal:
                _stage.Do(instance, new Command.DeliverSignal(signal.Name, FeelContext.Empty));
                break;
            case Wait.Job or Wait.Action:
                throw new InvalidOperationException($"{wait.ElementId} waits for something that no diagram of the suite holds.");
        }
    }

    /// <summary>At rest: tasks complete unless tokens stop at them, and an error that nobody catches is passed over, as the source does.</summary>
    private bool GoOn()
    {
        foreach (var instance in _stage.Instances)
        {
            if (instance.Waits<Wait.Task>().FirstOrDefault(wait => !_stops.Contains(Owner(wait))) is { } task)
            {
                Fulfil(instance, task);
                return true;
            }

            if (instance.State.Incidents.FirstOrDefault(incident => incident.Code == "uncaught-error") is { } incident)
            {
                _stage.Do(instance, new Command.Skip(incident.Id, FeelContext.Empty));
                return true;
            }
        }

        return false;
    }

    private void Serve(Instance instance, Effect effect)
    {
        if (effect.Kind == EffectKinds.Publish && _diagram.MessageFlows.FirstOrDefault(flow => $"over.{flow.Id}" == effect.Target) is { } flow) Carry(flow);
    }

    /// <summary>Where a message flow leads an instance begins, or the first that waits there goes on; elsewhere the message is lost.</summary>
    private bool Carry(MessageFlow flow)
    {
        _messageFlows.Add(flow.Id);
        foreach (var name in new[] { $"via.{flow.Id}", $"to.{flow.Target}" })
        {
            if (_stage.Instances.FirstOrDefault(instance => instance.Waits<Wait.Message>().Any(wait => wait.Name == name)) is not { } taker) continue;
            _stage.Do(taker, new Command.DeliverMessage(name, "", FeelContext.Empty));
            return true;
        }

        if (_stage.StartedBy(part => part is EventTrigger.Message message && message.MessageName == $"to.{flow.Target}").FirstOrDefault() is { Model: { } model } begun)
            _stage.Start(model, begun.At.Id, Variables(), begun.Part);
        return true;
    }

    private FeelContext Variables() => FeelContext.Of(("active", FeelValue.List(_active.Values.SelectMany(flows => flows).Select(flow => (FeelValue)flow))));
}

/// <summary>How a case went.</summary>
/// <param name="Problems">What went wrong while it was played.</param>
/// <param name="Counts">What its instances came to.</param>
/// <param name="Free">Where the counts may differ, because it was cancelled.</param>
internal sealed record TokenOutcome(List<string> Problems, TokenCounts Counts, IReadOnlySet<string> Free);
