using System.Numerics;
using System.Runtime.CompilerServices;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tables;

/// <summary>
/// A decision that is one table over the caller's inputs with constant outputs, as most are: its answers stand ready, and deciding only looks
/// up which. It answers as evaluation does and allocates nothing; what it does not know it leaves to evaluation.
/// </summary>
internal sealed class QuickTable
{
    private readonly DecisionTable _table;
    private readonly int[] _sources;
    private readonly FeelKind?[] _kinds;
    private readonly ColumnIndex?[] _indexes;
    private readonly FeelValue[] _answers;
    private readonly FeelValue _otherwise;

    /// <summary>The rules in the order in which their answers count; null where the order of the rules does.</summary>
    private readonly int[]? _ranks;

    private QuickTable(DecisionTable table, int[] sources, FeelKind?[] kinds, FeelValue[] answers, FeelValue otherwise, int[]? ranks)
    {
        (_table, _sources, _kinds) = (table, sources, kinds);
        (_answers, _otherwise, _ranks) = (answers, otherwise, ranks);
        _indexes = table.Indexes;
    }

    /// <summary>The quick form of what a plan decides; null where it is not that simple.</summary>
    public static QuickTable? Of(DecisionPlan plan)
    {
        if (plan.Steps is not [{ Decision.Parts: { Logic: Boxed.Table { Rules: var table } } parts } step] || plan.Targets is not [0]
            || table.Inputs.Count > Columns.Most
            || table.Policy is not (HitPolicy.Unique or HitPolicy.First or HitPolicy.Any or HitPolicy.Priority)
            || !table.Rules.All(rule => rule.Tests.All(test => test.IsAlone))) return null;
        var (sources, kinds) = (new int[table.Inputs.Count], new FeelKind?[table.Inputs.Count]);
        for (var i = 0; i < sources.Length; i++)
        {
            // A slot of the frame is filled by the requirement that has it, and that from an input.
            var slot = table.Inputs[i].Expression.OnlySlot;
            var place = Enumerable.Range(0, parts.Requirements.Count).FirstOrDefault(at => parts.Requirements[at].Slot == slot, -1);
            if (slot < 0 || place < 0 || parts.Requirements[place] is not Requirement.Input || step.Sources[place] >= 0) return null;
            sources[i] = -1 - step.Sources[place];
            if (!TryKind(plan.Inputs[sources[i]].Type, table.Inputs[i].Type, out kinds[i])) return null;
        }

        var run = new Evaluation(new FeelSession(DateTimeOffset.UnixEpoch, new(int.MaxValue, 100, long.MaxValue)));
        List<FeelValue> answers = [];
        foreach (var rule in table.Rules)
        {
            if (!rule.Results.All(result => result.IsConstant)) return null;
            answers.Add(run.Coerced(parts.Type, TableEvaluator.Result(table, TableEvaluator.Row(table, rule, [], run), run), parts.Name));
        }

        if (!table.Outputs.All(output => output.Default is null or { IsConstant: true })) return null;
        var otherwise = table.HasDefault ? run.Coerced(parts.Type, TableEvaluator.Default(table, [], run), parts.Name) : FeelValue.Null;
        // Where something is wrong, evaluation has to say so.
        return run.IsClean ? new(table, sources, kinds, [.. answers], otherwise, table.Policy is HitPolicy.Priority ? Ranks(table, run) : null) : null;
    }

    /// <summary>The answer; false where only evaluation can tell.</summary>
    public bool TryDecide(ReadOnlySpan<FeelValue> inputs, FeelSession session, out FeelValue answer)
    {
        answer = FeelValue.Null;
        var known = new Columns();
        for (var i = 0; i < _sources.Length; i++)
        {
            var value = inputs[_sources[i]];
            if (_kinds[i] is { } kind && value.Kind != kind && !value.IsNull) return false;
            known[i] = _indexes[i]?.Passing(value);
        }

        if (!session.TrySpend(1)) return true;
        var first = -1;
        for (var from = 0; from < _answers.Length; from += 64)
        {
            var left = _answers.Length - from >= 64 ? ulong.MaxValue : (1UL << (_answers.Length - from)) - 1;
            for (var i = 0; i < _sources.Length; i++)
                if (known[i] is { } column) left &= column[from / 64];
            for (; left != 0; left &= left - 1)
            {
                var rule = from + BitOperations.TrailingZeroCount(left);
                if (!Holds(rule, inputs, known, session)) continue;
                if (first < 0) first = rule;
                else if (_ranks is { } ranks) first = ranks[rule] < ranks[first] ? rule : first;
                // Two rules match: whether they may is a matter of words too.
                else return false;
                if (_table.Policy is not HitPolicy.First) continue;
                answer = _answers[rule];
                return true;
            }
        }

        answer = first < 0 ? _otherwise : _answers[first];
        return true;
    }

    private bool Holds(int rule, ReadOnlySpan<FeelValue> inputs, in Columns known, FeelSession session)
    {
        var tests = _table.Rules[rule].Tests;
        for (var i = 0; i < _sources.Length; i++)
            if (known[i] is null && !tests[i].Holds(inputs[_sources[i]], [], session)) return false;
        return true;
    }

    /// <summary>The kind that an input must have to need no coercion; null where anything does. False where it is not that simple.</summary>
    private static bool TryKind(DataType input, DataType column, out FeelKind? kind)
    {
        kind = (input as DataType.Simple)?.Kind ?? (column as DataType.Simple)?.Kind;
        return input is DataType.Any or DataType.Simple && column is DataType.Any or DataType.Simple
            && (input is DataType.Any || column is DataType.Any || kind == ((DataType.Simple)column).Kind);
    }

    private static int[] Ranks(DecisionTable table, Evaluation run)
    {
        var ranks = new int[table.Rules.Count];
        var place = 0;
        foreach (var (rule, _) in HitPolicies.Ranked(table, [.. table.Rules], [], run)) ranks[rule.Number - 1] = place++;
        return ranks;
    }

    /// <summary>For each column the rules that its value passes; on the stack.</summary>
    [InlineArray(Most)]
    private struct Columns
    {
        public const int Most = 16;

        private ulong[]? _first;
    }
}
