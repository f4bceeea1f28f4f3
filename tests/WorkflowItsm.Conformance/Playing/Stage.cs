using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.Playing;

/// <summary>
/// The smallest host of the pure core: instances of one file's processes, a clock that moves only when told, and effects done in the
/// order in which they were asked for. Signals are served here; <paramref name="outside"/> does what else concerns the suite.
/// </summary>
/// <param name="file">The processes.</param>
/// <param name="outside">Does an effect of an instance; those it does not know are nobody's business.</param>
internal sealed class Stage(BpmnFile file, Action<Instance, Effect> outside)
{
    private const int MaxSteps = 100_000;

    private readonly Callables _callables = new(file);
    private readonly Queue<Action> _next = new();
    private readonly PriorityQueue<Action, (DateTimeOffset Due, int Order)> _later = new();
    private readonly List<Instance> _instances = [];
    private int _order;
    private int _steps;

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public BpmnFile File { get; } = file;

    /// <summary>Asked when nothing is left to be done: does what only now is to be done, and says whether there was something.</summary>
    public Func<bool> AtRest { get; set; } = static () => false;

    /// <summary>All instances, oldest first.</summary>
    public IReadOnlyList<Instance> Instances => _instances;

    /// <summary>Starts an instance of a process.</summary>
    /// <param name="model">The process.</param>
    /// <param name="at">The start event; null: where the process begins by itself.</param>
    /// <param name="variables">The first variables.</param>
    /// <param name="part">Which of several triggers of the start event came.</param>
    public Instance Start(ProcessModel model, string? at, FeelContext variables, int? part = null)
    {
        var instance = new Instance(model);
        _instances.Add(instance);
        instance.Unstarted = Do(instance, new Command.Start(at, variables) { StartPart = part });
        return instance;
    }

    /// <summary>Asks something of an instance; its effects are done by <see cref="Settle"/>.</summary>
    /// <returns>Null, or why it was refused.</returns>
    public Refusal? Do(Instance instance, Command command)
    {
        if (++_steps > MaxSteps) throw new InvalidOperationException($"The instances do not come to rest within {MaxSteps} commands.");
        var context = new ProcessContext(instance.Model, _ => null, Now) { Callable = _callables };
        switch (ProcessEngine.Decide(context, instance.State, command))
        {
            case Verdict.Accepted accepted:
                instance.Take(accepted);
                foreach (var effect in accepted.Effects) Soon(() => Serve(instance, effect));
                return null;
            case Verdict.Refused refused:
                return refused.Refusal;
            case var other:
                throw new InvalidOperationException($"No verdict is called {other}.");
        }
    }

    /// <summary>An element of an instance; those of a called process bear the way to them before their id.</summary>
    public FlowNode Element(Instance instance, string id) => id.Split('/') is [.., var process, var own]
        ? File.Processes.Items.First(model => model.Id == process)[own]
        : instance.Model[id];

    /// <summary>Does something after what is already to be done.</summary>
    public void Soon(Action work) => _next.Enqueue(work);

    /// <summary>Does something when the clock has moved on.</summary>
    public void After(TimeSpan delay, Action work) => _later.Enqueue(work, (Now + delay, _order++));

    /// <summary>Does what is to be done now, and what follows from it, until nothing is left.</summary>
    public void Settle()
    {
        do
        {
            while (_next.TryDequeue(out var work)) work();
        }
        while (AtRest());
    }

    /// <summary>Lets a timer fire, and moves the clock on to its moment where it is still to come.</summary>
    public void Fire(Instance instance, Wait.Timer timer)
    {
        if (timer.DueAt > Now) Now = timer.DueAt;
        Do(instance, new Command.FireTimer(timer.Id));
    }

    /// <summary>Moves the clock from one due moment to the next until nothing is left to come or the limit is reached.</summary>
    public void RunUntil(DateTimeOffset limit)
    {
        Settle();
        while (NextTimer() is var timer && NextWork() is var work && Earliest(timer?.Wait.DueAt, work) is { } due && due <= limit)
        {
            if (work is not { } at || at > due)
            {
                Fire(timer!.Value.Instance, timer.Value.Wait);
            }
            else
            {
                if (at > Now) Now = at;
                _later.Dequeue()();
            }

            Settle();
        }
    }

    private (Instance Instance, Wait.Timer Wait)? NextTimer() =>
        _instances.SelectMany(instance => instance.Waits<Wait.Timer>().Select(wait => ((Instance Instance, Wait.Timer Wait)?)(instance, wait)))
            .MinBy(timer => timer!.Value.Wait.DueAt);

    private DateTimeOffset? NextWork() => _later.TryPeek(out _, out var at) ? at.Due : null;

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private void Serve(Instance instance, Effect effect)
    {
        if (effect.Kind == EffectKinds.Signal) Broadcast(instance, effect.Target, ContextOf(effect));
        else outside(instance, effect);
    }

    /// <summary>All that listen elsewhere hear a signal (in the case of its thrower they have heard it), and so do start events.</summary>
    private void Broadcast(Instance thrower, string name, FeelContext payload)
    {
        foreach (var instance in _instances.ToList().Where(instance => instance != thrower && instance.Waits<Wait.Signal>().Any(wait => wait.Name == name)))
            Do(instance, new Command.DeliverSignal(name, payload));
        foreach (var (model, at, part) in StartedBy(trigger => trigger is EventTrigger.Signal signal && signal.SignalName == name).ToList())
            Start(model, at.Id, payload, part);
    }

    /// <summary>Where processes of the file begin when something happens, and which of several triggers it is there.</summary>
    public IEnumerable<(ProcessModel Model, FlowNode At, int Part)> StartedBy(Func<EventTrigger, bool> matches) =>
        from model in File.Processes.Items
        from node in model.NodesOf(model.Id).Items
        let part = Beginning(model, node)?.Each().Items.Select((trigger, index) => matches(trigger) ? index : -1).FirstOrDefault(index => index >= 0, -1) ?? -1
        where part >= 0
        select (model, node, part);

    /// <summary>What an effect carries for those who get it.</summary>
    public static FeelContext ContextOf(Effect effect) => effect.Payload["payload"].TryGetContext(out var payload) ? payload : FeelContext.Empty;

    /// <summary>What begins a process at a node; null for a node that begins none.</summary>
    private static EventTrigger? Beginning(ProcessModel model, FlowNode node) => node switch
    {
        FlowNode.StartEvent start => start.Trigger,
        FlowNode.ReceiveTask task when task.Instantiates || BehindInstantiating(model, task) => task.Trigger,
        FlowNode.CatchEvent caught when BehindInstantiating(model, caught) => caught.Trigger,
        _ => null,
    };

    private static bool BehindInstantiating(ProcessModel model, FlowNode node) =>
        node.Incoming.Items.Any(flow => model.Find(flow.SourceId) is FlowNode.EventBasedGateway { Instantiates: true });
}
