using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Runtime.Erasure;

/// <summary>
/// Erases what is kept of a person outside of the journal: accounts, files, mails. Registered in the container. Everything
/// may be asked again after a crash: what is gone already is no error. Safe to share between threads.
/// </summary>
public interface IErasureParticipant
{
    /// <summary>Erases what it keeps of the person by name; called once before the journal is searched.</summary>
    /// <returns>How many things it erased.</returns>
    Task<int> EraseAsync(ErasedPerson person, CancellationToken cancellationToken);

    /// <summary>
    /// Erases what belongs to facts that are about to lose their personal values; called before they do, so that nothing
    /// is left that nobody finds.
    /// </summary>
    /// <returns>How many things it erased.</returns>
    Task<int> EraseAsync(ErasedPerson person, IReadOnlyList<FoundFact> found, CancellationToken cancellationToken) => Task.FromResult(0);

    /// <summary>
    /// Erases what belongs to facts of closed cases that are about to lose their personal values because of their age;
    /// called before they do.
    /// </summary>
    /// <returns>How many things it erased.</returns>
    Task<int> EraseByAgeAsync(IReadOnlyList<FoundFact> found, CancellationToken cancellationToken) => Task.FromResult(0);

    /// <summary>Takes what was erased out of its files as well; called once at the end.</summary>
    Task CompactAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A fact in a row whose personal part goes.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Recorded">The fact, with its personal values.</param>
public sealed record FoundFact(string CaseId, RecordedFact Recorded);
