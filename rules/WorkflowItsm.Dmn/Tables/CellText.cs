using System.Text.RegularExpressions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tables;

/// <summary>
/// Looks at the text of a cell for what a table check needs: whether it tests against plain literals only, and which.
/// What a cell means is left to FEEL; this only finds the values at which its answer can change.
/// </summary>
internal static partial class CellText
{
    /// <summary>
    /// The literals of a cell; null where it holds anything but literals, comparisons, ranges, lists of tests and <c>not</c>.
    /// </summary>
    public static List<FeelValue>? Literals(string text) => Scan(text, listOnly: false);

    /// <summary>The values of a plain list of literals in their order; empty for any other text.</summary>
    public static ValueList<FeelValue> Listed(string text) => Scan(text, listOnly: true)?.ToValueList() ?? [];

    private static List<FeelValue>? Scan(string text, bool listOnly)
    {
        List<FeelValue> literals = [];
        var at = 0;
        while (at < text.Length)
        {
            var token = Token().Match(text, at);
            if (!token.Success || (listOnly && token.Groups["mark"] is { Success: true, Value: not "," })) return null;
            if (token.Groups["literal"] is { Success: true } literal)
            {
                if (FeelExpression.Compile(literal.Value, _noNames).Value is not { } expression) return null;
                literals.Add(expression.Evaluate(FeelContext.Empty, new FeelSession(DateTimeOffset.UnixEpoch)));
            }
            at += token.Length;
        }
        return literals;
    }

    private static readonly FeelScope _noNames = new([]);

    [GeneratedRegex("""
        \G\s*(?:(?<literal>"(?:[^"\\]|\\.)*"|-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)|true\b|false\b|null\b)|(?<mark><=|>=|!=|\.\.|[=<>,()[\]]|not\b))\s*
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Token();
}
