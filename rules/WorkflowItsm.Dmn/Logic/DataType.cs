using System.Text;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>A type that values are checked against at run time (DMN 1.5 clause 7.3.2, item definitions). Null conforms to each.</summary>
internal abstract record DataType
{
    private const int LongestText = 4_000;

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

    internal sealed record Function(ValueList<DataType> Parameters, DataType Output) : DataType
    {
        private readonly Lazy<FeelExpression> _test = new(() =>
        {
            var type = new Function(Parameters, Output).ForFeel();
            return FeelExpression.Compile("f instance of T", new FeelScope(["f"], types: new FeelTypes([("T", type)]))).Value!;
        });

        public bool Holds(FeelValue value, FeelSession session) => _test.Value.Evaluate([value], session).IsTrue;

        public bool Equals(Function? other) => other is not null && Parameters == other.Parameters && Output == other.Output;

        public override int GetHashCode() => HashCode.Combine(Parameters, Output);

        public override string ToString() => $"a function of {Parameters.Count} parameters";
    }

    /// <summary>A type inside itself, by its name.</summary>
    internal sealed record Recursive(string Name, TypeAhead Ahead) : DataType
    {
        public DataType Target => Ahead.Type;

        public override string ToString() => $"a {Name}";
    }

    /// <summary>In a sentence, in any language.</summary>
    public Sentence Says => this switch
    {
        Any => (Sentence)"anything",
        Simple simple => (Sentence)$"a {simple.Name}",
        Collection list => (Sentence)$"a list of items each {list.Item.Says}",
        Structure structure => (Sentence)$"a context '{structure.Name}' of {Sentence.Listed(structure.Components.Select(component => component.Name))}",
        Restricted restricted => (Sentence)$"{restricted.Base.Says} among {restricted.Allowed.Text}",
        Function function => (Sentence)$"a function of {function.Parameters.Count} parameters",
        Recursive recursive => (Sentence)$"a {recursive.Name}",
    };

    /// <summary>The type without the restriction to allowed values.</summary>
    public DataType Bare => this switch
    {
        Restricted restricted => restricted.Base.Bare,
        Recursive recursive => recursive.Target.Bare,
        Any or Simple or Collection or Structure or Function => this,
    };

    /// <summary>
    /// The value as this type: itself, the item of a list of one, a list of the single item, or the midnight of a date (DMN 1.5 clause
    /// 10.3.2.9.4). False, with null, where it does not conform.
    /// </summary>
    public bool TryCoerce(FeelValue value, FeelSession session, out FeelValue coerced)
    {
        coerced = value;
        if (Conforms(value, session)) return true;
        var bare = Bare;
        if (value.Kind == FeelKind.Date && bare is Simple { Kind: FeelKind.DateTime })
        {
            coerced = _midnight.Evaluate([value], session);
            if (Conforms(coerced, session)) return true;
        }
        else if (bare is Collection && value.Kind != FeelKind.List)
        {
            coerced = session.NewList(value);
            if (Conforms(coerced, session)) return true;
        }
        else if (bare is not Collection && value.TryGetList(out var items) && items.Count == 1 && Conforms(items[0], session))
        {
            coerced = items[0];
            return true;
        }
        coerced = FeelValue.Null;
        return false;
    }

    /// <summary>The kind of its values where it is a simple type, or one narrowed; else null.</summary>
    public FeelKind? KindOrNull => (Bare as Simple)?.Kind;

    /// <summary>As FEEL writes it, without allowed values: a value is an instance of a type whatever is allowed (DMN 1.5 clause 10.3.2.9).</summary>
    public string ForFeel()
    {
        var text = new StringBuilder();
        Append(text, this);
        return text.Length > LongestText ? "Any" : text.ToString();
    }

    private static readonly FeelExpression _midnight = FeelExpression.Compile("date and time(day)", new FeelScope(["day"])).Value!;

    private bool Conforms(FeelValue value, FeelSession session) => value.IsNull || this switch
    {
        Any => true,
        Simple simple => value.Kind == simple.Kind,
        Collection list => value.TryGetList(out var items) && session.TrySpend(items.Count / 8) && items.Items.All(item => list.Item.Conforms(item, session)),
        Structure structure => value.TryGetContext(out var context)
            && structure.Components.Items.All(component =>
                context.TryGet(component.Name, out var part) && component.Type.Conforms(part, session)),
        Restricted restricted => restricted.Base.Conforms(value, session) && restricted.Allowed.Allows(value, session),
        Function function => value.Kind == FeelKind.Function && function.Holds(value, session),
        Recursive recursive => recursive.Target.Conforms(value, session),
    };

    /// <summary>Types that hold others many times over are cut off: they then say less, never nothing.</summary>
    private static void Append(StringBuilder text, DataType type)
    {
        if (text.Length > LongestText) return;
        switch (type)
        {
            case Any: text.Append("Any"); break;
            case Simple simple: text.Append(simple.Name); break;
            case Restricted restricted: Append(text, restricted.Base); break;
            case Recursive recursive: text.Append(recursive.Name); break;
            case Collection list:
                text.Append("list<");
                Append(text, list.Item);
                text.Append('>');
                break;
            case Structure structure:
                text.Append("context<");
                for (var i = 0; i < structure.Components.Count; i++)
                {
                    text.Append(i > 0 ? ", " : "").Append((FeelValue)structure.Components[i].Name).Append(": ");
                    Append(text, structure.Components[i].Type);
                }
                text.Append('>');
                break;
            case Function function:
                text.Append("function<");
                for (var i = 0; i < function.Parameters.Count; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    Append(text, function.Parameters[i]);
                }
                text.Append(">->");
                Append(text, function.Output);
                break;
        }
    }
}

/// <summary>A type that is used before it is read; it is set once.</summary>
internal sealed class TypeAhead
{
    public DataType Type { get; set; } = new DataType.Any();
}
