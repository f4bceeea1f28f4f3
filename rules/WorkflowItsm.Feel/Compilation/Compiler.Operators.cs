using WorkflowItsm.Feel.Syntax;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

// Operators, choices and literals with parts.
internal sealed partial class Compiler
{
    private Eval Negate(Node.Negate node)
    {
        var (operand, site) = (Expression(node.Operand), SiteOf(node));
        return (in frame) => Arithmetic.Negate(operand(frame), frame.Session, site);
    }

    private Eval Binary(Node.Binary node)
    {
        var (left, right, site) = (Expression(node.Left), Expression(node.Right), SiteOf(node));
        return node.Operator switch
        {
            BinaryOperator.Add => (in frame) => Arithmetic.Add(left(frame), right(frame), frame.Session, site),
            BinaryOperator.Subtract => (in frame) => Arithmetic.Subtract(left(frame), right(frame), frame.Session, site),
            BinaryOperator.Multiply => (in frame) => Arithmetic.Multiply(left(frame), right(frame), frame.Session, site),
            BinaryOperator.Divide => (in frame) => Arithmetic.Divide(left(frame), right(frame), frame.Session, site),
            BinaryOperator.Power => (in frame) => Arithmetic.Power(left(frame), right(frame), frame.Session, site),
            BinaryOperator.Equal => (in frame) => Comparison.Equal(left(frame), right(frame), frame.Session, site),
            BinaryOperator.NotEqual => (in frame) => Logic.Not(Comparison.Equal(left(frame), right(frame), frame.Session, site)),
            BinaryOperator.Less => (in frame) => Comparison.Less(left(frame), right(frame), false, frame.Session, site),
            BinaryOperator.LessOrEqual => (in frame) => Comparison.Less(left(frame), right(frame), true, frame.Session, site),
            BinaryOperator.Greater => (in frame) => Comparison.Less(right(frame), left(frame), false, frame.Session, site),
            BinaryOperator.GreaterOrEqual => (in frame) => Comparison.Less(right(frame), left(frame), true, frame.Session, site),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };
    }

    private Eval Conjunction(Node.And node)
    {
        Eval[] operands = [.. node.Operands.Select(Expression)];
        var site = SiteOf(node);
        return (in frame) =>
        {
            var result = FeelValue.True;
            foreach (var operand in operands)
            {
                var value = operand(frame);
                if (!value.TryGetBoolean(out var yes)) result = Logic.NotBoolean(value, "and", frame.Session, site);
                else if (!yes) return FeelValue.False;
            }

            return result;
        };
    }

    private Eval Disjunction(Node.Or node)
    {
        Eval[] operands = [.. node.Operands.Select(Expression)];
        var site = SiteOf(node);
        return (in frame) =>
        {
            var result = FeelValue.False;
            foreach (var operand in operands)
            {
                var value = operand(frame);
                if (!value.TryGetBoolean(out var yes)) result = Logic.NotBoolean(value, "or", frame.Session, site);
                else if (yes) return FeelValue.True;
            }

            return result;
        };
    }

    private Eval If(Node.If node)
    {
        var (condition, then, otherwise, site) = (Expression(node.Condition), Expression(node.Then), Expression(node.Else), SiteOf(node));
        return (in frame) =>
        {
            var value = condition(frame);
            if (!value.IsNull && value.Kind != FeelKind.Boolean) return Logic.NotBoolean(value, "if", frame.Session, site);
            return value.IsTrue ? then(frame) : otherwise(frame);
        };
    }

    private Eval Between(Node.Between node)
    {
        var (value, low, high, site) = (Expression(node.Value), Expression(node.Low), Expression(node.High), SiteOf(node));
        return (in frame) =>
        {
            var middle = value(frame);
            var above = Comparison.Less(low(frame), middle, true, frame.Session, site);
            var below = Comparison.Less(middle, high(frame), true, frame.Session, site);
            return Logic.And(above, below);
        };
    }

    private Eval InstanceOf(Node.InstanceOf node)
    {
        var (value, type) = (Expression(node.Value), node.Type);
        return (in frame) => type.Holds(value(frame));
    }

    private Eval Range(Node.Range node)
    {
        var low = node.Low is null ? Constant(default) : Expression(node.Low);
        var high = node.High is null ? Constant(default) : Expression(node.High);
        var (hasLow, hasHigh, site) = (node.Low is not null, node.High is not null, SiteOf(node));
        return (in frame) =>
        {
            var (from, to) = (low(frame), high(frame));
            return Comparison.RangeError(from, to) is { } error
                ? frame.Session.Because(site, error)
                : FeelValue.Of(new Payload.Interval(from, node.LowIncluded, to, node.HighIncluded, hasLow, hasHigh));
        };
    }

    private Eval List(Node.List node)
    {
        Eval[] items = [.. node.Items.Select(Expression)];
        if (node.Items.Items.All(item => item is Node.Literal))
            return Constant(FeelValue.List(node.Items.Select(item => ((Node.Literal)item).Value)));
        return (in frame) =>
        {
            var values = new FeelValue[items.Length];
            for (var i = 0; i < items.Length; i++) values[i] = items[i](frame);
            return Make.List(values, frame.Session);
        };
    }

    private Eval Context(Node.Context node)
    {
        var keys = new string[node.Entries.Count];
        var (values, places) = (new Eval[keys.Length], new int[keys.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            var (key, value) = node.Entries[i];
            keys[i] = key;
            places[i] = _frame.Locals.Count;
            // The own name is visible only inside a function, which runs later: recursion.
            if (value is Node.Function function)
            {
                _frame.Open(key);
                values[i] = Function(function, places[i]);
            }
            else
            {
                values[i] = WithPlaceTaken(() => Expression(value));
                _frame.Open(key);
            }
        }

        _frame.Close(keys.Length);
        return (in frame) =>
        {
            var builder = new FeelContext.Builder(keys.Length);
            for (var i = 0; i < keys.Length; i++)
            {
                var value = values[i](frame);
                frame.Locals[places[i]] = value;
                builder.Set(keys[i], value);
            }

            return Make.Context(builder, frame.Session);
        };
    }

    private Eval WithPlaceTaken(Func<Eval> compile)
    {
        _frame.Open(null);
        var eval = compile();
        _frame.Close(1);
        return eval;
    }
}
