using CsCheck;
using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Tests.Printing;

public sealed class PrintingTests
{
    private static readonly FeelScope s_scope = new(Trees.Names);

    [Fact]
    public void A_tree_printed_and_read_is_the_same_tree() => Gen.Int.Sample(seed =>
    {
        var tree = new Trees(seed).Tree(4);
        var text = Printer.Print(tree);
        if (text.Length > 50_000) return;

        var (read, findings) = Parser.Expression(text, s_scope);

        Assert.True(findings.All(finding => finding.Severity != Severity.Error), $"{text}\n{string.Join('\n', findings.Select(finding => finding.Message))}");
        Assert.Equal(Shape(tree), Shape(read));
        Assert.Equal(text, Printer.Print(read));
    }, iter: Fuzz.Inputs / 4);

    [Fact]
    public void A_random_tree_evaluates_to_a_value_or_runs_out_and_never_throws() => Gen.Int.Sample(seed =>
    {
        var text = Printer.Print(new Trees(seed).Tree(5));
        var session = Feel.Session(new FeelLimits(2_000, 100, 200_000));
        var value = FeelExpression.Compile(text, s_scope).Value?.Evaluate(FeelContext.Of(("a", 1), ("b c", "x"), ("d-e", FeelValue.List([1, 2]))), session);
        if (value is { } found) Assert.NotNull(found.ToString());
    }, iter: Fuzz.Inputs / 4);

    [Fact]
    public void An_offending_printer_would_be_caught() =>
        Assert.NotEqual(Shape(Parser.Expression("1 - (2 - 3)", s_scope).Tree), Shape(Parser.Expression("1 - 2 - 3", s_scope).Tree));

    /// <summary>The tree without its places in the text.</summary>
    private static string Shape(Node node) => node switch
    {
        Node.Literal literal => $"literal {literal.Value}",
        Node.Name name => $"name {name.Text}",
        Node.Negate negate => Of("negate", negate.Operand),
        Node.Binary binary => Of($"{binary.Operator}", binary.Left, binary.Right),
        Node.And and => Of("and", [.. and.Operands]),
        Node.Or or => Of("or", [.. or.Operands]),
        Node.If choice => Of("if", choice.Condition, choice.Then, choice.Else),
        Node.For loop => Of($"for {Names(loop.Iterators)}", [.. Sources(loop.Iterators), loop.Return]),
        Node.Quantified quantified => Of($"{quantified.Every} {Names(quantified.Iterators)}", [.. Sources(quantified.Iterators), quantified.Satisfies]),
        Node.Between between => Of("between", between.Value, between.Low, between.High),
        Node.In test => Of("in", [test.Value, .. test.Tests]),
        Node.InstanceOf instance => Of($"instance of {Printer.Type(instance.Type)}", instance.Value),
        Node.Path path => Of($"path {path.Member}", path.Source),
        Node.Filter filter => Of("filter", filter.Source, filter.Condition),
        Node.List list => Of("list", [.. list.Items]),
        Node.Context context => Of($"context {string.Join(',', context.Entries.Select(entry => entry.Key))}", [.. context.Entries.Select(entry => entry.Value)]),
        Node.Range range => Of($"range {range.LowIncluded} {range.HighIncluded}", range.Low, range.High),
        Node.Sameness sameness => Of($"same {sameness.Same}", sameness.Value),
        Node.Function function => Of(
            $"function {string.Join(',', function.Parameters.Select(parameter => $"{parameter.Name}: {(parameter.Type is null ? "" : Printer.Type(parameter.Type))}"))}", function.Body),
        Node.Call call => Of($"call {string.Join(',', call.Arguments.Select(argument => argument.Name))}", [call.Callee, .. call.Arguments.Select(argument => argument.Value)]),
    };

    private static string Of(string what, params Node?[] parts) => $"({what} {string.Join(' ', parts.Select(part => part is null ? "-" : Shape(part)))})";

    private static string Names(ValueList<Iterator> iterators) => string.Join(',', iterators.Select(iterator => iterator.Name));

    private static IEnumerable<Node?> Sources(ValueList<Iterator> iterators) => iterators.SelectMany<Iterator, Node?>(iterator => [iterator.Source, iterator.End]);
}
