using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Compilation;

// Unary tests: a value against the cell of a table, or against what stands behind "in".
internal sealed partial class Compiler
{
    /// <summary>Whether any test holds for the value in place 0, which is also named <c>?</c>.</summary>
    public Eval Tests(ValueList<Node> tests, bool negated)
    {
        var input = _frame.Open(Parser.Input);
        var any = AnyOf([.. tests.Select(test => Test(test, input))]);
        if (!negated) return any;
        return (in frame) => Logic.Not(any(frame));
    }

    private Eval In(Node.In node)
    {
        var value = Expression(node.Value);
        var subject = _frame.Open(null);
        var any = AnyOf([.. node.Tests.Select(test => Test(test, subject))]);
        _frame.Close(1);
        return (in frame) =>
        {
            frame.Locals[subject.Index] = value(frame);
            return any(frame);
        };
    }

    private static Eval AnyOf(Eval[] tests)
    {
        if (tests is [var only]) return only;
        return (in frame) =>
        {
            var result = FeelValue.False;
            foreach (var test in tests)
            {
                var value = test(frame);
                if (value.IsTrue) return value;
                if (value.IsNull) result = value;
            }

            return result;
        };
    }

    private Eval Test(Node test, FrameScope.Local subject)
    {
        var (place, site) = (subject.Index, SiteOf(test));
        switch (test)
        {
            case Node.Literal { Value: var value }: return LiteralTest(value, place, site);
            case Node.Range range: return RangeTest(range, place, site);
            case Node.Sameness sameness:
                var (wanted, same) = (Expression(sameness.Value), sameness.Same);
                return (in frame) =>
                {
                    var equal = Comparison.Equal(frame.Locals[place], wanted(frame), frame.Session, site);
                    return same ? equal : Logic.Not(equal);
                };
        }

        var usedBefore = subject.IsUsed;
        subject.IsUsed = false;
        var expression = Expression(test);
        var asks = subject.IsUsed || AnswersYesOrNo(test);
        subject.IsUsed |= usedBefore;
        if (asks) return (in frame) => Membership.Answer(expression(frame), frame.Session, site);
        return (in frame) => Membership.Test(frame.Locals[place], expression(frame), frame.Session, site);
    }

    /// <summary>The commonest cells, a word or a number, without a walk over kinds.</summary>
    private static Eval LiteralTest(FeelValue wanted, int place, Values.Site site)
    {
        if (wanted.StringOrNull is { } text)
        {
            return (in frame) => frame.Locals[place].StringOrNull is { } found
                ? string.Equals(found, text, StringComparison.Ordinal)
                : Membership.Test(frame.Locals[place], wanted, frame.Session, site);
        }

        return (in frame) => Membership.Test(frame.Locals[place], wanted, frame.Session, site);
    }

    private Eval RangeTest(Node.Range node, int place, Values.Site site)
    {
        var range = Range(node);
        if (node is { Low: null or Node.Literal, High: null or Node.Literal })
        {
            var fixedRange = range(new Frame([], [], new FeelSession(default)));
            if (fixedRange.Kind == FeelKind.Range)
                return (in frame) => Membership.Test(frame.Locals[place], fixedRange, frame.Session, site);
        }

        return (in frame) => Membership.Test(frame.Locals[place], range(frame), frame.Session, site);
    }

    /// <summary>Whether a test is a question in itself, not a value to be compared.</summary>
    private static bool AnswersYesOrNo(Node node) => node switch
    {
        Node.Binary binary => binary.Operator >= BinaryOperator.Equal,
        Node.And or Node.Or or Node.Quantified or Node.Between or Node.In or Node.InstanceOf => true,
        Node.Call { Callee: Node.Name { Text: "not" } } => true,
        _ => false,
    };
}
