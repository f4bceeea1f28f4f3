namespace WorkflowItsm.Feel.Syntax;

// Operators, from the loosest to the tightest (DMN 1.5, grammar rules 1 to 4, 46 to 57).
internal sealed partial class Parser
{
    private enum Binding
    {
        Or = 1,
        And,
        Comparison,
        Additive,
        Multiplicative,
        Power,
        None = int.MaxValue,
    }

    private Node FullExpression() => Nested(() => UnaryComparison() ?? Climb(Binding.Or));

    /// <summary><c>&lt; 5</c> where no left side can be: a range, or a test for sameness.</summary>
    private Node? UnaryComparison()
    {
        var start = Current.Start;
        if (Current.Kind is not TokenKind.Sign) return null;
        var sign = Current.Text;
        if (sign is not ("<" or "<=" or ">" or ">=" or "=" or "!=")) return null;
        _at++;
        var end = Climb(Binding.Additive);
        return sign switch
        {
            "<" => new Node.Range(null, false, end, false, From(start)),
            "<=" => new Node.Range(null, false, end, true, From(start)),
            ">" => new Node.Range(end, false, null, false, From(start)),
            ">=" => new Node.Range(end, true, null, false, From(start)),
            _ => new Node.Sameness(sign == "=", end, From(start)),
        };
    }

    private Node Climb(Binding least)
    {
        var start = Current.Start;
        var left = Unary();
        while (true)
        {
            var binding = BindingOf(Current);
            if (binding < least || binding == Binding.None) return left;
            left = Bounded(binding switch
            {
                Binding.Or => new Node.Or(Chain(left, "or", Binding.And), From(start)),
                Binding.And => new Node.And(Chain(left, "and", Binding.Comparison), From(start)),
                Binding.Comparison => Comparison(left, start),
                _ => Arithmetic(left, binding, start),
            });
        }
    }

    private static Binding BindingOf(Token token) => (token.Kind, token.Text) switch
    {
        (TokenKind.Name, "or") => Binding.Or,
        (TokenKind.Name, "and") => Binding.And,
        (TokenKind.Name, "in" or "between") => Binding.Comparison,
        (TokenKind.Sign, "=" or "!=" or "<" or "<=" or ">" or ">=") => Binding.Comparison,
        (TokenKind.Sign, "+" or "-") => Binding.Additive,
        (TokenKind.Sign, "*" or "/") => Binding.Multiplicative,
        (TokenKind.Sign, "**") => Binding.Power,
        _ => Binding.None,
    };

    private ValueList<Node> Chain(Node first, string word, Binding operand)
    {
        List<Node> operands = [first];
        while (TakeWord(word)) operands.Add(Climb(operand));
        return [.. operands];
    }

    private Node.Binary Arithmetic(Node left, Binding binding, int start)
    {
        var kind = Current.Text switch
        {
            "+" => BinaryOperator.Add,
            "-" => BinaryOperator.Subtract,
            "*" => BinaryOperator.Multiply,
            "/" => BinaryOperator.Divide,
            _ => BinaryOperator.Power,
        };
        _at++;
        var right = Climb(binding + 1);
        return new Node.Binary(kind, left, right, From(start));
    }

    private Node Comparison(Node left, int start)
    {
        if (TakeWord("between"))
        {
            var low = Climb(Binding.Additive);
            ExpectWord("and");
            var high = Climb(Binding.Additive);
            return new Node.Between(left, low, high, From(start));
        }

        if (TakeWord("in"))
        {
            var tests = TestsBehindIn();
            return new Node.In(left, tests, From(start));
        }

        var kind = Current.Text switch
        {
            "=" => BinaryOperator.Equal,
            "!=" => BinaryOperator.NotEqual,
            "<" => BinaryOperator.Less,
            "<=" => BinaryOperator.LessOrEqual,
            ">" => BinaryOperator.Greater,
            _ => BinaryOperator.GreaterOrEqual,
        };
        _at++;
        var right = Climb(Binding.Additive);
        return new Node.Binary(kind, left, right, From(start));
    }

    private Node Unary()
    {
        var start = Current.Start;
        if (!Current.Is("-") || Following.Kind is TokenKind.Number) return Postfix();
        _at++;
        var operand = Nested(Unary);
        return new Node.Negate(operand, From(start));
    }

    private Node Postfix()
    {
        var start = Current.Start;
        var node = Primary();
        while (true)
        {
            if (Take(".")) node = new Node.Path(node, Member(), From(start));
            else if (Current.Is("[") && !ClosesRange()) node = FilterOf(node, start);
            else if (Current.Is("(")) node = CallOf(node, start);
            else if (Current.IsWord("instance") && Following.IsWord("of")) node = InstanceOf(node, start);
            else return node;
            node = Bounded(node);
        }
    }

    private string Member()
    {
        var best = _members.Longest(_tokens, _at);
        Better(_scope.Types.Members.Longest(_tokens, _at), ref best);
        var (name, length) = best;
        var words = WordsAhead();
        if (words == 0) Fail("the name of an entry", "Write the name of the entry behind the point.");
        if (name is null || length < words) return TakeWords(words);
        _at += length;
        return name;
    }

    private Node.Filter FilterOf(Node source, int start)
    {
        _at++;
        _filters++;
        OpenLocals().Add("item");
        var condition = InBrackets(FullExpression);
        CloseLocals();
        _filters--;
        Expect("]");
        return new Node.Filter(source, condition, From(start));
    }

    private Node.InstanceOf InstanceOf(Node value, int start)
    {
        _at += 2;
        var type = TypeHere();
        return new Node.InstanceOf(value, type, From(start));
    }

    private Node.Call CallOf(Node callee, int start)
    {
        _at++;
        var arguments = new List<Argument>();
        if (!Current.Is(")"))
        {
            do
            {
                var name = ArgumentName();
                arguments.Add(new(name, InBrackets(FullExpression)));
            }
            while (Take(","));
        }

        if (arguments.Select(argument => argument.Name is null).Distinct().Count() > 1)
            Stop("feel-syntax", "this call mixes arguments with and without names.", "Give every argument a name, or none.");
        Expect(")");
        return new Node.Call(callee, [.. arguments], From(start));
    }

    private string? ArgumentName()
    {
        var count = 0;
        while (_tokens[_at + count].Kind is TokenKind.Name) count++;
        if (count == 0 || !_tokens[_at + count].Is(":")) return null;
        var name = TakeWords(count);
        _at++;
        return name;
    }
}
