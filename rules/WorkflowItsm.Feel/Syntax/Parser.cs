using WorkflowItsm.Feel.Builtins;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Syntax;

/// <summary>
/// Text to tree, by precedence climbing over tokens and a stack of known names. After the first syntax error it stands at the end of
/// the text, where every loop stops by itself; unknown names are collected and do not stop it.
/// </summary>
internal sealed partial class Parser
{
    private const int TallestTree = 160;

    /// <summary>A pair of brackets counts twice: for itself, and for the expression in it.</summary>
    private const int MostNesting = 200;
    private const int LongestText = 100_000;
    private const int MostFindings = 100;
    private const string WriteValue = "Write a value, a name or a function call there.";

    private static readonly HashSet<string> s_stopWords =
        ["and", "or", "in", "between", "instance", "then", "else", "return", "satisfies", "of"];

    private static readonly HashSet<string> s_beginners = ["if", "for", "some", "every", "function", "null", "true", "false"];

    private readonly string _text;
    private readonly FeelScope _scope;
    private readonly List<Token> _tokens;
    private readonly List<Finding> _findings = [];
    private readonly List<NameTrie> _locals = [];
    private readonly NameTrie _members = new();
    private int _at;
    private int _nesting;
    private int _filters;
    private bool _failed;

    private Parser(string text, FeelScope scope)
    {
        _text = text;
        _scope = scope;
        _tokens = text.Length <= LongestText ? Lexer.Read(text) : Lexer.Read("");
        if (text.Length <= LongestText) return;
        Report("feel-too-long", 0, $"the text has {text.Length} characters, at most {LongestText} are read.", "Split the expression.");
    }

    private Token Current => _tokens[_at];

    private Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    /// <summary>Reads an expression; the tree only means something when there are no errors.</summary>
    public static (Node Tree, ValueList<Finding> Findings) Expression(string text, FeelScope scope)
    {
        var parser = new Parser(text, scope);
        var tree = parser.FullExpression();
        parser.ExpectEnd();
        return (tree, [.. parser._findings]);
    }

    private void ExpectEnd()
    {
        if (Current.Kind is not TokenKind.End) Fail("an operator or the end", Habit(Current) ?? "Join the two parts with an operator, or delete the second.");
    }

