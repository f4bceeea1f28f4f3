using System.Xml.Linq;
using WorkflowItsm.Dmn.Reading;

namespace WorkflowItsm.Dmn.Tables;

/// <summary>
/// Looks for inputs that no rule matches and for inputs that too many match, by trying one value out of each stretch in
/// which a column's tests answer alike. Every claim carries a witness. Cells that it cannot look into are said, never
/// passed over in silence. The work is bounded by counts, so that a file gets the same findings everywhere.
/// </summary>
internal sealed class TableCheck
{
    private const int MaxCombinations = 100_000;
    private const int MaxCellTests = 500_000;
    private const int MaxOverlaps = 20;

    private readonly DecisionTable _table;
    private readonly IReadOnlyList<XElement> _rules;
    private readonly FindingList _findings;
    private readonly ColumnSamples[] _columns;
    private readonly int[] _choice;
    private readonly HashSet<(int, int)> _overlaps = [];
    private string? _gap;
    private int _gaps;

    private TableCheck(DecisionTable table, IReadOnlyList<XElement> rules, ColumnSamples[] columns, FindingList findings)
    {
        (_table, _rules, _columns, _findings) = (table, rules, columns, findings);
        _choice = new int[columns.Length];
    }

    /// <summary>Adds <c>table-gap</c>, <c>table-overlap</c> and <c>table-not-analysed</c> findings.</summary>
    public static void Check(DecisionTable table, XElement at, IReadOnlyList<XElement> rules, FindingList findings)
    {
        var columns = new ColumnSamples[table.Inputs.Count];
        var (combinations, tests) = (1L, 0L);
        for (var i = 0; i < columns.Length; i++)
        {
            if (ColumnSamples.Of(table, i, out var obstacle) is not { } column)
            {
                NotAnalysed(table, at, obstacle, findings);
                return;
            }
            columns[i] = column;
            combinations = Math.Min(combinations * column.Samples.Count, MaxCombinations + 1);
            tests += (long)column.Samples.Count * table.Rules.Count;
        }
        if (combinations > MaxCombinations || tests > MaxCellTests)
        {
            NotAnalysed(table, at, "it has more combinations of values than are tried", findings);
            return;
        }
        foreach (var column in columns) column.TestAll();
        var check = new TableCheck(table, rules, columns, findings);
        for (var more = true; more; more = check.Advance()) check.Look();
        check.ReportGaps(at, (int)combinations);
    }

    private static void NotAnalysed(DecisionTable table, XElement at, string reason, FindingList findings) =>
        findings.Information("table-not-analysed", at, $"Table '{table.Name}' was not searched for gaps and overlaps: {reason}.",
            "Nothing needs to be done; test the table with examples.");

    /// <summary>The next combination of samples, the last column turning fastest; false after the last one.</summary>
    private bool Advance()
    {
        for (var i = _choice.Length - 1; i >= 0; i--)
        {
            if (++_choice[i] < _columns[i].Samples.Count) return true;
            _choice[i] = 0;
        }
        return false;
    }

    private void Look()
    {
        List<int> hits = [];
        for (var word = 0; word < RuleSet.Words(_table.Rules.Count); word++)
        {
            var both = RuleSet.All(_table.Rules.Count, word);
            for (var i = 0; i < _columns.Length && both != 0; i++) both &= _columns[i].Matching(_choice[i])[word];
            for (; both != 0; both &= both - 1) hits.Add((word * 64) + System.Numerics.BitOperations.TrailingZeroCount(both));
        }
        if (hits.Count == 0 && _gaps++ == 0) _gap = Witness();
        if (_table.Policy is HitPolicy.Unique or HitPolicy.Any)
            for (var i = 1; i < hits.Count && _overlaps.Count < MaxOverlaps; i++) Overlap(hits[0], hits[i]);
    }

    private void Overlap(int first, int second)
    {
        var any = _table.Policy is HitPolicy.Any;
        if ((any && !Disagree(_table.Rules[first], _table.Rules[second])) || !_overlaps.Add((first, second))) return;
        var expectation = any ? "with different outputs, under ANY they must agree" : "under UNIQUE only one may";
        var message = $"Table '{_table.Name}': for {Witness()} rules {first + 1} and {second + 1} both match, {expectation}.";
        const string Cure = "Narrow one of the two rules, or choose another hit policy.";
        // Columns that look at the same thing may never meet in the witness, so it proves nothing then.
        if (_columns.DistinctBy(column => column.Name).Count() == _columns.Length
            && Array.TrueForAll(_columns, column => column.LooksAtAName))
            _findings.Error("table-overlap", _rules[second], message, Cure);
        else _findings.Warning("table-overlap", _rules[second], message, Cure);
    }

    /// <summary>Whether outputs are surely different: computed ones may turn out equal.</summary>
    private static bool Disagree(Rule first, Rule second)
    {
        for (var i = 0; i < first.Results.Count; i++)
        {
            var (one, other) = (first.Results[i], second.Results[i]);
            if (one.IsConstant && other.IsConstant && !one.Constant().Equals(other.Constant())) return true;
        }
        return false;
    }

    private void ReportGaps(XElement at, int tried)
    {
        if (_gap is null || _table.HasDefault) return;
        var more = _gaps == 1 ? "" : $", nor for {_gaps - 1} more of the {tried} combinations tried";
        var message = $"Table '{_table.Name}': for {_gap} no rule matches{more}.";
        if (_table.Policy.IsMultiHit)
            _findings.Information("table-gap", at, message, "Nothing needs to be done where an empty answer is meant.");
        else
            _findings.Warning("table-gap", at, message, "Add a rule for it, or a default output.");
    }

    private string Witness()
    {
        var said = _columns.Select((column, i) => (column, i)).Where(pair => pair.column.Matters)
            .Select(pair => $"{pair.column.Name} = {pair.column.Samples[_choice[pair.i]].Says}");
        return string.Join(", ", said) is { Length: > 0 } words ? words : "any input";
    }
}
