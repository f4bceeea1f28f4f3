using WorkflowItsm.Runtime.Erasure;

namespace WorkflowItsm.Schedules.Keeping;

/// <summary>Forgets that a person changed schedules or ran them; the schedules stay as they are.</summary>
internal sealed class ScheduleErasure(ScheduleStore store) : IErasureParticipant
{
    public async Task<int> EraseAsync(ErasedPerson person, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var id in await store.IdsAsync(cancellationToken))
            if (await store.ForgetAsync(id, person.Is, cancellationToken)) erased++;
        return erased;
    }
}
