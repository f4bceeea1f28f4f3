namespace WorkflowItsm.Feel.Syntax;

// Unary tests: the cells of a decision table, and what may stand behind "in" (DMN 1.5, grammar rules 7 to 18, 49).
internal sealed partial class Parser
{
    /// <summary>The name of the value under test inside unary tests.</summary>
    public const string Input = "?";

    /// <summary>Reads a cell. No tests mean "any value"; a cell without text is one too, as editors write it.</summary>
    public static (ValueList<Node> Tests, bool Negated, ValueList<Finding> Findings) UnaryTests(string text, FeelScope scope)
    {
        var parser = new Parser(text, scope);
        parser.OpenLocals().Add(Input);
        if (parser.Current.Kind is TokenKind.End && parser._findings.Count == 0) return ([], false, []);
        if (parser.Current.Is("-") && parser.Following.Kind is TokenKind.End) return ([], false, []);
        if (parser.NegatedTests() is { } negated) return (negated, true, [.. parser._findings]);
        var tests = parser.TestList();
        parser.ExpectEnd();
        return (tests, false, [.. parser._findings]);
    }

    /// <summary><c>not(a, b)</c> when that is the whole text; else nothing is taken.</summary>
    private ValueList<Node>? NegatedTests()
    {
        if (!Current.IsWord("not") || !Following.Is("(")) return null;
        var found = _findings.Count;
        _at = 2;
        var tests = InBrackets(TestList);
        if (Take(")") && Current.Kind is TokenKind.End) return tests;
        _at = 0;
        _failed = false;
        _nesting = 0;
        _filters = 0;
        _inRange = false;
        _findings.RemoveRange(found, _findings.Count - found);
        _locals.RemoveRange(1, _locals.Count - 1);
        return null;
    }

    private ValueList<Node> TestList()
    {
        List<Node> tests = [];
        do tests.Add(FullExpression());
        while (Take(","));
        return [.. tests];
    }

    private ValueList<Node> TestsBehindIn()
    {
        var start = Current.Start;
        if (!Take("(")) return [UnaryComparison() ?? Climb(Binding.Additive)];
        var first = InBrackets(FullExpression);
        if (Take("..")) return [RangeFrom(first, included: false, start)];
        List<Node> tests = [first];
        while (Take(",")) tests.Add(InBrackets(FullExpression));
        Expect(")");
        return [.. tests];
    }
}
