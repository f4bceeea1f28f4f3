namespace WorkflowItsm.Itsm.Fields;

/// <summary>What is wrong with one field, in a sentence.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Sentence">What was found and what was expected.</param>
public sealed record FieldProblem(string Field, Words Sentence);
