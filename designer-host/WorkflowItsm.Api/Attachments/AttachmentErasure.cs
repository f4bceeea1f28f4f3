using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Erasure;

namespace WorkflowItsm.Api.Attachments;

/// <summary>Erases the files that a person put to tickets, and those whose name names them.</summary>
internal sealed class AttachmentErasure(AttachmentFiles files) : IErasureParticipant
{
    public Task<int> EraseAsync(ErasedPerson person, CancellationToken cancellationToken) => Task.FromResult(0);

    public Task<int> EraseAsync(ErasedPerson person, IReadOnlyList<FoundFact> found, CancellationToken cancellationToken)
    {
        var theirs = found.Where(one => one.Recorded.Fact is TicketFact.Attached attached
            && (person.Is(one.Recorded.Header.Actor) || person.IsIn(attached.File.Name))).ToList();
        foreach (var one in theirs) files.Delete(((TicketFact.Attached)one.Recorded.Fact).File.Id);
        return Task.FromResult(theirs.Count);
    }

    public Task<int> EraseByAgeAsync(IReadOnlyList<FoundFact> found, CancellationToken cancellationToken)
    {
        var attached = found.Select(one => one.Recorded.Fact).OfType<TicketFact.Attached>().ToList();
        foreach (var one in attached) files.Delete(one.File.Id);
        return Task.FromResult(attached.Count);
    }
}
