using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Web.Rules;

/// <summary>What one look into a table found, as a person reads it: the rows that matched and, of the others, those that came closest.</summary>
/// <param name="Title">What people call its decision.</param>
/// <param name="Columns">What its columns saw.</param>
/// <param name="Rows">In the order of the table.</param>
/// <param name="More">How many rows are left out, none of which matched.</param>
public sealed record TableExplained(string Title, ValueList<ColumnTrace> Columns, IReadOnlyList<RuleTrace> Rows, int More)
{
    private const int MostRows = 30;
    private const int MostMarks = 5000;
    private const int LongestValue = 60;

    /// <summary>The tables of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="name">What people call a decision, by its id.</param>
    public static IReadOnlyList<TableExplained> Of(DecisionTrace trace, Func<string, string> name) => [.. trace.Tables.Items.Select(table =>
    {
        var rules = table.Rules;
        var shown = rules.Items.OrderBy(rule => rule.Failing.Count).ThenBy(rule => rule.Number)
            .Where((rule, place) => rule.Matches || place < MostRows).OrderBy(rule => rule.Number).ToList();
        return new TableExplained(name(table.OwnerId), table.Columns, shown, rules.Count - shown.Count);
    })];

    /// <summary>A value as a cell would write it, short enough to read; null for nothing.</summary>
    public static string? Value(FeelValue value) =>
        value.IsNull ? null : value.ToString() is { Length: > LongestValue } text ? $"{text[..LongestValue]}…" : value.ToString();

    /// <summary>What is marked in the tables of a trace: rows that matched, and cells that their input did not pass.</summary>
    public static object Marks(DecisionTrace trace)
    {
        var rules = trace.Tables.Items.SelectMany(table => table.Rules.Items).ToList();
        return new
        {
            rows = rules.Where(rule => rule.Matches).Select(rule => rule.Id).ToArray(),
            cells = rules.SelectMany(rule => rule.Failing.Items.Select(cell => new { row = rule.Id, column = cell.Column })).Take(MostMarks).ToArray(),
        };
    }
}
