using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn;

/// <summary>
/// What can be said of a decision table without any case: which inputs no rule answers, which several answer, and which
/// rules never count. Every statement is certain and has an example; what could not be looked into is named, and nothing is
/// claimed of it. Immutable.
/// </summary>
/// <param name="Gaps">Inputs that no rule matches, in regions as large as they can be, which may share inputs; empty where the table has a default.</param>
/// <param name="Overlaps">The largest groups of rules that one input matches together, whatever the hit policy makes of it.</param>
/// <param name="Masked">Rules that never count, because others come before them wherever they match.</param>
/// <param name="Duplicates">Rules that say the same as an earlier one.</param>
/// <param name="Opaque">Cells that do more than compare the input with constants.</param>
/// <param name="Limit">A sentence where the search was cut short, or could not begin; null when it is complete.</param>
public sealed record TableVerification(
    ValueList<TableRegion> Gaps, ValueList<RuleOverlap> Overlaps, ValueList<MaskedRule> Masked, ValueList<DuplicateRule> Duplicates,
    ValueList<OpaqueCell> Opaque, Sentence? Limit);

/// <summary>A part of all possible inputs of a table.</summary>
/// <param name="Cells">One for each thing that the table looks at, in the order of its columns.</param>
public sealed record TableRegion(ValueList<RegionCell> Cells)
{
    /// <summary>An example of its inputs, by the expressions of the columns; what no column tests is left out.</summary>
    public FeelContext Example => FeelContext.Of([.. Cells.Where(cell => cell.Tests != "-").Select(cell => (cell.Expression, cell.Example))]);

    /// <summary>The example in words: <c>impact = 2, urgency = 3</c>.</summary>
    public Sentence Says => (Cells.Any(cell => cell.Matters)
        ? Sentence.Join(", ", Cells.Where(cell => cell.Matters).Select(cell => (Sentence)$"{cell.Expression} = {cell.ExampleText}"))
        : "any input").By(ChineseFindings.Book);

    /// <summary>The example in English words.</summary>
    public override string ToString() => Says.ToString();
}

/// <summary>What a region is in one column.</summary>
/// <param name="Expression">What the column looks at.</param>
/// <param name="Label">What people call the column.</param>
/// <param name="Tests">The values as a cell would test them; <c>-</c> for all.</param>
/// <param name="Example">One of the values.</param>
public sealed record RegionCell(string Expression, string Label, string Tests, FeelValue Example)
{
    internal bool Matters { get; init; } = true;

    internal Sentence ExampleText { get; init; } = "";
}

/// <summary>Rules that one input matches together; no other rule matches with all of them.</summary>
/// <param name="Rules">Their numbers, from 1, ascending.</param>
/// <param name="Region">The inputs that all of them match.</param>
/// <param name="Agrees">Whether all of them certainly have the same outputs.</param>
/// <param name="Disagrees">Whether two of them certainly have different outputs; outputs that are computed may turn out equal.</param>
public sealed record RuleOverlap(ValueList<int> Rules, TableRegion Region, bool Agrees, bool Disagrees);

/// <summary>A rule that never counts.</summary>
/// <param name="Rule">Its number, from 1.</param>
/// <param name="By">The rules that come before it wherever it matches; empty where it can match nothing at all.</param>
public sealed record MaskedRule(int Rule, ValueList<int> By);

/// <summary>A rule with the same conditions and the same outputs as an earlier one.</summary>
/// <param name="Rule">Its number, from 1.</param>
/// <param name="Earlier">The number of the other.</param>
public sealed record DuplicateRule(int Rule, int Earlier);

/// <summary>A cell that cannot be looked into.</summary>
/// <param name="Rule">The number of its rule, from 1.</param>
/// <param name="Column">The number of its input column, from 1.</param>
/// <param name="Text">What it holds.</param>
public sealed record OpaqueCell(int Rule, int Column, string Text);
