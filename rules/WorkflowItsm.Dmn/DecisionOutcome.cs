using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn;

/// <summary>
/// What evaluating a decision gave, with everything needed to explain it and to decide it again: record it whole.
/// Equal when all parts are equal. Safe to share between threads.
/// </summary>
/// <param name="Value">
/// The value of the decision: bare for a table with one output, a context for several, a list for the policies
/// COLLECT, RULE ORDER and OUTPUT ORDER; null where nothing matched and no default is declared.
/// </param>
/// <param name="Matched">The rules that made the value, those of required decisions first.</param>
/// <param name="Inputs">The inputs as used: coerced to their declared types, a missing one as null.</param>
/// <param name="Problems">Sentences on what went wrong on the way; empty when all went well.</param>
public sealed record DecisionOutcome(FeelValue Value, ValueList<MatchedRule> Matched, FeelContext Inputs, ValueList<string> Problems);

/// <summary>A rule of a decision table that matched.</summary>
/// <param name="DecisionId">The decision (or business knowledge model) that the table belongs to.</param>
/// <param name="TableId">The table's id; derived from the decision's where the file gives none.</param>
/// <param name="RuleId">The rule's id; derived from the table's where the file gives none.</param>
/// <param name="RuleNumber">The row, from 1.</param>
/// <param name="Annotation">What the table's author wrote beside the row; null when nothing.</param>
public sealed record MatchedRule(string DecisionId, string TableId, string RuleId, int RuleNumber, string? Annotation);
