namespace WorkflowItsm.Feel.Syntax;

/// <summary>A type as written behind <c>instance of</c> or a parameter (DMN 1.5, clause 10.3.2.9, grammar rule 50).</summary>
internal abstract record FeelType
{
    /// <summary>Types that contain themselves are only followed so far.</summary>
    private const int MostSteps = 64;

    private FeelType() { }

    /// <summary>Whether a value is of this type; null is of none but <c>Null</c>.</summary>
    public bool Holds(FeelValue value) => this switch
    {
        Any => !value.IsNull,
        Simple simple => value.Kind == simple.Kind,
        ListOf list => value.Kind == FeelKind.List && All(value.Items, list.Item),
        RangeOf range => value.IntervalOrNull is { } interval
            && (interval.Low.IsNull || range.Item.Holds(interval.Low)) && (interval.High.IsNull || range.Item.Holds(interval.High)),
        ContextOf context => value.ContextOrNull is { } entries
            && context.Members.Items.All(member => entries.TryGet(member.Name, out var entry)
                && (entry.IsNull || member.Type is null || member.Type.Holds(entry))),
        FunctionOf wanted => value.FunctionOrNull is { } function && function.IsOf(wanted),
        Named named => named.Target.Holds(value),
    };

    /// <summary>Whether every value of this type is one of the other (DMN 1.5, table 50, conforms to).</summary>
    public bool ConformsTo(FeelType other, int steps = 0)
    {
        if (steps > MostSteps || other is Any) return true;
        return (this, other) switch
        {
            (Named named, _) => named.Target.ConformsTo(other, steps + 1),
            (_, Named named) => ConformsTo(named.Target, steps + 1),
            (Simple { Kind: FeelKind.Null }, _) => true,
            (Simple one, Simple another) => one.Kind == another.Kind,
            (ListOf, Simple { Kind: FeelKind.List }) => true,
            (RangeOf, Simple { Kind: FeelKind.Range }) => true,
            (ContextOf, Simple { Kind: FeelKind.Context }) => true,
            (FunctionOf, Simple { Kind: FeelKind.Function }) => true,
            (ListOf one, ListOf another) => one.Item.ConformsTo(another.Item, steps + 1),
            (RangeOf one, RangeOf another) => one.Item.ConformsTo(another.Item, steps + 1),
            (ContextOf one, ContextOf another) => another.Members.Items.All(wanted => one.Members.Items.Any(
                member => member.Name == wanted.Name && (member.Type ?? new Any()).ConformsTo(wanted.Type ?? new Any(), steps + 1))),
            // What takes more and gives less can stand for the other; what gives nobody knows what is given the benefit of the doubt.
            (FunctionOf one, FunctionOf another) => one.Parameters.Count == another.Parameters.Count
                && (one.Result is Any || one.Result.ConformsTo(another.Result, steps + 1))
                && one.Parameters.Items.Zip(another.Parameters.Items).All(pair => pair.Second.ConformsTo(pair.First, steps + 1)),
            _ => false,
        };
    }

    private static bool All(ReadOnlySpan<FeelValue> items, FeelType type)
    {
        foreach (var item in items)
        {
            if (!item.IsNull && !type.Holds(item)) return false;
        }

        return true;
    }

    public sealed record Any : FeelType;

    public sealed record Simple(FeelKind Kind) : FeelType;

    public sealed record ListOf(FeelType Item) : FeelType;

    public sealed record RangeOf(FeelType Item) : FeelType;

    public sealed record ContextOf(ValueList<Parameter> Members) : FeelType;

    public sealed record FunctionOf(ValueList<FeelType> Parameters, FeelType Result) : FeelType;

    /// <summary>A name that the scope gives; looked up when asked, because types may refer to each other.</summary>
    public sealed record Named(string Name, FeelTypes Types) : FeelType
    {
        public FeelType Target => Types.Find(Name);
    }
}
