using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tables;

/// <summary>
/// Where a row of outputs stands by the order of the listed output values (DMN 1.5 clause 8.2.10): by the first output, then by the
/// second and so on. Rows of equal rank stay in the order of the rules, so sort stably.
/// </summary>
internal sealed class OutputRank : IComparable<OutputRank>
{
    private readonly int[] _places;

    private OutputRank(int[] places, bool isKnown) => (_places, IsKnown) = (places, isKnown);

    /// <summary>Whether no output was left out because it is computed.</summary>
    public bool IsKnown { get; }

    /// <summary>The rank of a row that was evaluated.</summary>
    public static OutputRank Of(DecisionTable table, FeelValue[] row) => new([.. row.Select((value, i) => table.Outputs[i].RankOf(value))], true);

    /// <summary>The rank of a rule, as far as it is known before evaluation; outputs that are computed count as the first.</summary>
    public static OutputRank Of(DecisionTable table, Rule rule) => new(
        [.. rule.Results.Select((result, i) => result.IsConstant ? table.Outputs[i].RankOf(result.Constant()) : 0)],
        rule.Results.All(result => result.IsConstant));

    public int CompareTo(OutputRank? other) => other is null ? 1 : _places.AsSpan().SequenceCompareTo(other._places);
}
