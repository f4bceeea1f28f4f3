namespace WorkflowItsm.Feel.Syntax;

// Types behind "instance of" and parameters (DMN 1.5, grammar rules 50 to 54).
internal sealed partial class Parser
{
    private static readonly (string Name, FeelType Type)[] s_types =
    [
        ("days and time duration", new FeelType.Simple(FeelKind.DaysTimeDuration)),
        ("years and months duration", new FeelType.Simple(FeelKind.YearsMonthsDuration)),
        ("date and time", new FeelType.Simple(FeelKind.DateTime)),
        ("date", new FeelType.Simple(FeelKind.Date)),
        ("time", new FeelType.Simple(FeelKind.Time)),
        ("number", new FeelType.Simple(FeelKind.Number)),
        ("string", new FeelType.Simple(FeelKind.String)),
        ("boolean", new FeelType.Simple(FeelKind.Boolean)),
        ("function", new FeelType.Simple(FeelKind.Function)),
        ("list", new FeelType.Simple(FeelKind.List)),
        ("range", new FeelType.Simple(FeelKind.Range)),
        ("context", new FeelType.Simple(FeelKind.Context)),
        ("Null", new FeelType.Simple(FeelKind.Null)),
        ("Any", new FeelType.Any()),
    ];

    private static readonly NameTrie s_typeNames = TypeNames();

    private FeelType TypeHere()
    {
        if (++_nesting > MostNesting) Stop("feel-too-deep", TooDeep, SplitIt);
        var type = OneType();
        _nesting--;
        return type;
    }

    private FeelType OneType()
    {
        var (name, length) = s_typeNames.Longest(_tokens, _at);
        if (name is null)
        {
            Fail("a type", $"Write one of {string.Join(", ", s_types.Select(type => type.Name))}.");
            return new FeelType.Any();
        }

        _at += length;
        if (!Take("<")) return s_types.First(type => type.Name == name).Type;
        FeelType parametric = name switch
        {
            "list" => new FeelType.ListOf(TypeHere()),
            "range" => new FeelType.RangeOf(TypeHere()),
            "context" => new FeelType.ContextOf(MemberTypes()),
            "function" => FunctionType(),
            _ => NoParameters(name),
        };
        Expect(">");
        if (name == "function" && Take("->")) TypeHere();
        return parametric;
    }

    private FeelType.Any NoParameters(string name)
    {
        Stop("feel-syntax", $"the type `{name}` takes no other type.", "Delete the part in angle brackets.");
        return new FeelType.Any();
    }

    private ValueList<Parameter> MemberTypes()
    {
        List<Parameter> members = [];
        do
        {
            var name = KeyHere();
            Expect(":");
            members.Add(new(name, TypeHere()));
        }
        while (Take(","));
        return [.. members];
    }

    /// <summary>A function tells its parameters' types only when it is called, so all that counts is that it is one.</summary>
    private FeelType.Simple FunctionType()
    {
        if (!Current.Is(">"))
        {
            do TypeHere();
            while (Take(","));
        }

        return new(FeelKind.Function);
    }

    private static NameTrie TypeNames()
    {
        var trie = new NameTrie();
        foreach (var (name, _) in s_types) trie.Add(name);
        return trie;
    }
}
