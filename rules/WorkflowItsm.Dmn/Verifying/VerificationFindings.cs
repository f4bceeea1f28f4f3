using System.Globalization;
using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Dmn.Reading;
using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>What a verification says, as findings at the table, its rules and its cells, each with an example and a cure that fits the hit policy.</summary>
internal sealed class VerificationFindings
{
    private readonly DecisionTable _table;
    private readonly XElement _at;
    private readonly IReadOnlyList<XElement> _rules;
    private readonly FindingList _findings;
    private readonly Sentence _says;

    private VerificationFindings(DecisionTable table, XElement at, IReadOnlyList<XElement> rules, FindingList findings)
    {
        (_table, _at, _rules, _findings) = (table, at, rules, findings);
        _says = $"Table '{table.Name}'";
    }

    /// <summary>Adds the findings of a table.</summary>
    public static void Report(DecisionTable table, XElement at, IReadOnlyList<XElement> rules, FindingList findings)
    {
        var report = new VerificationFindings(table, at, rules, findings);
        var said = table.Verification;
        report.Cells();
        report.Gaps(said);
        foreach (var overlap in said.Overlaps) report.Overlap(overlap);
        foreach (var masked in said.Masked) report.Masked(masked);
        foreach (var duplicate in said.Duplicates) report.Duplicate(duplicate, said);
        foreach (var cell in said.Opaque) report.Opaque(cell);
        report.Policy(said);
        if (said.Limit is { } limit)
            findings.Information("table-not-analysed", at, $"{report._says} was not searched completely: {limit}.", "Nothing needs to be done; test the table with examples.");
    }

    private void Gaps(TableVerification said)
    {
        if (said.Gaps.IsEmpty) return;
        var (first, more) = (said.Gaps[0], said.Gaps.Count - 1);
        Sentence message = more switch
        {
            0 => (Sentence)$"{_says}: for {first.Says} no rule matches.",
            1 => (Sentence)$"{_says}: for {first.Says} no rule matches, nor in one more region.",
            _ => (Sentence)$"{_says}: for {first.Says} no rule matches, nor in {more} more regions.",
        };
        if (_table.Policy.IsMultiHit) _findings.Information("table-gap", _at, message, "Nothing needs to be done where an empty answer is meant.");
        else _findings.Warning("table-gap", _at, message, $"Add a rule `{string.Join(" | ", first.Cells.Select(cell => cell.Tests))}`, or a default output.");
    }

    private void Overlap(RuleOverlap overlap)
    {
        var last = _rules[overlap.Rules[^1] - 1];
        Sentence match = overlap.Rules.Count == 2
            ? (Sentence)$"{_says}: for {overlap.Region.Says} rules {Numbers(overlap.Rules)} both match"
            : (Sentence)$"{_says}: for {overlap.Region.Says} rules {Numbers(overlap.Rules)} all match";
        switch (_table.Policy)
        {
            case HitPolicy.Unique:
                Sure("table-overlap", last, $"{match}, under UNIQUE only one may.", overlap.Agrees
                    ? "Narrow one of them, or choose the hit policy ANY: their outputs agree."
                    : "Narrow one of them, or choose the hit policy FIRST, under which the upper one counts.");
                break;
            case HitPolicy.Any when overlap.Disagrees:
                Sure("table-overlap", last, $"{match}, with different outputs, under ANY they must agree.",
                    "Make the outputs alike, narrow one of the rules, or choose the hit policy FIRST, under which the upper one counts.");
                break;
            case HitPolicy.Any when !overlap.Agrees:
                _findings.Information("table-overlap", last, $"{match}, with outputs that are computed; under ANY they must agree.",
                    "Nothing needs to be done where they always give the same.");
                break;
        }
    }

