using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Tests.Printing;

/// <summary>Random trees, every kind of node among them; the same seed gives the same tree.</summary>
internal sealed class Trees(int seed)
{
    public static readonly string[] Names = ["a", "b c", "d-e", "f.g", "size of x"];

    private static readonly Extent s_nowhere = new(0, 0);

    private static readonly string[] s_literals =
    [
        "1", "-2.5", "0", "1e30", "\"\"", "\"a\\\"b\"", "\"\\U01F600\"", "true", "false", "null", "@\"2026-01-31\"", "@\"10:00:00@Asia/Shanghai\"",
        "@\"2026-01-31T10:00:00Z\"", "@\"P1Y\"", "@\"-PT1H\"",
    ];

    private static readonly string[] s_builtins = ["count", "sum", "date and time", "string join", "abs", "sort", "list contains", "max", "substring"];

    private static readonly FeelType[] s_types =
    [
        new FeelType.Any(), new FeelType.Simple(FeelKind.Number), new FeelType.Simple(FeelKind.DaysTimeDuration), new FeelType.Simple(FeelKind.DateTime),
        new FeelType.ListOf(new FeelType.RangeOf(new FeelType.Simple(FeelKind.Date))),
        new FeelType.ContextOf([new("x", new FeelType.Simple(FeelKind.String)), new("y", new FeelType.Any())]),
        new FeelType.FunctionOf([new FeelType.Simple(FeelKind.Number), new FeelType.Any()], new FeelType.Simple(FeelKind.Boolean)),
    ];

    private readonly Random _random = new(seed);

    public Node Tree(int depth) => Tree(depth, [.. Names]);

    private Node Tree(int depth, List<string> known)
    {
        if (depth <= 0) return _random.Next(2) == 0 ? Literal() : new Node.Name(One(known), s_nowhere);
        return _random.Next(21) switch
        {
            0 => Literal(),
            1 => new Node.Name(One(known), s_nowhere),
            2 => new Node.Negate(Sub(), s_nowhere),
            3 or 4 => new Node.Binary((BinaryOperator)_random.Next(11), Sub(), Sub(), s_nowhere),
            5 => new Node.And(Many(2, 4), s_nowhere),
            6 => new Node.Or(Many(2, 4), s_nowhere),
            7 => new Node.If(Sub(), Sub(), Sub(), s_nowhere),
            8 => For(),
            9 => Quantified(),
            10 => new Node.Between(Sub(), Sub(), Sub(), s_nowhere),
            11 => new Node.In(Sub(), [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Test())], s_nowhere),
            12 => new Node.InstanceOf(Sub(), One(s_types), s_nowhere),
            13 => new Node.Path(Sub(), One(["x", "y z", "year"]), s_nowhere),
            14 => new Node.Filter(Sub(), Tree(depth - 1, [.. known, "item"]), s_nowhere),
            15 => new Node.List(Many(0, 4), s_nowhere),
            16 => Context(),
            17 => new Node.Range(Sub(), _random.Next(2) == 0, Sub(), _random.Next(2) == 0, s_nowhere),
            18 => new Node.Function([new("p", null), new("q r", One(s_types))], Tree(depth - 1, [.. known, "p", "q r"]), s_nowhere),
            19 => new Node.Call(new Node.Name(One(s_builtins), s_nowhere), [.. Many(0, 3).Select(node => new Argument(null, node))], s_nowhere),
            _ => new Node.Call(Sub(), [new("p", Sub()), new("q r", Sub())], s_nowhere),
        };

        Node Sub() => Tree(depth - 1, known);

        ValueList<Node> Many(int least, int most) => [.. Enumerable.Range(0, _random.Next(least, most)).Select(_ => Sub())];

        Node For()
        {
            var source = new Iterator("i", Sub(), _random.Next(2) == 0 ? Sub() : null);
            List<string> inside = [.. known, "i"];
            var second = new Iterator("j k", Tree(depth - 1, inside), null);
            return new Node.For([source, second], Tree(depth - 1, [.. inside, "j k", "partial"]), s_nowhere);
        }

        Node Quantified() => new Node.Quantified(_random.Next(2) == 0, [new("i", Sub(), null)], Tree(depth - 1, [.. known, "i"]), s_nowhere);

        Node Context()
        {
            var first = new Entry("k", Sub());
            return new Node.Context([first, new("l m", Tree(depth - 1, [.. known, "k"]))], s_nowhere);
        }

        Node Test() => _random.Next(4) switch
        {
            0 => new Node.Range(null, false, Sub(), _random.Next(2) == 0, s_nowhere),
            1 => new Node.Range(Sub(), _random.Next(2) == 0, null, false, s_nowhere),
            2 => new Node.Sameness(_random.Next(2) == 0, Sub(), s_nowhere),
            _ => Sub(),
        };
    }

    private Node.Literal Literal() => new(Feel.Eval(One(s_literals)), s_nowhere);

    private T One<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
