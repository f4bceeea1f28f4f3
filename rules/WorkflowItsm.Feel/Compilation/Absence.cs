using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>
/// What a tree can answer where certain names are null and nothing is known of the others. Claims no less than what can come out:
/// what it leaves out certainly does not.
/// </summary>
internal sealed class Absence(IReadOnlyCollection<string> missing)
{
    private const FeelAnswers Truth = FeelAnswers.True | FeelAnswers.False | FeelAnswers.Null;

    public FeelAnswers Of(Node node) => node switch
    {
        Node.Literal literal => Of(literal.Value),
        Node.Name name => missing.Contains(name.Text) ? FeelAnswers.Null : FeelAnswers.Any,
        Node.Negate negate => Nothing(negate.Operand) ? FeelAnswers.Null : FeelAnswers.Any,
        Node.Path path => Nothing(path.Source) ? FeelAnswers.Null : FeelAnswers.Any,
        Node.Filter { Condition: Node.Literal { Value.Kind: FeelKind.Number } } filter => Nothing(filter.Source) ? FeelAnswers.Null : FeelAnswers.Any,
        Node.Between between => Nothing(between.Value) ? FeelAnswers.Null : Truth,
        Node.Binary { Operator: BinaryOperator.Equal } binary => Same(binary),
        Node.Binary { Operator: BinaryOperator.NotEqual } binary => Not(Same(binary)),
        Node.Binary binary when Nothing(binary.Left) || Nothing(binary.Right) => FeelAnswers.Null,
        Node.Binary { Operator: > BinaryOperator.NotEqual } => Truth,
        Node.And and => and.Operands.Select(Of).Aggregate(FeelAnswers.True, And),
        Node.Or or => Not(or.Operands.Select(operand => Not(Of(operand))).Aggregate(FeelAnswers.True, And)),
        Node.If choice => If(choice),
        Node.Call { Callee: Node.Name { Text: "not" }, Arguments: [{ Value: var operand }] } => Not(Of(operand)),
        Node.In or Node.InstanceOf or Node.Quantified => Truth,
        _ => FeelAnswers.Any,
    };

    private static FeelAnswers Of(FeelValue value) =>
        value.IsNull ? FeelAnswers.Null
        : !value.TryGetBoolean(out var flag) ? FeelAnswers.Other
        : flag ? FeelAnswers.True : FeelAnswers.False;

    private bool Nothing(Node node) => Of(node) == FeelAnswers.Null;

    private FeelAnswers Same(Node.Binary binary)
    {
        var (left, right) = (Of(binary.Left), Of(binary.Right));
        if (left != FeelAnswers.Null && right != FeelAnswers.Null) return Truth;
        var other = left == FeelAnswers.Null ? right : left;
        return (other.HasFlag(FeelAnswers.Null) ? FeelAnswers.True : FeelAnswers.None)
            | (other == FeelAnswers.Null ? FeelAnswers.None : FeelAnswers.False);
    }

    /// <summary>What is no boolean counts as null.</summary>
    private static FeelAnswers Not(FeelAnswers answers) =>
        (answers.HasFlag(FeelAnswers.True) ? FeelAnswers.False : FeelAnswers.None)
        | (answers.HasFlag(FeelAnswers.False) ? FeelAnswers.True : FeelAnswers.None)
        | ((answers & (FeelAnswers.Null | FeelAnswers.Other)) != 0 ? FeelAnswers.Null : FeelAnswers.None);

    private static FeelAnswers And(FeelAnswers one, FeelAnswers other)
    {
        var (first, second) = (Not(Not(one)), Not(Not(other)));
        var answers = FeelAnswers.None;
        if (((first | second) & FeelAnswers.False) != 0) answers |= FeelAnswers.False;
        if ((first & second & FeelAnswers.True) != 0) answers |= FeelAnswers.True;
        if ((first.HasFlag(FeelAnswers.Null) && second != FeelAnswers.False) || (second.HasFlag(FeelAnswers.Null) && first != FeelAnswers.False))
            answers |= FeelAnswers.Null;
        return answers;
    }

    /// <summary>False and null take the other way; what is no boolean gives null.</summary>
    private FeelAnswers If(Node.If choice)
    {
        var condition = Of(choice.Condition);
        return (condition.HasFlag(FeelAnswers.True) ? Of(choice.Then) : FeelAnswers.None)
            | ((condition & (FeelAnswers.False | FeelAnswers.Null)) != 0 ? Of(choice.Else) : FeelAnswers.None)
            | (condition.HasFlag(FeelAnswers.Other) ? FeelAnswers.Null : FeelAnswers.None);
    }
}
