namespace WorkflowItsm.Feel.Syntax;

/// <summary>A type as written behind <c>instance of</c> or a parameter (DMN 1.5, clause 10.3.2.9, grammar rule 50).</summary>
internal abstract record FeelType
{
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
    };

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
}
