using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>
/// What the text alone tells of a value's type: enough to tell what a function literal gives (DMN 1.5, clause 10.3.2.9, types of
/// functions). What it does not tell is any.
/// </summary>
internal static class TypeOf
{
    private static readonly FeelType s_any = new FeelType.Any();
    private static readonly FeelType s_boolean = new FeelType.Simple(FeelKind.Boolean);
    private static readonly FeelType s_number = new FeelType.Simple(FeelKind.Number);
    private static readonly FeelType s_string = new FeelType.Simple(FeelKind.String);

    public static FeelType Function(ValueList<Parameter> parameters, Node body, IReadOnlyList<Parameter> known) => new FeelType.FunctionOf(
        [.. parameters.Select(parameter => parameter.Type ?? s_any)],
        Expression(body, [.. parameters, .. known]));

    /// <param name="node">The expression.</param>
    /// <param name="known">The parameters around it, the nearest first.</param>
    private static FeelType Expression(Node node, IReadOnlyList<Parameter> known) => node switch
    {
        Node.Literal literal => new FeelType.Simple(literal.Value.Kind),
        Node.Name name => known.FirstOrDefault(parameter => parameter.Name == name.Text)?.Type ?? s_any,
        Node.Negate negate => Expression(negate.Operand, known),
        Node.Binary binary => Binary(binary, known),
        Node.And or Node.Or or Node.Quantified or Node.Between or Node.In or Node.InstanceOf => s_boolean,
        Node.If choice => Common(Expression(choice.Then, known), Expression(choice.Else, known)),
        Node.For loop => new FeelType.ListOf(Expression(loop.Return, [.. loop.Iterators.Select(iterator => new Parameter(iterator.Name, null)), .. known])),
        Node.List list => new FeelType.ListOf(list.Items.Select(item => Expression(item, known)).DefaultIfEmpty(new FeelType.Simple(FeelKind.Null)).Aggregate(Common)),
        Node.Context context => new FeelType.ContextOf([.. context.Entries.Select(entry => new Parameter(entry.Key, Expression(entry.Value, [])))]),
        Node.Function function => Function(function.Parameters, function.Body, known),
        Node.Call { Callee: Node.Name name } => known.Any(parameter => parameter.Name == name.Text) ? s_any : Called(name.Text),
        Node.Range or Node.Sameness => new FeelType.Simple(FeelKind.Range),
        Node.Path or Node.Filter or Node.Call => s_any,
    };

    private static FeelType Binary(Node.Binary binary, IReadOnlyList<Parameter> known)
    {
        if (binary.Operator >= BinaryOperator.Equal) return s_boolean;
        var (left, right) = (Expression(binary.Left, known), Expression(binary.Right, known));
        return left == right && (left == s_number || (left == s_string && binary.Operator is BinaryOperator.Add)) ? left : s_any;
    }

    private static FeelType Common(FeelType one, FeelType other) => one.ConformsTo(other) ? other : other.ConformsTo(one) ? one : s_any;

    /// <summary>What a built-in gives.</summary>
    public static FeelType Called(string name) => name switch
    {
        "string" or "substring" or "upper case" or "lower case" or "substring before" or "substring after" or "replace" or "string join"
            or "day of week" or "month of year" => s_string,
        "number" or "string length" or "count" or "floor" or "ceiling" or "decimal" or "round up" or "round down" or "round half up"
            or "round half down" or "modulo" or "sqrt" or "log" or "exp" or "day of year" or "week of year" => s_number,
        "not" or "contains" or "starts with" or "ends with" or "matches" or "list contains" or "all" or "any" or "odd" or "even" or "is" => s_boolean,
        "date" or "today" => new FeelType.Simple(FeelKind.Date),
        "time" => new FeelType.Simple(FeelKind.Time),
        "date and time" or "now" => new FeelType.Simple(FeelKind.DateTime),
        "years and months duration" => new FeelType.Simple(FeelKind.YearsMonthsDuration),
        _ => s_any,
    };
}
