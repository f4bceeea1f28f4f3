using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Syntax;

// Literals, names and everything with its own brackets or words (DMN 1.5, grammar rules 5 to 45, 55 to 66).
internal sealed partial class Parser
{
    /// <summary>Whether a range waits for its closing bracket at this level of brackets, which may be <c>[</c>.</summary>
    private bool _inRange;

    private Node Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number: return NumberHere(token.Start);
            case TokenKind.String: _at++; return new Node.Literal(token.Text, From(token.Start));
            case TokenKind.At: _at++; return Temporal(token);
            case TokenKind.Name: return NameOrWord(token);
            case TokenKind.Sign: return Bracketed(token);
            default: return Fail("an expression", Habit(token) ?? (token.Kind is not TokenKind.Bad ? WriteValue : token.Text[0] is '"' or '@' ? "Close the string with `\"`." : token.Text.StartsWith("/*", StringComparison.Ordinal) ? "Close the remark with `*/`." : "Delete the sign."));
        }
    }

    private Node Bracketed(Token token)
    {
        switch (token.Text)
        {
            case "-": _at++; return NumberHere(token.Start);
            case "(": return Nested(() => ParenthesisOrRange(token.Start));
            case "[": return Nested(() => ListOrRange(token.Start));
            case "]" when Following.Kind is not TokenKind.End && !Following.Is(",") && !Following.Is(")") && !Following.Is("]"): return Nested(() => OpenRange(token.Start));
            case "{": return Nested(() => ContextHere(token.Start));
            default: return Fail("an expression", Habit(token) ?? WriteValue);
        }
    }

    private Node.Literal NumberHere(int start)
    {
        var negative = _tokens[_at].Start != start;
        var token = Current;
        if (!FeelNumber.TryParse(token.Text, out var number))
            return Stop("feel-number", $"the number `{token.Text}` is out of range.", "Write a number of up to 34 digits below 10^6144.");
        _at++;
        return new Node.Literal(negative ? -number : number, From(start));
    }

    private Node.Literal Temporal(Token token)
    {
        var value = TemporalReader.Any(token.Text);
        if (value is null)
        {
            Report(
                "feel-temporal",
                token.Start,
                $"`{token.Text}` is no date, time or duration, so this is null.",
                "Write it as @\"2026-01-31\", @\"10:30:00\", @\"2026-01-31T10:30:00Z\", @\"PT2H\" or @\"P1Y2M\".",
                Severity.Warning);
        }

        return new Node.Literal(value ?? FeelValue.Null, From(token.Start));
    }

    private Node NameOrWord(Token token)
    {
        // A known name may begin with a word of the language: "if needed".
        if (s_beginners.Contains(token.Text) && Known().Length > 1) return NameHere();
        switch (token.Text)
        {
            case "null": _at++; return new Node.Literal(FeelValue.Null, From(token.Start));
            case "true": _at++; return new Node.Literal(true, From(token.Start));
            case "false": _at++; return new Node.Literal(false, From(token.Start));
            case "if": return IfHere(token.Start);
            case "for": return ForHere(token.Start);
            case "some" or "every": return QuantifiedHere(token.Start);
            case "function" when Following.Is("("): return FunctionHere(token.Start);
            case var word when s_stopWords.Contains(word) && Known().Length == 0: return Fail("an expression", WriteValue);
            default: return NameHere();
        }
    }

    /// <summary>Inside new brackets no outer range is waiting.</summary>
    private T InBrackets<T>(Func<T> read)
    {
        var outer = _inRange;
        _inRange = false;
        var result = read();
        _inRange = outer;
        return result;
    }

    /// <summary>Reads the text of the function <c>range</c>, where an end may be left out: <c>[2..)</c> is <c>(>=2)</c>.</summary>
    public static (Node Tree, ValueList<Finding> Findings) RangeText(string text)
    {
        var parser = new Parser(text, FeelScope.Empty);
        if (parser.Current is not { Kind: TokenKind.Sign, Text: "[" or "(" or "]" }) return Expression(text, FeelScope.Empty);
        var ends = parser.Following.Is("..");
        var included = parser.Current.Is("[");
        Node? low = null, high = null;
        parser._at++;
        if (!ends) low = parser.InBrackets(parser.FullExpression);
        if (!parser.Take("..")) return Expression(text, FeelScope.Empty);
        parser._inRange = true;
        if (!parser.Current.Is(")") && !parser.Current.Is("]") && !parser.Current.Is("[")) high = parser.FullExpression();
        var closed = parser.Take("]");
        if (!closed && !parser.Take(")") && !parser.Take("[")) parser.Fail("`]`, `)` or `[`", "Close the range: `]` includes its end, `)` does not.");
        parser.ExpectEnd();
        return (new Node.Range(low, included && low is not null, high, closed && high is not null, parser.From(0)), [.. parser._findings]);
    }

    private Node ParenthesisOrRange(int start)
    {
        _at++;
        var first = InBrackets(FullExpression);
        if (Take("..")) return RangeFrom(first, included: false, start);
        Expect(")");
        return first;
    }

    private Node ListOrRange(int start)
    {
        _at++;
        var items = new List<Node>();
        if (!Current.Is("]"))
        {
            do
            {
                items.Add(InBrackets(FullExpression));
                if (items.Count == 1 && Take("..")) return RangeFrom(items[0], included: true, start);
            }
            while (Take(","));
        }

        Expect("]");
        return new Node.List([.. items], From(start));
    }

    private Node.Range OpenRange(int start)
    {
        _at++;
        var low = InBrackets(FullExpression);
        Expect("..");
        return RangeFrom(low, included: false, start);
    }

    private Node.Range RangeFrom(Node low, bool included, int start)
    {
        var outer = _inRange;
        _inRange = true;
        var high = FullExpression();
        _inRange = outer;
        var closed = Take("]");
        if (!closed && !Take(")") && !Take("[")) Fail("`]`, `)` or `[`", "Close the range: `]` includes its end, `)` does not.");
        return new Node.Range(low, included, high, closed, From(start));
    }

    /// <summary>Whether this <c>[</c> ends a range rather than begins a filter: then no expression can follow it.</summary>
    private bool ClosesRange() => _inRange && Following switch
    {
        { Kind: TokenKind.End } => true,
        { Kind: TokenKind.Name, Text: var word } => s_stopWords.Contains(word),
        { Kind: TokenKind.Sign, Text: var sign } => sign is not ("(" or "[" or "{" or "<" or "<=" or ">" or ">=" or "=" or "!="),
        _ => false,
    };
}
