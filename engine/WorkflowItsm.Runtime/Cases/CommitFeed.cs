using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>Tells timers and effects what the writer has committed. Called on the writer's thread: listeners only take note.</summary>
internal sealed class CommitFeed
{
    /// <summary>A transaction holds.</summary>
    public event Action<JournalBatch>? Committed;

    /// <summary>A transaction failed or its end is not known: what was read before may not be what is stored.</summary>
    public event Action? Doubted;

    public void Tell(JournalBatch batch) => Committed?.Invoke(batch);

    public void Doubt() => Doubted?.Invoke();
}
