namespace WorkflowItsm.Feel.Syntax;

internal readonly record struct Extent(int Start, int End);

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// The tree of an expression (DMN 1.5, clause 10.3.1.2). <see cref="At"/> is the part of the text it was read from. Height and size
/// are known while the tree is built: the parser refuses tall trees, because later walks recurse, and the budgets charge by size.
/// </summary>
internal abstract record Node
{
    private Node(Extent at, params ReadOnlySpan<Node?> children)
    {
        At = at;
        foreach (var child in children)
        {
            if (child is null) continue;
            Height = Math.Max(Height, child.Height);
            Size += child.Size;
        }

        Height++;
        Size++;
    }

    public Extent At { get; }

    public int Height { get; }

    public int Size { get; }

    public sealed record Literal(FeelValue Value, Extent At) : Node(At);

    public sealed record Name(string Text, Extent At) : Node(At);

    public sealed record Negate(Node Operand, Extent At) : Node(At, Operand);

    public sealed record Binary(BinaryOperator Operator, Node Left, Node Right, Extent At) : Node(At, Left, Right);

    /// <summary>All operands of one chain, so that a long chain is not a tall tree.</summary>
    public sealed record And(ValueList<Node> Operands, Extent At) : Node(At, Operands.AsSpan());

    public sealed record Or(ValueList<Node> Operands, Extent At) : Node(At, Operands.AsSpan());

    public sealed record If(Node Condition, Node Then, Node Else, Extent At) : Node(At, Condition, Then, Else);

    public sealed record For(ValueList<Iterator> Iterators, Node Return, Extent At) : Node(At, [.. Sources(Iterators), Return]);

    public sealed record Quantified(bool Every, ValueList<Iterator> Iterators, Node Satisfies, Extent At)
        : Node(At, [.. Sources(Iterators), Satisfies]);

    public sealed record Between(Node Value, Node Low, Node High, Extent At) : Node(At, Value, Low, High);

    public sealed record In(Node Value, ValueList<Node> Tests, Extent At) : Node(At, [Value, .. Tests]);

    public sealed record InstanceOf(Node Value, FeelType Type, Extent At) : Node(At, Value);

    public sealed record Path(Node Source, string Member, Extent At) : Node(At, Source);

    public sealed record Filter(Node Source, Node Condition, Extent At) : Node(At, Source, Condition);

    public sealed record List(ValueList<Node> Items, Extent At) : Node(At, Items.AsSpan());

    public sealed record Context(ValueList<Entry> Entries, Extent At) : Node(At, [.. Entries.Select(entry => entry.Value)]);

    /// <summary>A missing end is null: <c>(&lt;5)</c>.</summary>
    public sealed record Range(Node? Low, bool LowIncluded, Node? High, bool HighIncluded, Extent At) : Node(At, Low, High);

    /// <summary><c>= 5</c> or <c>!= 5</c> without a left side: a unary test.</summary>
    public sealed record Sameness(bool Same, Node Value, Extent At) : Node(At, Value);

    public sealed record Function(ValueList<Parameter> Parameters, Node Body, Extent At) : Node(At, Body);

    /// <summary>Either every argument has a name or none has.</summary>
    public sealed record Call(Node Callee, ValueList<Argument> Arguments, Extent At)
        : Node(At, [Callee, .. Arguments.Select(argument => argument.Value)]);

    private static IEnumerable<Node?> Sources(ValueList<Iterator> iterators) =>
        iterators.SelectMany<Iterator, Node?>(iterator => [iterator.Source, iterator.End]);
}

/// <summary><c>name in Source</c>, or <c>name in Source..End</c>.</summary>
internal sealed record Iterator(string Name, Node Source, Node? End);

internal sealed record Entry(string Key, Node Value);

internal sealed record Parameter(string Name, FeelType? Type);

internal sealed record Argument(string? Name, Node Value);