    /// <summary>Columns that look at more than a name may never have these values together, so the example proves nothing then.</summary>
    private void Sure(string code, XElement at, Sentence message, Sentence cure)
    {
        if (_table.Inputs.All(input => input.Expression.Text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.' or ' ')))
            _findings.Error(code, at, message, cure);
        else _findings.Warning(code, at, message, cure);
    }

    private void Masked(MaskedRule masked)
    {
        var rule = _rules[masked.Rule - 1];
        if (masked.By.IsEmpty)
            _findings.Warning("table-rule-never", rule, $"{_says}, rule {masked.Rule}: nothing can match it, its cells contradict the allowed values or each other.",
                "Correct its cells, or delete it.");
        else
            _findings.Warning("table-rule-masked", rule,
                masked.By.Count == 1
                    ? (Sentence)$"{_says}, rule {masked.Rule} never counts: wherever it matches, rule {masked.By[0]} comes before it."
                    : (Sentence)$"{_says}, rule {masked.Rule} never counts: wherever it matches, rules {Numbers(masked.By)} come before it.",
                _table.Policy is HitPolicy.First ? "Move it up, narrow the others, or delete it." : "Give it an output that ranks higher, narrow the others, or delete it.");
    }

    private void Duplicate(DuplicateRule duplicate, TableVerification said)
    {
        // Under UNIQUE it is an overlap, and a rule that never counts has been told.
        if (_table.Policy is HitPolicy.Unique || said.Masked.Any(masked => masked.Rule == duplicate.Rule)) return;
        Sentence message = $"{_says}, rule {duplicate.Rule} says the same as rule {duplicate.Earlier}.";
        if (_table.Policy.IsMultiHit)
            _findings.Information("table-rule-duplicate", _rules[duplicate.Rule - 1], message, "Nothing needs to be done where it is to count twice; else delete it.");
        else _findings.Warning("table-rule-duplicate", _rules[duplicate.Rule - 1], message, "Delete one of them.");
    }

    private void Opaque(OpaqueCell cell) => _findings.Information("cell-not-analysed", Cell(cell.Rule, cell.Column),
        $"{Where(cell.Rule, cell.Column)}: `{Say.Short(cell.Text)}` does more than compare with constants; gaps are sought as if it matched everything, overlaps as if it matched nothing.",
        "Nothing needs to be done; test the rule with examples.");

    /// <summary>A policy that chooses among rules of which never two match.</summary>
    private void Policy(TableVerification said)
    {
        if (_table.Policy is not (HitPolicy.First or HitPolicy.Any or HitPolicy.Priority) || _table.Rules.Count < 2
            || !said.Overlaps.IsEmpty || !said.Opaque.IsEmpty || said.Limit is not null) return;
        _findings.Information("table-hit-policy", _at, $"{_says}: no two rules can match together, so {_table.Policy.Name} has nothing to choose from.",
            "Choose the hit policy UNIQUE, under which a later change that makes rules overlap is found.");
    }

    /// <summary>Values that a column can never have.</summary>
    private void Cells()
    {
        foreach (var rule in _table.Rules)
            for (var i = 0; i < rule.Tests.Count; i++)
            {
                var (test, column) = (rule.Tests[i], _table.Inputs[i]);
                if (test.IsAny || test.Turns is not { } turns) continue;
                if (column.Type.KindOrNull is { } kind && turns.Where(turn => !turn.IsNull && turn.Kind != kind).Take(1).ToArray() is [var odd])
                    _findings.Warning("cell-type", Cell(rule.Number, i + 1), $"{Where(rule.Number, i + 1)}: compares with {Say.Value(odd)}, expected {column.Type.Says}.",
                        "Correct the cell or the type of its column.");
                else if (column.Allowed is { } allowed && test.Listed.Where(value => !value.IsNull && !allowed.Allows(value, new FeelSession(DateTimeOffset.UnixEpoch))).Take(1).ToArray() is [var stray])
                    _findings.Warning("cell-not-allowed", Cell(rule.Number, i + 1), $"{Where(rule.Number, i + 1)}: compares with {Say.Value(stray)}, allowed is {allowed.Text}.",
                        "Correct the cell or the allowed values of its column.");
            }
    }

    private Sentence Where(int rule, int column) => $"{_says}, rule {rule}, column '{_table.Inputs[column - 1].Label}'";

    private XElement Cell(int rule, int column) => _rules[rule - 1].Children("inputEntry").ElementAt(column - 1);

    private static Sentence Numbers(ValueList<int> rules) => $"{Sentence.Listed(rules.Take(rules.Count - 1).Select(rule => rule.ToString(CultureInfo.InvariantCulture)))} and {rules[^1]}";
}
