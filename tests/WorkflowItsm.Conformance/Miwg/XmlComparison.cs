using System.Xml.Linq;

namespace WorkflowItsm.Conformance.Miwg;

/// <summary>
/// Compares what was written with the reference as XML. Free, as the suite says: prefixes, order of attributes, white space between
/// elements, comments, attributes at their default, order of elements that the schema does not fix, exporter and its version.
/// </summary>
internal static class XmlComparison
{
    private static readonly Dictionary<string, string> s_defaults = new(StringComparer.Ordinal)
    {
        ["isForCompensation"] = "false",
        ["startQuantity"] = "1",
        ["completionQuantity"] = "1",
        ["isInterrupting"] = "true",
        ["cancelActivity"] = "true",
        ["isSequential"] = "false",
        ["triggeredByEvent"] = "false",
        ["instantiate"] = "false",
        ["parallelMultiple"] = "false",
        ["isCollection"] = "false",
        ["isClosed"] = "false",
        ["processType"] = "None",
        ["gatewayDirection"] = "Unspecified",
        ["associationDirection"] = "None",
        ["implementation"] = "##unspecified",
        ["waitForCompletion"] = "true",
        ["textFormat"] = "text/plain",
        ["expressionLanguage"] = "http://www.w3.org/1999/XPath",
        ["typeLanguage"] = "http://www.w3.org/2001/XMLSchema",
        ["behavior"] = "All",
        ["testBefore"] = "false",
        ["cancelRemainingInstances"] = "true",
    };

    public static IReadOnlyList<string> Differences(XElement reference, XElement written)
    {
        var differences = new List<string>();
        Compare(reference, written, differences);
        return differences;
    }

    private static void Compare(XElement reference, XElement written, List<string> differences)
    {
        var place = $"{reference.Name.LocalName} {reference.Attribute("id")?.Value}";
        if (reference.Name != written.Name)
        {
            differences.Add($"{place}: written as {written.Name}");
            return;
        }

        var (expected, found) = (Attributes(reference), Attributes(written));
        foreach (var (name, value) in expected)
            if (found.GetValueOrDefault(name) != value) differences.Add($"{place}: {name} was \"{value}\", written as \"{found.GetValueOrDefault(name)}\"");
        foreach (var name in found.Keys.Except(expected.Keys)) differences.Add($"{place}: {name} is new");

        var isBpmn = reference.Name.NamespaceName.Contains("/spec/BPMN/", StringComparison.Ordinal) || reference.Name.NamespaceName.Contains("/spec/DD/", StringComparison.Ordinal);
        if (!reference.HasElements && reference.Value != written.Value) differences.Add($"{place}: the text was \"{reference.Value}\", written as \"{written.Value}\"");
        var (left, right) = (reference.Elements().ToList(), written.Elements().ToList());
        if (isBpmn)
        {
            // Repeated children keep their order; how different ones are mixed is not fixed.
            left = [.. left.OrderBy(child => child.Name.ToString(), StringComparer.Ordinal)];
            right = [.. right.OrderBy(child => child.Name.ToString(), StringComparer.Ordinal)];
        }

        if (left.Count != right.Count) differences.Add($"{place}: had {left.Count} children, written with {right.Count}");
        else
            foreach (var (one, other) in left.Zip(right)) Compare(one, other, differences);
    }

    private static Dictionary<string, string> Attributes(XElement element) => element.Attributes()
        .Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.LocalName is not ("exporter" or "exporterVersion"))
        .Where(attribute => s_defaults.GetValueOrDefault(attribute.Name.LocalName) != attribute.Value)
        .ToDictionary(attribute => attribute.Name.ToString(), attribute => Expanded(element, attribute.Value), StringComparer.Ordinal);

    // A value such as tns:Message_1 means the same under another prefix for the same namespace.
    private static string Expanded(XElement element, string value) =>
        value.Split(':') is [var prefix, var local] && prefix.Length > 0 && prefix.All(char.IsLetterOrDigit) && element.GetNamespaceOfPrefix(prefix) is { } name
            ? $"{{{name}}}{local}"
            : value;
}