    private bool Take(string sign)
    {
        if (!Current.Is(sign)) return false;
        _at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        if (!Current.IsWord(word)) return false;
        _at++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign)) Fail(Sentence.Verbatim($"`{sign}`"), $"Write `{sign}` there.");
    }

    private void ExpectWord(string word)
    {
        if (!TakeWord(word)) Fail(Sentence.Verbatim($"`{word}`"), $"Write `{word}` there.");
    }

    private Node.Literal Fail(Sentence expected, Sentence cure)
    {
        var token = Current;
        Sentence found = token.Kind switch
        {
            TokenKind.End => "the end of the text",
            TokenKind.Bad when token.Text[0] is '"' or '@' => "a string that is not closed",
            TokenKind.Bad when token.Text.StartsWith("/*", StringComparison.Ordinal) => "a remark that is not closed",
            _ => Sentence.Verbatim($"`{(token.End - token.Start > 40 ? _text[token.Start..(token.Start + 40)] + "…" : _text[token.Start..token.End])}`"),
        };
        return Stop("feel-syntax", $"found {found}, expected {expected}.", cure);
    }

    /// <summary>What people write who come from another language; null for anything else.</summary>
    private static Sentence? Habit(Token token) => token.Text switch
    {
        "=" when token.Kind is TokenKind.Sign => (Sentence)"Write one `=`: FEEL compares with it.",
        "&" => "Write `and`.",
        "|" => "Write `or`.",
        "!" => "Write `not(…)`, or `!=`.",
        "'" => "Write text in double quotes: \"text\".",
        "%" => "Write `modulo(dividend, divisor)`.",
        _ => null,
    };

    private Node.Literal Stop(string code, Sentence sentence, Sentence cure)
    {
        if (!_failed) Report(code, Current.Start, sentence, cure);
        _failed = true;
        _at = _tokens.Count - 1;
        return new Node.Literal(FeelValue.Null, new(_text.Length, _text.Length));
    }

    private void Report(string code, int offset, Sentence sentence, Sentence cure, Severity severity = Severity.Error)
    {
        if (_findings.Count >= MostFindings) return;
        var position = Site.Locate(_text, offset);
        _findings.Add(new(code, severity, null, position, $"line {position.Line}, column {position.Column}: {sentence}", cure, ChineseFindings.Book));
    }

    /// <summary>Guards a step down: deep texts end in a finding, never in a stack overflow.</summary>
    private Node Nested(Func<Node> read)
    {
        if (++_nesting > MostNesting) Stop("feel-too-deep", TooDeep, SplitIt);
        var node = read();
        _nesting--;
        return node;
    }

    private Node Bounded(Node node) => node.Height <= TallestTree ? node : Stop("feel-too-deep", TooDeep, SplitIt);

    private const string TooDeep = "the expression nests too deeply here.";
    private const string SplitIt = "Split the expression into several, or name its parts in a context.";

    private Extent From(int start) => new(start, _at == 0 ? start : Math.Max(start, _tokens[_at - 1].End));

    private NameTrie OpenLocals()
    {
        var trie = new NameTrie();
        _locals.Add(trie);
        return trie;
    }

    private void CloseLocals() => _locals.RemoveAt(_locals.Count - 1);

    /// <summary>The longest known name at the current token; of equally long ones the innermost.</summary>
    private (string? Name, int Length) Known()
    {
        (string? Name, int Length) best = default;
        for (var i = _locals.Count - 1; i >= 0; i--) Better(_locals[i].Longest(_tokens, _at), ref best);
        Better(_scope.Trie.Longest(_tokens, _at), ref best);
        if (_filters > 0)
        {
            Better(_members.Longest(_tokens, _at), ref best);
            Better(_scope.Types.Members.Longest(_tokens, _at), ref best);
        }

        var builtin = BuiltinTable.Names.Longest(_tokens, _at);
        // "date and time" of two variables is a conjunction, unless it is called.
        var called = _tokens[Math.Min(_at + builtin.Length, _tokens.Count - 1)].Is("(");
        if (best.Name is null || called) Better(builtin, ref best);
        return best;
    }

    private static void Better((string? Name, int Length) candidate, ref (string? Name, int Length) best)
    {
        if (candidate.Length > best.Length) best = candidate;
    }

    /// <summary>How many words in a row could be one name that nobody knows: two names side by side mean nothing else.</summary>
    private int WordsAhead()
    {
        if (Current.Kind is not TokenKind.Name) return 0;
        var count = 1;
        while (_tokens[_at + count] is { Kind: TokenKind.Name or TokenKind.Number } token && !s_stopWords.Contains(token.Text)) count++;
        return count;
    }

    private string TakeWords(int count)
    {
        var words = string.Join(' ', _tokens.Skip(_at).Take(count).Select(token => token.Text));
        _at += count;
        return words;
    }

    private Node.Name NameHere()
    {
        var start = Current.Start;
        var (name, length) = Known();
        var words = WordsAhead();
        var loose = _scope.IsOpen || _filters > 0;
        if (name is not null && (length >= words || !loose))
        {
            _at += length;
            return new Node.Name(name, From(start));
        }

        var unknown = TakeWords(words);
        if (!loose) ReportUnknown(unknown, start);
        return new Node.Name(unknown, From(start));
    }

    private void ReportUnknown(string name, int start)
    {
        if (_findings.Count >= MostFindings) return;
        var candidates = Nearest.To(name, _scope.Names, 8);
        Sentence known = candidates.Count == 0 ? (Sentence)"No names are known here" : (Sentence)$"Known names here: {Sentence.Listed(candidates)}";
        var near = candidates.FirstOrDefault(candidate => Nearest.IsClose(name, candidate)) ?? BuiltinTable.All
            .Select(builtin => builtin.Name).FirstOrDefault(builtin => Nearest.IsClose(name, builtin));
        var cure = near is null ? (Sentence)$"Use a known name, or declare `{name}`; text needs quotes: \"{name}\"." : (Sentence)$"Did you mean `{near}`?";
        Report("feel-unknown-name", start, $"there is no name `{name}`. {known}.", cure);
    }
}
