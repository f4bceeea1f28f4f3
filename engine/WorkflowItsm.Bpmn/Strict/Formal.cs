using System.Text.RegularExpressions;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>Expressions: which are formal, and what can be said about their text without evaluating it.</summary>
internal static partial class Formal
{
    /// <summary>Elements that the schema gives the type of an expression, and that say with <c>xsi:type</c> whether they are formal.</summary>
    public static readonly string[] Open =
    [
        "conditionExpression", "completionCondition", "loopCardinality", "loopCondition", "timeDate", "timeCycle", "timeDuration",
        "condition", "activationCondition", "from", "to", "expression",
    ];

    /// <summary>Elements that are formal by the schema.</summary>
    public static readonly string[] Always = ["formalExpression", "transformation", "messagePath", "dataPath"];

    private static readonly XName _type = XName.Get("type", "http://www.w3.org/2001/XMLSchema-instance");

    /// <summary>Whether an element is an expression; "condition" and the others are the names of nothing else.</summary>
    public static bool Is(XElement element) => Open.Contains(element.Name.LocalName) || Always.Contains(element.Name.LocalName);

    public static bool IsFormal(XElement expression)
    {
        if (Always.Contains(expression.Name.LocalName) || (expression.Is("condition") && expression.Parent.Is("complexBehaviorDefinition"))) return true;
        return expression.Text(_type) is { } type && BpmnXml.LocalPart(type) == "tFormalExpression";
    }

    /// <summary>The text of an expression without what documents or extends it.</summary>
    public static string Body(XElement expression) => string.Concat(expression.Nodes().OfType<XText>().Select(text => text.Value)).Trim();

    /// <summary>A number or a quoted text, which no language takes for a condition.</summary>
    [GeneratedRegex("""^(?:[-+]?[0-9]+(?:\.[0-9]+)?|"[^"]*"|'[^']*')$""")]
    public static partial Regex NotBoolean();

    /// <summary>A literal that no language takes for an integer.</summary>
    [GeneratedRegex("""^(?:true|false|[-+]?[0-9]+\.[0-9]*[1-9][0-9]*|"[^"]*"|'[^']*')$""")]
    public static partial Regex NotInteger();

    /// <summary>A text that has to be computed, so that its value is not known here.</summary>
    [GeneratedRegex("""[(){}$#"'=\[\]<>@+*]|^\s*$""")]
    public static partial Regex Computed();

    /// <summary>The five to seven fields of a cron line, with a star or a question mark among them, which other engines take and the standard does not.</summary>
    [GeneratedRegex("""^(?=.*[*?])(?:[0-9A-Z*?/,#-]+\s+){4,6}[0-9A-Z*?/,#-]+$""")]
    public static partial Regex Cron();

    /// <summary>The name of a type or a type of media as RFC 6838 allows it, with parameters.</summary>
    [GeneratedRegex("""^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9*][A-Za-z0-9!#$&^_.+*-]*(?:\s*;\s*[A-Za-z0-9!#$&^_.+-]+=(?:[^\s;"]+|"[^"]*"))*$""")]
    public static partial Regex MediaType();

    /// <summary>A reference of RFC 3986.</summary>
    [GeneratedRegex("""^(?:[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=-]|[\u00A0-\uFFFD]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|[\u00A0-\uFFFD]|%[0-9A-Fa-f]{2})*)?$""")]
    public static partial Regex Uri();

    /// <summary>A URI with its scheme.</summary>
    public static bool IsAbsolute(string text) => Uri().IsMatch(text) && Scheme().IsMatch(text);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:.")]
    private static partial Regex Scheme();
}
