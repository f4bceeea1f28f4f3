using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Dmn.Tables;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>What a table answers where certain rules match, in words that are the same when the answer is.</summary>
internal static class TableAnswer
{
    public static string Of(DecisionTable table, IReadOnlyList<int> rules)
    {
        List<string> rows = [.. rules.Select(rule => Row(table, table.Rules[rule].Results))];
        if (table.Policy is HitPolicy.Count) return $"{rows.Count}";
        if (rows.Count == 0) return table.HasDefault ? Row(table, table.Outputs.Select(output => output.Default)) : "null";
        return table.Policy switch
        {
            HitPolicy.First => rows[0],
            HitPolicy.Priority => Ranked(table, rules)[0],
            HitPolicy.Unique when rows.Count > 1 => "null",
            HitPolicy.Any when rows.Distinct().Skip(1).Any() => "null",
            HitPolicy.Unique or HitPolicy.Any => rows[0],
            HitPolicy.RuleOrder => List(rows),
            HitPolicy.OutputOrder => List(Ranked(table, rules)),
            HitPolicy.Collect => List(rows.Order(StringComparer.Ordinal)),
            HitPolicy.Sum or HitPolicy.Minimum or HitPolicy.Maximum => $"{table.Policy.Name} of {List(rows.Order(StringComparer.Ordinal))}",
            HitPolicy.Count => throw new InvalidOperationException("Counted above."),
        };
    }

    private static string List(IEnumerable<string> rows) => $"[{string.Join(", ", rows)}]";

    private static string Row(DecisionTable table, IEnumerable<Formula?> results)
    {
        List<string> values = [.. results.Select(result => result is null ? "null" : result.IsConstant ? result.Constant().ToString() : result.Text)];
        return values is [var only] ? only : $"{{{string.Join(", ", values.Select((value, i) => $"{table.Outputs[i].Name}: {value}"))}}}";
    }

    private static List<string> Ranked(DecisionTable table, IReadOnlyList<int> rules) =>
        [.. rules.Select(rule => table.Rules[rule]).OrderBy(rule => OutputRank.Of(table, rule)).Select(rule => Row(table, rule.Results))];
}
