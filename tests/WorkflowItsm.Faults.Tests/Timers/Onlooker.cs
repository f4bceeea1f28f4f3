using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Faults.Tests.Timers;

/// <summary>Sees each transaction before it is committed; while it looks, the writer waits.</summary>
internal sealed class Onlooker(ICaseStore inner, Action<JournalBatch> look) : StoreLayer(inner)
{
    public override ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        look(batch);
        return base.CommitAsync(batch, cancellationToken);
    }
}
