using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WorkflowItsm.Architecture.Tests.Laws;

/// <summary>
/// Every sentence of a project has a Chinese counterpart. It reads the source as the compiler does: what becomes a <c>Sentence</c> is one
/// of constant words, or an interpolated string that keeps its words apart; a text that is only known at run time could not be told.
/// </summary>
internal static partial class SentenceLaw
{
    /// <summary>The words of all sentences of a source, with a mark for each value; what loses its words is an offence.</summary>
    public static (IReadOnlyList<string> Forms, IReadOnlyList<string> Offences) Read(string assembly, IEnumerable<(string Path, string Text)> sources, IEnumerable<MetadataReference> references)
    {
        SyntaxTree[] trees = [.. sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, path: source.Path))];
        var compilation = CSharpCompilation.Create(assembly, trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var (forms, offences) = (new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var expression in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
                if (expression is not CastExpressionSyntax && IsSentence(model.GetTypeInfo(expression).ConvertedType) && model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_String)
                    Collect(expression, model, forms, offences);
            foreach (var cast in tree.GetRoot().DescendantNodes().OfType<CastExpressionSyntax>().Where(cast => IsSentence(model.GetTypeInfo(cast).Type)))
                if (model.GetTypeInfo(cast.Expression).Type?.SpecialType == SpecialType.System_String)
                    Collect(cast.Expression, model, forms, offences);
        }

        return ([.. forms], offences);
    }

    /// <summary>What a book lacks, and pairs whose marks differ.</summary>
    public static IEnumerable<string> Offences(string project, IReadOnlyList<string> forms, IReadOnlyDictionary<string, string> book) =>
    [
        .. forms.Where(form => form.Any(char.IsLetter) && !book.ContainsKey(form) && Marks().Replace(form, "").Any(char.IsLetter))
            .Select(form => $"{project}: no Chinese for: {form}"),
        .. book.Where(pair => !Numbers(pair.Key).SetEquals(Numbers(pair.Value))).Select(pair => $"{project}: other marks than the English: {pair.Key} = {pair.Value}"),
    ];

    private static void Collect(ExpressionSyntax expression, SemanticModel model, SortedSet<string> forms, List<string> offences)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                Collect(inner.Expression, model, forms, offences);
                break;
            case ConditionalExpressionSyntax choice when !model.GetConstantValue(choice).HasValue:
                Constant(choice.WhenTrue, model, forms, offences);
                Constant(choice.WhenFalse, model, forms, offences);
                break;
            case SwitchExpressionSyntax choice:
                foreach (var arm in choice.Arms) Constant(arm.Expression, model, forms, offences);
                break;
            case InterpolatedStringExpressionSyntax or BinaryExpressionSyntax when Form(expression) is { } form:
                forms.Add(form);
                if (expression.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(IsRow) is { } row)
                    offences.Add($"{expression.SyntaxTree.FilePath}:{expression.GetLocation().GetLineSpan().StartLinePosition.Line + 1} puts a row between commas in every language; take Sentence.Listed or Quoted: {row}");
                break;
            default:
                Constant(expression, model, forms, offences);
                break;
        }
    }

    private static void Constant(ExpressionSyntax expression, SemanticModel model, SortedSet<string> forms, List<string> offences)
    {
        if (expression is ConditionalExpressionSyntax or SwitchExpressionSyntax or ParenthesizedExpressionSyntax) Collect(expression, model, forms, offences);
        else if (expression is ThrowExpressionSyntax) return;
        else if (model.GetConstantValue(expression) is { HasValue: true, Value: string text }) forms.Add(Escaped(text));
        else offences.Add($"{expression.SyntaxTree.FilePath}:{expression.GetLocation().GetLineSpan().StartLinePosition.Line + 1} makes its words at run time: {expression}");
    }

    /// <summary>The words of an interpolated string, or of several that are joined; null where a part is something else.</summary>
    private static string? Form(ExpressionSyntax expression)
    {
        var count = 0;
        return Parts(expression) is { } parts
            ? string.Concat(parts.SelectMany(part => part.Contents).Select(content => content is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : $"{{{count++}}}"))
            : null;
    }

    private static IEnumerable<InterpolatedStringExpressionSyntax>? Parts(ExpressionSyntax expression) => expression switch
    {
        InterpolatedStringExpressionSyntax part => [part],
        BinaryExpressionSyntax sum when Parts(sum.Left) is { } left && Parts(sum.Right) is { } right => left.Concat(right),
        _ => null,
    };

    private static bool IsRow(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Join", Expression: PredefinedTypeSyntax }
        && call.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax { Token.Value: ", " };

    private static string Escaped(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static bool IsSentence(ITypeSymbol? type) => type?.ToDisplayString(NullableFlowState.NotNull) == "WorkflowItsm.Feel.Sentence";

    private static HashSet<string> Numbers(string form) => [.. Marks().Matches(form).Select(match => match.Value)];

    [GeneratedRegex(@"(?<!\{)\{\d+\}")]
    private static partial Regex Marks();
}
