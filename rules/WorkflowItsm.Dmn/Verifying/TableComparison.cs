using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>
/// Two versions of a table over one grid: where rules changed, the inputs are parted until each part has the same rules
/// throughout, and the answers of both versions are compared.
/// </summary>
internal sealed class TableComparison
{
    private const int MostChanges = 200;
    private const long MostSteps = 5_000_000;

    private readonly (DecisionTable Before, DecisionTable After) _tables;
    private readonly Grid _grid;
    private readonly ulong[][][] _before;
    private readonly ulong[][][] _after;
    private readonly Budget _budget = new(MostSteps);

    private TableComparison(DecisionTable before, DecisionTable after, Grid grid)
    {
        (_tables, _grid) = ((before, after), grid);
        (_before, _after) = (grid.BoxesOf(before), grid.BoxesOf(after));
    }

    public static TableDifference Compare(DecisionTable before, DecisionTable after) => Grid.Of([before, after], out var obstacle) is { } grid
        ? new TableComparison(before, after, grid).Compare()
        : new([], obstacle);

    private TableDifference Compare()
    {
        List<(ulong[][] Box, int[] Before, int[] After)> found = [];
        var isCut = false;
        foreach (var part in Parts())
        {
            int[] before = [.. Containing(part, _before)];
            int[] after = [.. Containing(part, _after)];
            if (TableAnswer.Of(_tables.Before, before) == TableAnswer.Of(_tables.After, after)) continue;
            if (isCut = found.Count == MostChanges * 10) break;
            found.Add((part, before, after));
        }

        var changes = found.GroupBy(change => $"{string.Join(',', change.Before)}>{string.Join(',', change.After)}")
            .SelectMany(alike => Box.Merge(alike.Select(change => change.Box)).Select(box => Change(box, alike.First().Before, alike.First().After))).ToList();
        return new(changes.Take(MostChanges).ToValueList(), isCut || changes.Count > MostChanges || _budget.IsSpent ? (Sentence)$"no more than {MostChanges} changes are told" : null);
    }

    private TableChange Change(ulong[][] box, int[] before, int[] after) => new(
        _grid.Region(box), TableAnswer.Of(_tables.Before, before), Numbers(before), TableAnswer.Of(_tables.After, after), Numbers(after));

    private static ValueList<int> Numbers(int[] rules) => rules.Select(rule => rule + 1).ToValueList();

    /// <summary>Parts of what can have changed, that do not meet; each rule of either version matches all of a part or nothing of it.</summary>
    private IEnumerable<ulong[][]> Parts()
    {
        Stack<ulong[][]> open = new(Apart(Changed()));
        ulong[][][] all = [.. _before, .. _after];
        while (open.TryPop(out var box))
        {
            if (!_budget.Spend(all.Length)) yield break;
            var cutting = Array.Find(all, rule => Box.Meet(box, rule) && !Box.IsWithin(box, rule));
            if (cutting is null)
            {
                yield return box;
                continue;
            }

            open.Push(Box.And(box, cutting));
            foreach (var rest in Box.Without(box, cutting)) open.Push(rest);
        }
    }

    /// <summary>Where an answer can have changed: where changed rules match, or everywhere if more than rules changed.</summary>
    private List<ulong[][]> Changed()
    {
        var (before, after) = (Keys(_tables.Before), Keys(_tables.After));
        var (beforeSet, afterSet) = (before.ToHashSet(), after.ToHashSet());
        var isRestSame = _tables.Before.Policy == _tables.After.Policy && Default(_tables.Before) == Default(_tables.After)
            && before.Count == beforeSet.Count && after.Count == afterSet.Count
            && before.Where(afterSet.Contains).SequenceEqual(after.Where(beforeSet.Contains))
            && _tables.Before.Outputs.Select(output => (output.Name, output.Allowed?.Text)).SequenceEqual(_tables.After.Outputs.Select(output => (output.Name, output.Allowed?.Text)));
        if (!isRestSame) return [_grid.Whole];
        return [.. _before.Where((_, i) => !afterSet.Contains(before[i])), .. _after.Where((_, i) => !beforeSet.Contains(after[i]))];
    }

    private static string Default(DecisionTable table) => string.Join('|', table.Outputs.Select(output => output.Default?.Text));

    private static List<string> Keys(DecisionTable table) => [.. table.Rules.Select(rule =>
        string.Join('|', rule.Tests.Select((test, i) => $"{table.Inputs[i].Expression.Text}: {test.Text}").Concat(rule.Results.Select(result => result.Text))))];

    private static List<ulong[][]> Apart(List<ulong[][]> boxes)
    {
        List<ulong[][]> apart = [];
        foreach (var box in boxes.Where(box => !Box.IsEmpty(box)))
        {
            List<ulong[][]> rest = [box];
            foreach (var known in apart) rest = [.. rest.SelectMany(piece => Box.Meet(piece, known) ? Box.Without(piece, known) : [piece])];
            apart.AddRange(rest);
        }

        return apart;
    }

    private static IEnumerable<int> Containing(ulong[][] part, ulong[][][] rules) => Enumerable.Range(0, rules.Length).Where(rule => Box.Meet(part, rules[rule]));
}
