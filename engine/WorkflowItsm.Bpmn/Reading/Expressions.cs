using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Compiles the FEEL texts of one process; what FEEL finds is said again with the element it stands in.</summary>
internal sealed class Expressions(FeelScope scope, FindingList findings)
{
    /// <summary>Compiles a text.</summary>
    /// <param name="at">The element that holds the text.</param>
    /// <param name="part">What the text is to the owner of the process, e.g. <c>condition</c>.</param>
    /// <param name="text">The text; a leading <c>=</c>, as other tools write it, is dropped.</param>
    /// <returns>Null when there are error findings.</returns>
    public FeelExpression? Compile(XElement at, Sentence part, string text)
    {
        var compiled = FeelExpression.Compile(WithoutEquals(text), scope);
        foreach (var finding in compiled.Findings)
            findings.Add(finding.Code, finding.Severity, at, $"{part} \"{Words.Short(text)}\": {finding.Says}", finding.Advises);
        return compiled.Value;
    }

    /// <summary>Compiles the content of an element whose <c>language</c> may name another language than FEEL.</summary>
    public FeelExpression? CompileContent(XElement at, Sentence part)
    {
        if (at.Text("language") is { } language && !language.Contains("feel", StringComparison.OrdinalIgnoreCase))
        {
            findings.Error("not-feel", at,
                $"{part}: found the language \"{Words.Short(language)}\", expected FEEL.",
                "Write the expression in FEEL and remove the language.");
            return null;
        }
        return Compile(at, part, at.Value);
    }

    /// <summary>A text without the mark that other tools put before an expression.</summary>
    public static string WithoutEquals(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith('=') ? trimmed[1..].TrimStart() : trimmed;
    }
}
