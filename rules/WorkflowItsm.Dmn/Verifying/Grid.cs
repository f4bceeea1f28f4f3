using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>
/// The rules of a table, or of two versions of it, as boxes over its axes: for each rule and axis the set of stretches
/// that its cells pass (Calvanese et al. 2018, with sets in place of intervals). All questions are then about sets.
/// </summary>
internal sealed class Grid
{
    private Grid(Axis[] axes) => Axes = axes;

    public Axis[] Axes { get; }

    /// <summary>Everything that can be asked.</summary>
    public ulong[][] Whole => [.. Axes.Select(axis => Bits.All(axis.Stretches.Count))];

    /// <summary>The axes of some tables that look at the same things; null with a reason where an axis cannot be made.</summary>
    public static Grid? Of(IReadOnlyList<DecisionTable> tables, out Sentence obstacle)
    {
        obstacle = "";
        List<Axis> axes = [];
        foreach (var sharing in tables.SelectMany(table => table.Inputs.Select((column, i) => (table, column, i))).GroupBy(place => place.column.Expression.Text.Trim()))
        {
            var turns = sharing.SelectMany(place => place.table.Rules.Select(rule => rule.Tests[place.i]))
                .Where(test => !test.IsAny).DistinctBy(test => test.Text).SelectMany(test => test.Turns ?? []);
            if (Axis.Of(sharing.First().column, turns, out obstacle) is not { } axis) return null;
            axes.Add(axis);
        }

        return new([.. axes]);
    }

    /// <summary>The boxes of a table's rules. A cell that cannot be looked into counts as passing everything.</summary>
    public ulong[][][] BoxesOf(DecisionTable table)
    {
        var places = table.Inputs.Select(column => Array.FindIndex(Axes, axis => axis.Expression.Trim() == column.Expression.Text.Trim())).ToArray();
        Dictionary<(int, string), ulong[]> known = [];
        return [.. table.Rules.Select(BoxOf)];

        ulong[][] BoxOf(Rule rule)
        {
            var box = new ulong[Axes.Length][];
            for (var column = 0; column < places.Length; column++)
            {
                var (axis, test) = (places[column], rule.Tests[column]);
                if (!known.TryGetValue((axis, test.Text), out var passing))
                    known[(axis, test.Text)] = passing = Axes[axis].Passing(test, opaquePasses: true);
                box[axis] = box[axis] is { } other ? Bits.And(other, passing) : passing;
            }

            for (var axis = 0; axis < box.Length; axis++) box[axis] ??= Bits.All(Axes[axis].Stretches.Count);
            return box;
        }
    }

    /// <summary>Which rules have a cell that cannot be looked into, so that nothing sure can be said of what they match.</summary>
    public static bool[] Opaque(DecisionTable table) => [.. table.Rules.Select(rule => rule.Tests.Any(test => !test.IsAny && test.Turns is null))];

    /// <summary>A box in words and with an example.</summary>
    public TableRegion Region(ulong[][] box) => new(Axes.Select((axis, i) =>
    {
        var example = axis.Stretches[Bits.First(box[i])];
        return new RegionCell(axis.Expression, axis.Column.Label, RegionText.Of(axis, box[i]), example.Value)
        {
            Matters = axis.Stretches.Count > 1,
            ExampleText = example is Stretch.OtherText ? "another text" : Sentence.Verbatim(Say.Value(example.Value)),
        };
    }).ToValueList());
}
