using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>A type that values are checked against at run time (DMN 1.5 clause 7.3.2, item definitions). Null conforms to each.</summary>
internal abstract record DataType
{
    private DataType()
    {
    }

    internal sealed record Any : DataType
    {
        public override string ToString() => "anything";
    }

    internal sealed record Simple(FeelKind Kind, string Name) : DataType
    {
        public override string ToString() => $"a {Name}";
    }

    internal sealed record Collection(DataType Item) : DataType
    {
        public override string ToString() => $"a list of items each {Item}";
    }

    internal sealed record Structure(string Name, ValueList<InputData> Components) : DataType
    {
        public override string ToString() => $"a context '{Name}' of {string.Join(", ", Components.Select(component => component.Name))}";
    }

    /// <summary>A type narrowed to allowed values.</summary>
    internal sealed record Restricted(DataType Base, AllowedValues Allowed) : DataType
    {
        public override string ToString() => $"{Base} among {Allowed.Text}";
    }

    /// <summary>
    /// The value as this type: itself, the item of a list of one, or a list of the single item (DMN 1.5 clause 10.3.2.9.4).
    /// False, with null, where it does not conform.
    /// </summary>
    public bool TryCoerce(FeelValue value, FeelSession session, out FeelValue coerced)
    {
        coerced = value;
        if (Conforms(value, session)) return true;
        if (IsCollection)
        {
            coerced = FeelValue.List([value]);
            if (value.Kind != FeelKind.List && Conforms(coerced, session)) return true;
        }
        else if (value.TryGetList(out var items) && items.Count == 1 && Conforms(items[0], session))
        {
            coerced = items[0];
            return true;
        }
        coerced = FeelValue.Null;
        return false;
    }

    /// <summary>The kind of its values where it is a simple type, or one narrowed; else null.</summary>
    public FeelKind? KindOrNull => this switch
    {
        Simple simple => simple.Kind,
        Restricted restricted => restricted.Base.KindOrNull,
        _ => null,
    };

    private bool IsCollection => this is Collection or Restricted { Base.IsCollection: true };

    private bool Conforms(FeelValue value, FeelSession session) => value.IsNull || this switch
    {
        Any => true,
        Simple simple => value.Kind == simple.Kind,
        Collection list => value.TryGetList(out var items) && items.All(item => list.Item.Conforms(item, session)),
        Structure structure => value.TryGetContext(out var context)
            && structure.Components.All(component =>
                context.TryGet(component.Name, out var part) && component.Type.Conforms(part, session)),
        Restricted restricted => restricted.Base.Conforms(value, session) && restricted.Allowed.Allows(value, session),
    };
}
