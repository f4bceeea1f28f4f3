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

    /// <summary>Reads a type that stands alone; anything where the text is none.</summary>
    public static FeelType Type(string text, FeelTypes types)
    {
        var parser = new Parser(text, new FeelScope([], types: types));
        var type = parser.TypeHere();
        parser.ExpectEnd();
        return parser._findings.Count == 0 ? type : new FeelType.Any();
    }

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
        var (declared, words) = _scope.Types.Names.Longest(_tokens, _at);
        if (declared is not null && words > length)
        {
            _at += words;
            return new FeelType.Named(declared, _scope.Types);
        }

        if (name is null)
        {
            Fail("a type", $"Write one of {Sentence.Listed(s_types.Select(type => type.Name))}.");
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
        if (name != "function") Expect(">");
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

    private FeelType.FunctionOf FunctionType()
    {
        List<FeelType> parameters = [];
        if (!Current.Is(">"))
        {
            do parameters.Add(TypeHere());
            while (Take(","));
        }

        Expect(">");
        return new([.. parameters], Take("->") ? TypeHere() : new FeelType.Any());
    }

    private static NameTrie TypeNames()
    {
        var trie = new NameTrie();
        foreach (var (name, _) in s_types) trie.Add(name);
        return trie;
    }
}
