using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>The stretches of one kind of value on an axis, ascending where the kind has an order.</summary>
internal sealed class Segment
{
    private readonly IReadOnlyList<Stretch> _stretches;
    private readonly Dictionary<FeelValue, int> _points;

    /// <summary>How many of the stretches before a place are allowed.</summary>
    private readonly int[] _allowedBefore;

    private Segment(IReadOnlyList<Stretch> stretches, AllowedValues? allowed)
    {
        _stretches = stretches;
        _points = stretches.Select((stretch, i) => (stretch, i)).Where(pair => pair.stretch is Stretch.Point)
            .ToDictionary(pair => pair.stretch.Value, pair => pair.i);
        var session = Session();
        Allowed = allowed is null ? stretches : [.. stretches.Where(stretch => allowed.Allows(stretch.Value, session))];
        _allowedBefore = new int[stretches.Count + 1];
        for (var (i, kept) = (0, 0); i < stretches.Count; i++)
            _allowedBefore[i + 1] = kept < Allowed.Count && ReferenceEquals(Allowed[kept], stretches[i]) ? ++kept : kept;
    }

    /// <summary>Those whose values the column allows.</summary>
    public IReadOnlyList<Stretch> Allowed { get; }

    /// <summary>The place of the first of them on the axis.</summary>
    public int Start { get; set; }

    /// <summary>Where no cell looks at anything.</summary>
    public static Segment Anything() => new([new Stretch.Point(FeelValue.Null)], null);

    /// <summary>The stretches that values cut; null where two of them have no order.</summary>
    public static Segment? Of(FeelKind kind, List<FeelValue> points, AllowedValues? allowed) => kind switch
    {
        FeelKind.Null => new([new Stretch.Point(FeelValue.Null)], allowed),
        FeelKind.Boolean => new([new Stretch.Point(true), new Stretch.Point(false)], allowed),
        FeelKind.String => new([.. InOrder(points, allowed).Select(point => new Stretch.Point(point)), Other(points)], allowed),
        _ => Scale.TrySort(points) ? new(Cut(points), allowed) : null,
    };

    /// <summary>
    /// Adds what passes to a set on the axis. Between the values at which a test itself turns it answers alike, so that it
    /// is asked once in each part only, and tables of many rows stay cheap.
    /// </summary>
    public void Pass(Test test, ValueList<FeelValue> turns, ulong[] set)
    {
        var from = 0;
        foreach (var turn in turns.Select(value => _points.GetValueOrDefault(value, -1)).Where(place => place >= 0).Order())
        {
            Answer(test, from, turn, set);
            Answer(test, turn, turn + 1, set);
            from = turn + 1;
        }

        Answer(test, from, _stretches.Count, set);
    }

    private void Answer(Test test, int from, int to, ulong[] set)
    {
        if (from >= to || _allowedBefore[from] == _allowedBefore[to] || !test.Holds(_stretches[from].Value, [], Session())) return;
        Bits.AddRange(set, Start + _allowedBefore[from], Start + _allowedBefore[to]);
    }

    private static List<Stretch> Cut(List<FeelValue> points)
    {
        List<Stretch> stretches = [];
        if (Scale.Below(points[0]) is { } below) stretches.Add(new Stretch.Between(below, null, points[0]));
        for (var i = 0; i < points.Count; i++)
        {
            if (i > 0 && Scale.Between(points[i - 1], points[i]) is { } middle)
                stretches.Add(new Stretch.Between(middle, points[i - 1], points[i]));
            stretches.Add(new Stretch.Point(points[i]));
        }

        if (Scale.Above(points[^1]) is { } above) stretches.Add(new Stretch.Between(above, points[^1], null));
        return stretches;
    }

    /// <summary>Texts in the order in which the author lists them.</summary>
    private static IEnumerable<FeelValue> InOrder(List<FeelValue> texts, AllowedValues? allowed) =>
        allowed is null ? texts : texts.OrderBy(text => allowed.Listed.Items.IndexOf(text) is >= 0 and var place ? place : int.MaxValue);

    private static Stretch.OtherText Other(List<FeelValue> texts)
    {
        var other = "?";
        while (texts.Contains(other)) other += "?";
        return new(other);
    }

    private static FeelSession Session() => new(DateTimeOffset.UnixEpoch);
}
