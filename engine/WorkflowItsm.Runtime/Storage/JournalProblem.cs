namespace WorkflowItsm.Runtime.Storage;

/// <summary>Something in the journal, or in the rows made from it, that is not what was written.</summary>
/// <param name="Position">The row of the journal it was found at; null when it is about a case as a whole, or the store.</param>
/// <param name="CaseId">The case; null when it is about the store.</param>
/// <param name="Sentence">What is wrong, in English.</param>
/// <param name="SentenceZh">The same in Chinese.</param>
public sealed record JournalProblem(long? Position, string? CaseId, string Sentence, string SentenceZh);
