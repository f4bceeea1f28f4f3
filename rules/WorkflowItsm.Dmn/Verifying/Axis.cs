using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>
/// What one input of a table can be, cut into stretches at the values that cells name. Columns that look at the same
/// thing share an axis.
/// </summary>
internal sealed class Axis
{
    private readonly Segment[] _segments;

    private Axis(InputColumn column, IEnumerable<Segment> segments)
    {
        Column = column;
        _segments = [.. segments.Where(segment => segment.Allowed.Count > 0)];
        if (_segments.Length == 0) _segments = [Segment.Anything()];
        Stretches = [.. _segments.SelectMany(segment => segment.Allowed)];
        var start = 0;
        foreach (var segment in _segments) start = (segment.Start = start) + segment.Allowed.Count;
    }

    /// <summary>The first of its columns.</summary>
    public InputColumn Column { get; }

    public string Expression => Column.Expression.Text;

    public IReadOnlyList<Stretch> Stretches { get; }

    /// <summary>The parts of the axis, each of one kind of value: where it starts among the stretches, and how many it has.</summary>
    public IEnumerable<(int Start, int Count)> Parts => _segments.Select(segment => (segment.Start, segment.Allowed.Count));

    /// <summary>
    /// The axis of a column for all values that its tests, and those of other columns or tables that look at the same thing,
    /// turn at. Null with a reason where the allowed values cannot be looked into, or values have no order among each other.
    /// </summary>
    public static Axis? Of(InputColumn column, IEnumerable<FeelValue> turns, out Sentence obstacle)
    {
        obstacle = "";
        List<FeelValue> values = [.. turns];
        if (column.Allowed is { } allowed)
        {
            if (allowed.Tests.Turns is not { } bounds)
            {
                obstacle = $"column '{column.Label}' allows `{Say.Short(allowed.Text)}`, which does more than compare with constants";
                return null;
            }

            values.AddRange(bounds);
        }

        if (values.Count == 0) return new(column, []);
        List<Segment> segments = [];
        foreach (var (kind, points) in Kinds(column.Type, values))
        {
            if (Segment.Of(kind, points, column.Allowed) is { } segment) segments.Add(segment);
            else
            {
                obstacle = $"column '{column.Label}' compares with {Say.Value(points[0])} and others of its kind that have no clear order among each other";
                return null;
            }
        }

        return new(column, segments);
    }

    /// <summary>The stretches whose values pass a test; of a test that cannot be looked into, none or all.</summary>
    public ulong[] Passing(Test test, bool opaquePasses)
    {
        if (test.IsAny) return Bits.All(Stretches.Count);
        if (test.Turns is not { } turns) return opaquePasses ? Bits.All(Stretches.Count) : Bits.None(Stretches.Count);
        var set = Bits.None(Stretches.Count);
        foreach (var segment in _segments) segment.Pass(test, turns, set);
        return set;
    }

    /// <summary>The values by kind, also those of the declared kind where cells only name others, such as null.</summary>
    private static IEnumerable<(FeelKind Kind, List<FeelValue> Points)> Kinds(DataType type, List<FeelValue> values)
    {
        var kinds = values.Distinct().GroupBy(value => value.Kind).ToDictionary(group => group.Key, group => group.ToList());
        var declared = type.KindOrNull ?? (kinds.Keys.All(kind => kind is FeelKind.Null) ? FeelKind.String : FeelKind.Null);
        if (declared is FeelKind.Boolean or FeelKind.String) kinds.TryAdd(declared, []);
        else if (declared is FeelKind.Number) kinds.TryAdd(declared, [0]);
        return kinds.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));
    }
}
