namespace WorkflowItsm.Feel;

/// <summary>What compiling gave: something to evaluate, or the reasons why not.</summary>
/// <param name="Value">Null if and only if a finding is an error.</param>
/// <param name="Findings">All findings, in the order of the text.</param>
public sealed record FeelCompiled<T>(T? Value, ValueList<Finding> Findings) where T : class;
