using WorkflowItsm.Feel.Builtins;
using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>What can be said of the tests of a cell without an input.</summary>
/// <param name="Turns">The values at which the answer can change; null where it depends on more than comparing the input with constants, or on the order of texts.</param>
/// <param name="Listed">The values in the order written, where the tests are a list of constants and nothing else; else empty.</param>
internal sealed record Outline(ValueList<FeelValue>? Turns, ValueList<FeelValue> Listed)
{
    public static Outline Of(string text, ValueList<Node> tests, bool negated)
    {
        var reading = new Reading(text);
        var isPlain = tests.All(reading.Test);
        if (!isPlain) return new(null, []);
        var isList = !negated && tests.All(test => Constancy.IsConstant(test) && test is not Node.Range);
        return new([.. reading.Turns.Distinct()], isList && reading.Turns.Count == tests.Count ? [.. reading.Turns] : []);
    }

    private sealed class Reading(string text)
    {
        public List<FeelValue> Turns { get; } = [];

        /// <summary>Notes the turns of a test; false when it is more than comparisons of the input with constants.</summary>
        public bool Test(Node test) => test switch
        {
            Node.Range range => End(range.Low) && End(range.High),
            Node.Sameness sameness => Constant(sameness.Value),
            Node.And and => and.Operands.All(Test),
            Node.Or or => or.Operands.All(Test),
            Node.Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual } binary =>
                (IsInput(binary.Left) && Constant(binary.Right)) || (IsInput(binary.Right) && Constant(binary.Left)),
            Node.Binary { Operator: > BinaryOperator.NotEqual } binary =>
                (IsInput(binary.Left) && End(binary.Right)) || (IsInput(binary.Right) && End(binary.Left)),
            Node.Between between => IsInput(between.Value) && End(between.Low) && End(between.High),
            Node.In inside => IsInput(inside.Value) && inside.Tests.All(Test),
            Node.Call { Callee: Node.Name { Text: "not" }, Arguments: [{ Value: var inner }] } => Test(inner),
            _ => Constant(test),
        };

        private static bool IsInput(Node node) => node is Node.Name { Text: Parser.Input };

        private bool Constant(Node node) => Constancy.IsConstant(node) && Note(Constancy.Evaluate(node, text));

        /// <summary>The end of a range. What lies between two texts is not looked at.</summary>
        private bool End(Node? node)
        {
            if (node is null) return true;
            if (!Constancy.IsConstant(node)) return false;
            var value = Constancy.Evaluate(node, text);
            return value.Kind != FeelKind.String && Note(value);
        }

        private bool Note(FeelValue value)
        {
            switch (value.Kind)
            {
                case FeelKind.Range:
                    var range = value.IntervalOrNull!;
                    return range.Low.Kind != FeelKind.String && range.High.Kind != FeelKind.String
                        && (!range.HasLow || Note(range.Low)) && (!range.HasHigh || Note(range.High));
                case FeelKind.List:
                    foreach (var item in value.Items)
                        if (!Note(item)) return false;
                    return true;
                case FeelKind.Context or FeelKind.Function:
                    return false;
                default:
                    Turns.Add(value);
                    return true;
            }
        }
    }
}

/// <summary>Whether a tree has one value, whatever the data and the time are.</summary>
internal static class Constancy
{
    public static bool IsConstant(Node node) => node switch
    {
        Node.Literal => true,
        Node.Negate negate => IsConstant(negate.Operand),
        Node.Binary binary => IsConstant(binary.Left) && IsConstant(binary.Right),
        Node.And and => and.Operands.All(IsConstant),
        Node.Or or => or.Operands.All(IsConstant),
        Node.If choice => IsConstant(choice.Condition) && IsConstant(choice.Then) && IsConstant(choice.Else),
        Node.Range range => (range.Low is null || IsConstant(range.Low)) && (range.High is null || IsConstant(range.High)),
        Node.List list => list.Items.All(IsConstant),
        Node.Context context => context.Entries.All(entry => IsConstant(entry.Value)),
        Node.Call { Callee: Node.Name { Text: not ("now" or "today") } name } call =>
            BuiltinTable.Find(name.Text) is not null && call.Arguments.All(argument => IsConstant(argument.Value)),
        _ => false,
    };

    public static FeelValue Evaluate(Node node, string text)
    {
        var compiler = new Compiler(text, FeelScope.Empty);
        var eval = compiler.Expression(node);
        var session = new FeelSession(default);
        var locals = session.Push(compiler.Places);
        var value = eval(new Frame([], locals, session));
        return session.IsExhausted ? FeelValue.Null : value;
    }
}
