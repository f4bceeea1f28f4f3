using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests.Verifying;

/// <summary>A small table drawn by chance, and every combination of values that some cell could tell from another.</summary>
internal sealed record RandomTable(string Policy, ValueList<string> Columns, ValueList<ValueList<string>> Rules, ValueList<string> Outputs)
{
    private static readonly Dictionary<string, (string Type, string[] Cells, string[] Values)> s_kinds = new(StringComparer.Ordinal)
    {
        ["n"] = ("number",
            ["-", "1", "2", "3", "<2", "<=2", ">2", ">=1", "[1..2]", "(1..3)", "[2..3)", "1,3", "not(2)", "not([1..2])", "? < 3 and ? > 1", "null"],
            ["0", "1", "1.5", "2", "2.5", "3", "4"]),
        ["s"] = ("string", ["-", "\"a\"", "\"b\"", "\"a\",\"b\"", "not(\"a\")", "not(\"a\",\"b\")", "\"c\""], ["\"a\"", "\"b\"", "\"c\"", "\"z\""]),
        ["b"] = ("boolean", ["-", "true", "false", "not(true)"], ["true", "false"]),
        ["d"] = ("date",
            ["-", "date(\"2026-01-01\")", "< @\"2026-01-01\"", "[@\"2026-01-01\"..@\"2026-01-03\"]", "> @\"2026-01-02\""],
            ["@\"2025-12-31\"", "@\"2026-01-01\"", "@\"2026-01-02\"", "@\"2026-01-03\"", "@\"2026-01-04\""]),
    };

    private static readonly string[] s_outputs = ["1", "2", "3"];
    private static readonly Dictionary<string, FeelUnaryTests> s_cells = new(StringComparer.Ordinal);

    public static RandomTable Draw(Random random, params string[] policies)
    {
        ArgumentNullException.ThrowIfNull(random);
        ValueList<string> columns = [.. s_kinds.Keys.Where(_ => random.Next(3) > 0).DefaultIfEmpty("n")];
        var rules = Enumerable.Range(0, random.Next(1, 7)).Select(_ => columns.Select(column => Any(random, s_kinds[column].Cells)).ToValueList()).ToValueList();
        return new(Any(random, policies), columns, rules, rules.Select(_ => Any(random, s_outputs)).ToValueList());
    }

    /// <summary>Another version: a cell or an output changed, a rule gone, or two changed places.</summary>
    public RandomTable Changed(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (rule, column) = (random.Next(Rules.Count), random.Next(Columns.Count));
        switch (random.Next(4))
        {
            case 0: return this with { Outputs = [.. Outputs.Select((output, i) => i == rule ? Any(random, s_outputs) : output)] };
            case 1 when Rules.Count > 1: return this with { Rules = [.. Rules.Where((_, i) => i != rule)], Outputs = [.. Outputs.Where((_, i) => i != rule)] };
            case 2: return this with { Rules = [.. Rules.Reverse()], Outputs = [.. Outputs.Reverse()] };
            default:
                var cell = Any(random, s_kinds[Columns[column]].Cells);
                return this with { Rules = [.. Rules.Select((cells, i) => i == rule ? [.. cells.Select((old, j) => j == column ? cell : old)] : cells)] };
        }
    }

    /// <summary>As DMN; under another policy where its own would forbid the table.</summary>
    public string Xml(string policy) => Some.Table(policy, string.Join("; ", Columns.Select(column => $"{column}: {s_kinds[column].Type}")), "x: number [3,1,2]",
        [.. Rules.Select((rule, i) => $"{string.Join(" | ", rule)} => {Outputs[i]}")]);

    /// <summary>Every combination; null only where a cell asks for it, as in the verification.</summary>
    public IEnumerable<FeelContext> Cases(params RandomTable[] others) => Columns
        .Select((column, i) => (column, Values: others.Append(this).Any(table => table.Rules.Any(rule => rule[i] == "null")) ? [.. s_kinds[column].Values, "null"] : s_kinds[column].Values))
        .Aggregate<(string Column, string[] Values), IEnumerable<FeelContext>>([FeelContext.Empty],
            (cases, axis) => cases.SelectMany(one => axis.Values.Select(value => one.With(axis.Column, Some.Value(value)))));

    /// <summary>The rules that match, from 1.</summary>
    public List<int> Hits(FeelContext one) => [.. Enumerable.Range(1, Rules.Count).Where(rule => Columns.Select((column, i) => Passes(Rules[rule - 1][i], one, column)).All(passes => passes))];

    public static bool Holds(TableRegion region, FeelContext one) => region.Cells.All(cell => Passes(cell.Tests, one, cell.Expression));

    public override string ToString() => $"{Policy} {string.Join(',', Columns)}\n{string.Join('\n', Rules.Select((rule, i) => $"{string.Join(" | ", rule)} => {Outputs[i]}"))}";

    /// <summary>An example leaves out columns that may be anything.</summary>
    private static bool Passes(string cell, FeelContext one, string column) =>
        Cell(cell).Evaluate(one.TryGet(column, out var value) ? value : Some.Value(s_kinds[column].Values[0]), FeelContext.Empty, Some.Session()).IsTrue;

    private static FeelUnaryTests Cell(string text)
    {
        lock (s_cells)
            return s_cells.TryGetValue(text, out var known) ? known : s_cells[text] = FeelUnaryTests.Compile(text, FeelScope.Empty).Value!;
    }

    private static string Any(Random random, string[] of) => of[random.Next(of.Length)];
}
