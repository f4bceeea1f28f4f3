using System.Text.Json;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.Betsy;

/// <summary>One case on a stage of its own: processes started, messages carried, time moved on, the log read.</summary>
internal sealed class BetsyRun
{
    /// <summary>How long is "until nothing more can happen" where a cycle never ends. The longest timer of the suite takes a minute.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(10);

    private readonly BetsyCase _case;
    private readonly Stage _stage;
    private readonly BetsyScripts _scripts = new();
    private readonly List<(string Name, FeelContext Payload)> _kept = [];

    private BetsyRun(BetsyCase test, BpmnFile file) => (_case, _stage) = (test, new Stage(file, Serve) { AtRest = HandOut });

    /// <summary>The log of a case; entries in no order.</summary>
    /// <param name="test">The case.</param>
    /// <param name="read">The model, its expressions rewritten.</param>
    public static List<string> Log(BetsyCase test, BpmnRead read) => read.File is { } file ? new BetsyRun(test, file).Log() : ["ERROR_deployment"];

    private List<string> Log()
    {
        // A process that somebody starts may have other beginnings, which wait like those of every other process.
        new TimedStarts(_stage, (model, at, part) => _stage.Start(model, at, model.Id == _case.Process ? Variables() : FeelContext.Empty, part)).Follow();
        foreach (var process in _case.Inputs.StartFirst)
        {
            Begin(process, FeelContext.Empty);
            _stage.Settle();
        }

        Begin(_case.Process, Variables());
        _stage.RunUntil(_stage.Now + (_case.Inputs.WaitMs > 0 ? TimeSpan.FromMilliseconds(_case.Inputs.WaitMs) : _longest));

        var log = new List<string>(_scripts.Log);
        log.AddRange(_stage.Instances.Select(Failure).OfType<string>());
        if (_case.Asks("MARKER_exists") && _scripts.Marker) log.Add("MARKER_exists");
        if (_case.Asks("EXECUTION_parallel") && _scripts.RanInParallel) log.Add("EXECUTION_parallel");
        if (_case.Asks("DATA_correct") && _scripts.DataCorrect) log.Add("DATA_correct");
        return log;
    }

    /// <summary>Starts a process where it begins; one that only a condition begins, there. Times, messages and signals begin others themselves.</summary>
    private void Begin(string process, FeelContext variables)
    {
        var model = _stage.File.Processes.Items.FirstOrDefault(model => model.Id == process)
            ?? throw new InvalidOperationException($"The model holds no executable process {process}.");
        if (!model.BeginningsOf(model.Id).IsEmpty)
        {
            _stage.Start(model, null, variables);
            return;
        }

        foreach (var start in model.NodesOf(model.Id).Items.OfType<FlowNode.StartEvent>())
            if (start.Trigger.Each().Items.OfType<EventTrigger.Conditional>().Any(one => one.Condition.Evaluate(variables, new FeelSession(_stage.Now)).IsTrue))
                _stage.Start(model, start.Id, variables);
    }

    private FeelContext Variables()
    {
        var variables = FeelContext.Empty;
        foreach (var (name, value) in _case.Inputs.Variables)
            variables = variables.With(name, value.ValueKind == JsonValueKind.Number ? value.GetInt32() : (FeelValue)value.GetString());
        return variables;
    }

    private void Serve(Instance instance, Effect effect)
    {
        if (effect.Kind == EffectKinds.Script) _scripts.Run(_stage, instance, effect);
        else if (effect.Kind == EffectKinds.Publish) Carry(instance, effect.Target, Stage.ContextOf(effect));
    }

    /// <summary>To one other instance that waits for the message; else it begins a process; else it is kept for whoever waits later.</summary>
    private void Carry(Instance sender, string name, FeelContext payload)
    {
        if (_stage.Instances.FirstOrDefault(instance => instance != sender && Awaits(instance, name)) is { } taker)
            _stage.Do(taker, new Command.DeliverMessage(name, "", payload));
        else if (_stage.StartedBy(part => part is EventTrigger.Message message && message.MessageName == name).FirstOrDefault() is { Model: { } model } begun)
            _stage.Start(model, begun.At.Id, payload, begun.Part);
        else
            _kept.Add((name, payload));
    }

    /// <summary>A kept message goes to whoever waits for it by now.</summary>
    private bool HandOut()
    {
        foreach (var kept in _kept)
        {
            if (_stage.Instances.FirstOrDefault(instance => Awaits(instance, kept.Name)) is not { } taker) continue;
            _kept.Remove(kept);
            _stage.Do(taker, new Command.DeliverMessage(kept.Name, "", kept.Payload));
            return true;
        }

        return false;
    }

    private static bool Awaits(Instance instance, string name) => instance.Waits<Wait.Message>().Any(wait => wait.Name == name);

    /// <summary>The entry that stands for what went wrong in an instance; null when nothing did.</summary>
    private static string? Failure(Instance instance)
    {
        if (instance.Unstarted is not null) return "ERROR_runtime";
        var codes = instance.Incidents.Select(incident => incident.Code).ToList();
        return codes.Contains("uncaught-error") ? "ERROR_thrownErrorEvent" : codes.Count > 0 ? "ERROR_runtime" : null;
    }
}
