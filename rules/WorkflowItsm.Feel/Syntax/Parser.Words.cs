namespace WorkflowItsm.Feel.Syntax;

// What begins with a word, and contexts: everything that declares names (DMN 1.5, grammar rules 42 to 48, 55 to 60).
internal sealed partial class Parser
{
    private Node.If IfHere(int start)
    {
        _at++;
        var condition = FullExpression();
        ExpectWord("then");
        var then = FullExpression();
        ExpectWord("else");
        var otherwise = FullExpression();
        return new Node.If(condition, then, otherwise, From(start));
    }

    private Node.For ForHere(int start)
    {
        var iterators = IteratorsHere();
        ExpectWord("return");
        OpenLocals().Add("partial");
        var body = FullExpression();
        CloseLocals();
        CloseLocals();
        return new Node.For(iterators, body, From(start));
    }

    private Node.Quantified QuantifiedHere(int start)
    {
        var every = Current.Text == "every";
        var iterators = IteratorsHere();
        ExpectWord("satisfies");
        var condition = FullExpression();
        CloseLocals();
        return new Node.Quantified(every, iterators, condition, From(start));
    }

    /// <summary>Leaves the names of the iterators open; the caller closes them.</summary>
    private ValueList<Iterator> IteratorsHere()
    {
        var iterators = new List<Iterator>();
        var locals = OpenLocals();
        _at++;
        do
        {
            var name = DeclaredName("in");
            ExpectWord("in");
            var source = FullExpression();
            var end = Take("..") ? FullExpression() : null;
            locals.Add(name);
            iterators.Add(new(name, source, end));
        }
        while (Take(","));
        return [.. iterators];
    }

    /// <summary>A name that is being declared: all words up to <paramref name="stop"/> or a sign.</summary>
    private string DeclaredName(string stop)
    {
        var count = 0;
        while (_tokens[_at + count] is { Kind: TokenKind.Name } token && token.Text != stop) count++;
        if (count == 0) Fail("a name", "Write the name of the variable there.");
        return TakeWords(count);
    }

    private Node.Function FunctionHere(int start)
    {
        _at += 2;
        var parameters = new List<Parameter>();
        var locals = OpenLocals();
        if (!Current.Is(")"))
        {
            do
            {
                var name = DeclaredName(":");
                locals.Add(name);
                parameters.Add(new(name, Take(":") ? TypeHere() : null));
            }
            while (Take(","));
        }

        Expect(")");
        if (Current.IsWord("external"))
            Stop("feel-external", "external functions are not run here.", "Write the body in FEEL.");
        var body = FullExpression();
        CloseLocals();
        return new Node.Function([.. parameters], body, From(start));
    }

    private Node.Context ContextHere(int start)
    {
        _at++;
        var entries = new List<Entry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var locals = OpenLocals();
        if (!Current.Is("}"))
        {
            do
            {
                var keyStart = Current.Start;
                var key = KeyHere();
                Expect(":");
                // Known before its value is read: a function may call itself.
                locals.Add(key);
                _members.Add(key);
                entries.Add(new(key, InBrackets(FullExpression)));
                if (!keys.Add(key))
                    Report("feel-duplicate-key", keyStart, $"the context has two entries `{key}`.", "Rename or delete one of them.");
            }
            while (Take(","));
        }

        CloseLocals();
        Expect("}");
        return new Node.Context([.. entries], From(start));
    }

    private string KeyHere()
    {
        var token = Current;
        if (token.Kind is TokenKind.String)
        {
            _at++;
            return token.Text;
        }

        if (token.Kind is not TokenKind.Name)
        {
            Fail("the name of an entry", "Write an entry as `name: value`.");
            return "";
        }

        var end = token.End;
        while (Current.Kind is TokenKind.Name or TokenKind.Number || (Current.Kind is TokenKind.Sign && "+-*/.'".Contains(Current.Text[0])))
        {
            end = Current.End;
            _at++;
        }

        return string.Join(' ', _text[token.Start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
