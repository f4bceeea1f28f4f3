using System.Numerics;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tables;

/// <summary>A table and a frame to a value: inputs, matching rules, and what the hit policy makes of them.</summary>
internal static class TableEvaluator
{
    public static FeelValue Evaluate(DecisionTable table, FeelValue[] frame, Evaluation run)
    {
        if (!run.Session.TrySpend(table.Rules.Count / 16)) return FeelValue.Null;
        var inputs = new FeelValue[table.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = Input(table, table.Inputs[i], frame, run);

        run.Looked(table, inputs, frame);
        var hits = Matching(table, inputs, frame, run.Session);
        if (run.Exhausted is not null) return FeelValue.Null;
        if (hits.Count > 0) return HitPolicies.Apply(table, hits, frame, run);
        if (table.Policy is HitPolicy.Count) return 0;
        if (table.HasDefault) return Default(table, frame, run);

        if (!table.Policy.IsMultiHit)
            run.Problem($"Table '{table.Name}': no rule matches {Given(table, inputs)}; the result is null.");
        return FeelValue.Null;
    }

    /// <summary>The value of a rule's row: bare for one column, a context for several.</summary>
    public static FeelValue Result(DecisionTable table, FeelValue[] row, Evaluation run) => Compose(table, row, run);

    /// <summary>The row of a rule's results, each checked against its column.</summary>
    public static FeelValue[] Row(DecisionTable table, Rule rule, FeelValue[] frame, Evaluation run)
    {
        var row = new FeelValue[table.Outputs.Count];
        for (var i = 0; i < row.Length; i++) row[i] = Checked(table, table.Outputs[i], rule.Results[i], $"rule {rule.Number}", frame, run);
        return row;
    }

    private static FeelValue Compose(DecisionTable table, FeelValue[] row, Evaluation run) => row is [var single]
        ? single
        : run.Session.NewContext([.. row.Select((value, i) => (table.Outputs[i].Name, value))]);

    private static FeelValue Input(DecisionTable table, InputColumn column, FeelValue[] frame, Evaluation run)
    {
        var reasons = run.Session.Reasons.Count;
        var value = column.Expression.Evaluate(frame, run.Session);
        if (value.IsNull && run.Session.Reasons.Count > reasons)
            run.Problem($"Table '{table.Name}', column '{column.Label}': the input is null. {run.Session.Reasons[reasons].Message}");
        if (!column.Type.TryCoerce(value, run.Session, out var coerced))
            run.Problem($"Table '{table.Name}', column '{column.Label}': "
                + $"the input is {Say.Value(value)}, expected {column.Type}; it counts as null.");
        else if (column.Allowed is { } allowed && !allowed.Allows(coerced, run.Session))
            run.Problem($"Table '{table.Name}', column '{column.Label}': the input is {Say.Value(value)}, allowed is {allowed.Text}.");
        return coerced;
    }

    /// <summary>
    /// The rules that match: those which every column's index leaves, tested where a column has none or knows nothing of
    /// the value.
    /// </summary>
    private static List<Rule> Matching(DecisionTable table, FeelValue[] inputs, FeelValue[] frame, FeelSession session)
    {
        List<Rule> hits = [];
        var passing = new ulong[]?[inputs.Length];
        for (var i = 0; i < inputs.Length; i++) passing[i] = table.Indexes[i]?.Passing(inputs[i]);
        for (var from = 0; from < table.Rules.Count; from += 64)
        {
            var left = table.Rules.Count - from >= 64 ? ulong.MaxValue : (1UL << (table.Rules.Count - from)) - 1;
            foreach (var column in passing)
                if (column is not null) left &= column[from / 64];
            for (; left != 0; left &= left - 1)
            {
                var rule = table.Rules[from + BitOperations.TrailingZeroCount(left)];
                if (!Holds(rule, inputs, passing, frame, session)) continue;
                hits.Add(rule);
                if (table.Policy is HitPolicy.First) return hits;
            }
        }

        return hits;
    }

    private static bool Holds(Rule rule, FeelValue[] inputs, ulong[]?[] known, FeelValue[] frame, FeelSession session)
    {
        for (var i = 0; i < inputs.Length; i++)
            if (known[i] is null && !rule.Tests[i].Holds(inputs[i], frame, session)) return false;
        return true;
    }

    /// <summary>What holds where no rule matches.</summary>
    public static FeelValue Default(DecisionTable table, FeelValue[] frame, Evaluation run) =>
        Compose(table, [.. table.Outputs.Select(output => Checked(table, output, output.Default, "the default", frame, run))], run);

    private static FeelValue Checked(
        DecisionTable table, OutputColumn output, Formula? formula, string place, FeelValue[] frame, Evaluation run)
    {
        if (formula is null) return FeelValue.Null;
        var value = formula.Evaluate(frame, run.Session);
        if (!output.Type.TryCoerce(value, run.Session, out var coerced)) Reject($"expected {output.Type}");
        else if (!coerced.IsNull && output.Allowed is { } allowed && !allowed.Allows(coerced, run.Session))
        {
            Reject($"allowed is {allowed.Text}");
            return FeelValue.Null;
        }
        return coerced;

        void Reject(string expectation) => run.Problem(
            $"Table '{table.Name}', {place}, column '{output.Label}': the output is {Say.Value(value)}, {expectation}; it counts as null.");
    }

    private static string Given(DecisionTable table, FeelValue[] inputs) =>
        string.Join(", ", inputs.Select((value, i) => $"{table.Inputs[i].Expression.Text} = {Say.Value(value)}"));
}
