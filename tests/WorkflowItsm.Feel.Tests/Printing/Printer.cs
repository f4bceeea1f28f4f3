using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Tests.Printing;

/// <summary>A tree as text that gives the same tree again. Every part stands in parentheses, so that no precedence is needed.</summary>
internal static class Printer
{
    public static string Print(Node node) => node switch
    {
        Node.Literal literal => literal.Value.ToString(),
        Node.Name name => name.Text,
        Node.Negate negate => $"-{In(negate.Operand)}",
        Node.Binary binary => $"{In(binary.Left)} {Sign(binary.Operator)} {In(binary.Right)}",
        Node.And and => string.Join(" and ", and.Operands.Select(In)),
        Node.Or or => string.Join(" or ", or.Operands.Select(In)),
        Node.If choice => $"if {In(choice.Condition)} then {In(choice.Then)} else {In(choice.Else)}",
        Node.For loop => $"for {Iterators(loop.Iterators)} return {In(loop.Return)}",
        Node.Quantified quantified => $"{(quantified.Every ? "every" : "some")} {Iterators(quantified.Iterators)} satisfies {In(quantified.Satisfies)}",
        Node.Between between => $"{In(between.Value)} between {In(between.Low)} and {In(between.High)}",
        Node.In test => $"{In(test.Value)} in ({string.Join(", ", test.Tests.Select(Test))})",
        Node.InstanceOf instance => $"{In(instance.Value)} instance of {Type(instance.Type)}",
        Node.Path path => $"{In(path.Source)}.{path.Member}",
        Node.Filter filter => $"{In(filter.Source)}[{In(filter.Condition)}]",
        Node.List list => $"[{string.Join(", ", list.Items.Select(In))}]",
        Node.Context context => $"{{{string.Join(", ", context.Entries.Select(entry => $"{entry.Key}: {In(entry.Value)}"))}}}",
        Node.Range { Low: null } range => $"({(range.HighIncluded ? "<=" : "<")} {In(range.High!)})",
        Node.Range { High: null } range => $"({(range.LowIncluded ? ">=" : ">")} {In(range.Low)})",
        Node.Range range => $"{(range.LowIncluded ? '[' : '(')}{In(range.Low)}..{In(range.High)}{(range.HighIncluded ? ']' : ')')}",
        Node.Sameness sameness => $"({(sameness.Same ? "=" : "!=")} {In(sameness.Value)})",
        Node.Function function => $"function({string.Join(", ", function.Parameters.Select(Parameter))}) {In(function.Body)}",
        Node.Call call => $"{In(call.Callee)}({string.Join(", ", call.Arguments.Select(argument => argument.Name is { } name ? $"{name}: {In(argument.Value)}" : In(argument.Value)))})",
    };

    public static string Type(FeelType type) => type switch
    {
        FeelType.Any => "Any",
        FeelType.Simple simple => simple.Kind switch
        {
            FeelKind.Null => "Null",
            FeelKind.Boolean => "boolean",
            FeelKind.Number => "number",
            FeelKind.String => "string",
            FeelKind.Date => "date",
            FeelKind.Time => "time",
            FeelKind.DateTime => "date and time",
            FeelKind.YearsMonthsDuration => "years and months duration",
            FeelKind.DaysTimeDuration => "days and time duration",
            FeelKind.List => "list",
            FeelKind.Context => "context",
            FeelKind.Range => "range",
            _ => "function",
        },
        FeelType.ListOf list => $"list<{Type(list.Item)}>",
        FeelType.RangeOf range => $"range<{Type(range.Item)}>",
        FeelType.ContextOf context => $"context<{string.Join(", ", context.Members.Select(member => $"{member.Name}: {Type(member.Type!)}"))}>",
        FeelType.FunctionOf function => $"function<{string.Join(", ", function.Parameters.Select(Type))}>->{Type(function.Result)}",
        FeelType.Named named => named.Name,
    };

    private static string In(Node node) => node is Node.Name or Node.List or Node.Context or Node.Range { Low: not null, High: not null } ? Print(node) : $"({Print(node)})";

    /// <summary>A comparison without a left side stands bare behind <c>in</c>.</summary>
    private static string Test(Node node) => node is Node.Range { Low: null } or Node.Range { High: null } or Node.Sameness ? Print(node)[1..^1] : In(node);

    private static string Iterators(ValueList<Iterator> iterators) => string.Join(
        ", ", iterators.Select(iterator => $"{iterator.Name} in {In(iterator.Source)}{(iterator.End is null ? "" : $"..{In(iterator.End)}")}"));

    private static string Parameter(Parameter parameter) => parameter.Type is null ? parameter.Name : $"{parameter.Name}: {Type(parameter.Type)}";

    private static string Sign(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Power => "**",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        _ => ">=",
    };
}
