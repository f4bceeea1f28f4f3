using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WorkflowItsm.Conformance.Betsy;

/// <summary>Rewrites the suite's expressions into FEEL before a model is read.</summary>
internal static partial class BetsyExpressions
{
    private static readonly string[] _holders =
        ["conditionExpression", "condition", "loopCondition", "loopCardinality", "completionCondition", "activationCondition"];

    /// <summary>The model with its expressions in FEEL; nothing else is changed.</summary>
    public static byte[] Rewrite(string file)
    {
        var document = XDocument.Load(file, LoadOptions.PreserveWhitespace);
        foreach (var expression in document.Descendants().Where(element => _holders.Contains(element.Name.LocalName)).ToList())
            expression.Value = ToFeel(expression.Value);
        return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>The FEEL for an expression of the suite; what is FEEL already stays.</summary>
    public static string ToFeel(string text)
    {
        var feel = text.Trim();
        if (Wrapped().Match(feel) is { Success: true } wrapped) feel = wrapped.Groups[1].Value.Trim();
        // One condition ends with a stray sign; no expression of the table ends so.
        feel = feel.TrimEnd('>').TrimEnd();
        return Contains().Replace(feel, match =>
            match.Groups["not"].Success ? $"not(contains({match.Groups["of"].Value}, {match.Groups["what"].Value}))" : $"contains({match.Groups["of"].Value}, {match.Groups["what"].Value})");
    }

    [GeneratedRegex(@"^\$\{(.*)\}$", RegexOptions.Singleline)]
    private static partial Regex Wrapped();

    [GeneratedRegex(@"(?<not>!\s*)?(?<of>\w+)\.contains\((?<what>""[^""]*"")\)")]
    private static partial Regex Contains();
}
