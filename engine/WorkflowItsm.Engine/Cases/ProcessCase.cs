using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>What may be asked of a plain process. Closed.</summary>
public abstract record ProcessCommand : CaseCommand
{
    private ProcessCommand()
    {
    }

    /// <summary>Starts the process.</summary>
    /// <param name="ProcessId">The process, by id, in the newest definitions.</param>
    /// <param name="Variables">Its first variables.</param>
    public sealed record Start(string ProcessId, FeelContext Variables) : ProcessCommand
    {
        /// <summary>The start event; null takes the none start event.</summary>
        public string? StartElementId { get; init; }

        /// <summary>The key of the conversation whose message starts it; null when none does.</summary>
        public string? ConversationKey { get; init; }

        /// <summary>Of a start event that waits for several triggers: which of them came, from 0. Null, the default: all came.</summary>
        public int? StartPart { get; init; }

        /// <summary>Whether a message, signal or timer starts it, whose content the start event may have given a name; false, the default, when somebody does.</summary>
        public bool IsTriggered { get; init; }
    }

    /// <summary>Completes the user task at an element; of several the oldest.</summary>
    /// <param name="ElementId">The user task.</param>
    /// <param name="Variables">What whoever did it fills in.</param>
    public sealed record Complete(string ElementId, FeelContext Variables) : ProcessCommand
    {
        /// <summary>One of the task's outcomes; <c>complete</c>, the default, is that of a task that declares none.</summary>
        public string Outcome { get; init; } = "complete";
    }

    /// <summary>Anything else that an instance can be asked. (It is started with <see cref="Start"/>, which names the process.)</summary>
    public sealed record Ask(Command Command) : ProcessCommand;
}

/// <summary>What happened in a plain process. Closed.</summary>
public abstract record ProcessFact : CaseFact
{
    private ProcessFact()
    {
    }

    /// <summary>It began, under a release, and finishes under it.</summary>
    public sealed record Begun(int Release) : ProcessFact;

    /// <summary>Something happened in the instance.</summary>
    public sealed record Happened(EngineEvent Event) : ProcessFact, IWrapsFact
    {
        object IWrapsFact.Wrapped => Event;
    }
}

/// <summary>A plain process so far. Two states are equal when they hold equal values.</summary>
public sealed record ProcessState : CaseState
{
    /// <summary>Before the start.</summary>
    public static ProcessState Initial { get; } = new();

    /// <summary>The release it runs under; 0 before the start.</summary>
    public int Release { get; internal init; }

    /// <summary>The instance: its variables, what it waits for, its incidents, whether it has ended.</summary>
    public InstanceState Instance { get; internal init; } = InstanceState.Initial;
}

/// <summary>How the facts of processes are written: tags 240–259 beside those of the engine, for ever.</summary>
internal static class ProcessFactKinds
{
    public static IEnumerable<FactKind> All() =>
    [
        .. EngineEventKinds.All(happened => new ProcessFact.Happened(happened)),
        FactKind.Of<ProcessFact.Begun>(240, "process-begun", 1, (w, fact) => w.Int(fact.Release), r => new ProcessFact.Begun(r.Int())),
    ];
}
