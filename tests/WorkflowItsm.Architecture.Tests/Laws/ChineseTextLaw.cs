using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WorkflowItsm.Architecture.Tests.Laws;

/// <summary>
/// Chinese texts are written as Chinese is: no blank behind a full-width sign, no sign of English behind a Chinese letter, and names in a
/// row between 、 and in “”, not between commas.
/// </summary>
internal static partial class ChineseTextLaw
{
    /// <summary>What a text offends.</summary>
    public static IEnumerable<string> Offences(string text) => Smell().Matches(text).Select(found => found.Value);

    /// <summary>What the texts of a source offend, each with its place.</summary>
    public static IEnumerable<string> Offences(string path, string source)
    {
        foreach (var node in CSharpSyntaxTree.ParseText(source, path: path).GetRoot().DescendantNodes())
        {
            var (words, holes) = node switch
            {
                LiteralExpressionSyntax { Token.Value: string value } => (value, []),
                InterpolatedStringExpressionSyntax whole => (
                    string.Concat(whole.Contents.Select(part => part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "{}")),
                    whole.Contents.OfType<InterpolationSyntax>().Select(part => part.Expression).ToArray()),
                _ => ("", Array.Empty<ExpressionSyntax>()),
            };
            if (!Letter().IsMatch(words)) continue;
            var place = $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
            foreach (var smell in Offences(words)) yield return $"{place}: Chinese is not written so: {smell}";
            foreach (var hole in holes.Where(hole => Commas(hole) || Origin(hole) is { } origin && Commas(origin)))
                yield return $"{place}: a row between commas in a Chinese text, {hole}; take Sentence.Listed or Quoted, or join by 、.";
        }
    }

    /// <summary>Whether an expression puts a row between commas itself.</summary>
    private static bool Commas(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Join", Expression: PredefinedTypeSyntax }
        && call.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax { Token.Value: ", " });

    /// <summary>What a local variable was made of.</summary>
    private static ExpressionSyntax? Origin(ExpressionSyntax expression) => expression is not IdentifierNameSyntax name ? null
        : name.Ancestors().OfType<MemberDeclarationSyntax>().First().DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault(made => made.Identifier.Text == name.Identifier.Text)?.Initializer?.Value;

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Letter();

    [GeneratedRegex(@"[。，；：！？、] (?!/|\s*$)|[\p{IsCJKUnifiedIdeographs}”」）][,;:!?](?=\s|\p{IsCJKUnifiedIdeographs}|$)|\p{IsCJKUnifiedIdeographs}'|'\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Smell();
}
