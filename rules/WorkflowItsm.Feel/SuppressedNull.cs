namespace WorkflowItsm.Feel;

/// <summary>Why a null came out where FEEL suppresses the error (DMN 1.5, clause 10.3.2.13: invalid arguments give null).</summary>
/// <param name="Expression">The text of the part that gave null.</param>
/// <param name="Position">Where that part begins in the whole expression; null when not known.</param>
/// <param name="Message">A sentence: what was found and what was expected.</param>
public sealed record SuppressedNull(string Expression, TextPosition? Position, string Message);
