namespace WorkflowItsm.Runtime.Hosting;

/// <summary>Whether the runtime takes commands. Safe to share between threads.</summary>
public interface IRuntimeStatus
{
    /// <summary>Where it is between start and end.</summary>
    RuntimePhase Phase { get; }
}

/// <summary>Where the runtime is between start and end.</summary>
public enum RuntimePhase
{
    /// <summary>Not started, or about to be ready.</summary>
    Starting,

    /// <summary>Takes commands, fires timers, does effects.</summary>
    Ready,

    /// <summary>Answers what is queued and takes no more.</summary>
    Stopping,

    /// <summary>Over.</summary>
    Stopped,
}
