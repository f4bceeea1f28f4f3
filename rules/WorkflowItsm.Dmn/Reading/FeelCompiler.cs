using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>FEEL texts of the file to formulas and tests; what cannot be compiled is a finding and null.</summary>
internal sealed class FeelCompiler(FindingList findings)
{
    /// <summary>The named types of the model; none while these themselves are read.</summary>
    public FeelTypes Types { get; set; } = FeelTypes.None;

    public Formula? Formula(string text, Names names, XElement at, Sentence place)
    {
        var compiled = FeelExpression.Compile(text, names.Scope);
        findings.Feel(compiled.Findings, at, place, text);
        return compiled.Value is { } expression ? new(expression, names.SlotsOf(expression.Names)) : null;
    }

    public Test? Test(string text, Names names, XElement at, Sentence place)
    {
        var compiled = FeelUnaryTests.Compile(text, names.Scope);
        findings.Feel(compiled.Findings, at, place, text);
        return compiled.Value is { } tests ? new(tests, names.SlotsOf(tests.Names)) : null;
    }

    /// <summary>The allowed values in a child such as <c>inputValues</c>; null where there is none or it is empty.</summary>
    public AllowedValues? Allowed(XElement parent, string child, Sentence place)
    {
        if (parent.Child(child) is not { } element || element.Text is not { Length: > 0 } text) return null;
        return Test(text, Names.OfNewFrame(), element, $"{place}, allowed values") is { } test ? new(test, test.Listed) : null;
    }

    /// <summary>The names that a text would use, whatever they are; none where it cannot be compiled.</summary>
    public IEnumerable<string> FreeNames(string text) =>
        FeelExpression.Compile(text, new FeelScope([], open: true, Types)).Value?.Names ?? [];

    /// <summary>Whether the element is written in FEEL, which is what absence means; anything else is a finding.</summary>
    public bool IsFeel(XElement element, Sentence place)
    {
        var language = (string?)element.Attribute("expressionLanguage");
        if (string.IsNullOrEmpty(language) || language.Contains("feel", StringComparison.OrdinalIgnoreCase)) return true;
        findings.Error("unknown-expression-language", element,
            $"{place}: found the expression language '{language}', expected FEEL.",
            "Write the expression in FEEL and remove the attribute expressionLanguage.");
        return false;
    }
}
