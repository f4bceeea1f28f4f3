namespace WorkflowItsm.Bpmn.Import.Juel;

/// <summary>
/// Reads the inside of <c>${…}</c> by the grammar of the Unified Expression Language 2.2 (JSR 245): choice, or, and, equality, comparison,
/// sum, product, prefix, value with its members, in this order of binding.
/// </summary>
internal sealed class JuelParser
{
    private const int MaxDepth = 60;

    private static readonly string[][] Levels =
    [
        ["||", "or"], ["&&", "and"], ["==", "!=", "eq", "ne"], ["<", ">", "<=", ">=", "lt", "gt", "le", "ge"], ["+", "-"], ["*", "/", "%", "div", "mod"],
    ];

    private readonly List<JuelToken> _tokens;
    private int _at;
    private int _depth;

    private JuelParser(List<JuelToken> tokens) => _tokens = tokens;

    /// <summary>The expression; null where the text is none, or is nested deeper than anybody writes.</summary>
    public static JuelNode? Read(string text)
    {
        if (JuelLexer.Cut(text) is not { } tokens) return null;
        var parser = new JuelParser(tokens);
        return parser.Choice() is { } node && parser.Now.Kind == JuelKind.End ? node : null;
    }

    private JuelToken Now => _tokens[_at];

    private JuelNode? Choice()
    {
        if (++_depth > MaxDepth) return null;
        var condition = Level(0);
        if (condition is not null && Take("?"))
            condition = Choice() is { } then && Take(":") && Choice() is { } otherwise ? new JuelNode.Choice(condition, then, otherwise) : null;
        _depth--;
        return condition;
    }

    private JuelNode? Level(int level)
    {
        if (level == Levels.Length) return Prefix();
        var left = Level(level + 1);
        while (left is not null && Operator(level) is { } sign)
        {
            _at++;
            left = Level(level + 1) is { } right ? new JuelNode.Infix(sign, left, right) : null;
        }
        return left;
    }

    private string? Operator(int level) => Now.Kind is JuelKind.Sign or JuelKind.Word && Levels[level].Contains(Now.Text)
        ? Now.Text switch
        {
            "or" => "||",
            "and" => "&&",
            "eq" => "==",
            "ne" => "!=",
            "lt" => "<",
            "gt" => ">",
            "le" => "<=",
            "ge" => ">=",
            "div" => "/",
            "mod" => "%",
            var sign => sign,
        }
        : null;

    private JuelNode? Prefix()
    {
        if (!IsSign("!") && !IsSign("-") && !IsWord("not") && !IsWord("empty")) return Postfix();
        if (++_depth > MaxDepth) return null;
        var sign = Now.Text == "not" ? "!" : Now.Text;
        _at++;
        var operand = Prefix();
        _depth--;
        return operand is null ? null : new JuelNode.Prefix(sign, operand);
    }

    private JuelNode? Postfix()
    {
        var node = Primary();
        while (node is not null)
        {
            if (Take("."))
            {
                if (Now.Kind != JuelKind.Word) return null;
                var name = _tokens[_at++].Text;
                node = Take("(") ? Arguments() is { } arguments ? new JuelNode.Call(node, name, [.. arguments]) : null : new JuelNode.Member(node, name);
            }
            else if (Take("["))
            {
                node = Choice() is { } at && Take("]") ? new JuelNode.Index(node, at) : null;
            }
            else
            {
                return node;
            }
        }
        return null;
    }

    private JuelNode? Primary()
    {
        var token = Now;
        if (token.Kind == JuelKind.End) return null;
        _at++;
        switch (token.Kind)
        {
            case JuelKind.Number: return new JuelNode.Number(token.Text);
            case JuelKind.Text: return new JuelNode.Text(token.Text);
            case JuelKind.Sign:
                if (token.Text != "(") return null;
                return Choice() is { } inner && Take(")") ? inner : null;
            case JuelKind.Word or JuelKind.End:
            default:
                if (token.Text is "true" or "false" or "null") return new JuelNode.Word(token.Text);
                var name = token.Text;
                // prefix:function( … ); a colon that is no call belongs to a choice.
                if (IsSign(":") && _at + 2 < _tokens.Count && _tokens[_at + 1].Kind == JuelKind.Word && _tokens[_at + 2] is { Kind: JuelKind.Sign, Text: "(" })
                {
                    name = $"{name}:{_tokens[_at + 1].Text}";
                    _at += 2;
                }
                if (!Take("(")) return new JuelNode.Name(name);
                return Arguments() is { } arguments ? new JuelNode.Call(null, name, [.. arguments]) : null;
        }
    }

    private List<JuelNode>? Arguments()
    {
        var arguments = new List<JuelNode>();
        if (Take(")")) return arguments;
        do
        {
            if (Choice() is not { } argument) return null;
            arguments.Add(argument);
        }
        while (Take(","));
        return Take(")") ? arguments : null;
    }

    private bool IsSign(string text) => Now.Kind == JuelKind.Sign && Now.Text == text;

    private bool IsWord(string text) => Now.Kind == JuelKind.Word && Now.Text == text;

    private bool Take(string sign)
    {
        if (!IsSign(sign)) return false;
        _at++;
        return true;
    }
}
