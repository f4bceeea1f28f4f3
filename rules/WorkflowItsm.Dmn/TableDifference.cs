using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn;

/// <summary>Which inputs get another answer from one version of a table than from an earlier one. Immutable.</summary>
/// <param name="Changes">Regions that do not meet, each with one change; empty where both versions always answer alike.</param>
/// <param name="Limit">A sentence where there may be more than is told, or nothing could be compared; null when it is complete.</param>
public sealed record TableDifference(ValueList<TableChange> Changes, Sentence? Limit);

/// <summary>Inputs whose answer changes.</summary>
/// <param name="Region">The inputs.</param>
/// <param name="Before">The answer of the earlier version, as FEEL text; several are separated by commas, none is <c>null</c>.</param>
/// <param name="BeforeRules">The earlier version's rules that match there, from 1.</param>
/// <param name="After">The answer of the later version.</param>
/// <param name="AfterRules">The later version's rules that match there, from 1.</param>
public sealed record TableChange(TableRegion Region, string Before, ValueList<int> BeforeRules, string After, ValueList<int> AfterRules);
