using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tables;

/// <summary>What each hit policy makes of the rules that match (DMN 1.5 clause 8.2.10). There is at least one.</summary>
internal static class HitPolicies
{
    /// <summary>FEEL's own functions, so that an aggregate means the same in a table as in an expression.</summary>
    private static readonly FeelExpression _sum = Function("sum"), _minimum = Function("min"), _maximum = Function("max");

    public static FeelValue Apply(DecisionTable table, List<Rule> hits, FeelValue[] frame, Evaluation run) => table.Policy switch
    {
        HitPolicy.Unique => hits is [var only] ? Single(table, only, frame, run) : Overlap(table, hits, run),
        HitPolicy.First => Single(table, hits[0], frame, run),
        HitPolicy.Any => Agreed(table, hits, frame, run),
        HitPolicy.Priority => Take(table, Ranked(table, hits, frame, run)[..1], run)[0],
        HitPolicy.OutputOrder => run.Session.NewList(Take(table, Ranked(table, hits, frame, run), run)),
        HitPolicy.RuleOrder or HitPolicy.Collect => run.Session.NewList(All(table, hits, frame, run)),
        HitPolicy.Count => All(table, hits, frame, run).Length,
        HitPolicy.Sum => _sum.Evaluate([run.Session.NewList(All(table, hits, frame, run))], run.Session),
        HitPolicy.Minimum => _minimum.Evaluate([run.Session.NewList(All(table, hits, frame, run))], run.Session),
        HitPolicy.Maximum => _maximum.Evaluate([run.Session.NewList(All(table, hits, frame, run))], run.Session),
    };

    private static FeelValue Single(DecisionTable table, Rule rule, FeelValue[] frame, Evaluation run) => All(table, [rule], frame, run)[0];

    private static FeelValue[] All(DecisionTable table, List<Rule> hits, FeelValue[] frame, Evaluation run) =>
        Take(table, [.. hits.Select(rule => (Rule: rule, Row: TableEvaluator.Row(table, rule, frame, run)))], run);

    private static FeelValue Overlap(DecisionTable table, List<Rule> hits, Evaluation run)
    {
        Note(table, hits, run);
        run.Problem($"Table '{table.Name}': rules {Numbers(hits)} match, under UNIQUE only one may; the result is null.");
        return FeelValue.Null;
    }

    private static FeelValue Agreed(DecisionTable table, List<Rule> hits, FeelValue[] frame, Evaluation run)
    {
        var values = All(table, hits, frame, run);
        if (values.All(value => value.Equals(values[0]))) return values[0];
        run.Problem($"Table '{table.Name}': rules {Numbers(hits)} match with different outputs, "
            + "under ANY they must agree; the result is null.");
        return FeelValue.Null;
    }

    /// <summary>By rank; equals stay in the order of the rules.</summary>
    public static List<(Rule Rule, FeelValue[] Row)> Ranked(DecisionTable table, List<Rule> hits, FeelValue[] frame, Evaluation run) =>
        [.. hits.Select(rule => (Rule: rule, Row: TableEvaluator.Row(table, rule, frame, run))).OrderBy(hit => OutputRank.Of(table, hit.Row))];

    private static FeelValue[] Take(DecisionTable table, List<(Rule Rule, FeelValue[] Row)> hits, Evaluation run)
    {
        Note(table, hits.Select(hit => hit.Rule), run);
        return [.. hits.Select(hit => TableEvaluator.Result(table, hit.Row, run))];
    }

    private static void Note(DecisionTable table, IEnumerable<Rule> rules, Evaluation run)
    {
        foreach (var rule in rules) run.Matched(new(run.Owner, table.Id, rule.Id, rule.Number, rule.Annotation));
    }

    private static string Numbers(List<Rule> hits) => $"{string.Join(", ", hits[..^1].Select(rule => rule.Number))} and {hits[^1].Number}";

    private static FeelExpression Function(string name) =>
        FeelExpression.Compile($"{name}(values)", new FeelScope(["values"])).Value
            ?? throw new InvalidOperationException($"FEEL does not know its function '{name}'.");
}
