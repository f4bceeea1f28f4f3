using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Import;

/// <summary>Writes our settings into a file, with the indentation that the file has.</summary>
internal static class OurXml
{
    /// <summary>Our element with this name, made where it is not there; attributes that are null are left as they are.</summary>
    public static XElement Set(XElement carrier, string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var setting = carrier.Setting(name) ?? Add(carrier, name);
        foreach (var (attribute, value) in attributes)
            if (value is not null) setting.SetAttributeValue(attribute, value);
        return setting;
    }

    /// <summary>One more of our elements.</summary>
    public static XElement Add(XElement carrier, string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Declare(carrier);
        var setting = new XElement(BpmnXml.Ours + name);
        foreach (var (attribute, value) in attributes)
            if (value is not null) setting.SetAttributeValue(attribute, value);
        Append(Extensions(carrier), setting);
        return setting;
    }

    /// <summary>Our attribute on a BPMN element.</summary>
    public static void SetAttribute(XElement carrier, string name, string value)
    {
        Declare(carrier);
        carrier.SetAttributeValue(BpmnXml.Ours + name, value);
    }

    /// <summary>Replaces what an element says.</summary>
    public static void SetText(XElement element, string text)
    {
        // A child of its own, such as extensionElements, may stand before the text.
        element.Nodes().Where(node => node is XText or XComment).ToList().ForEach(node => node.Remove());
        element.Add(new XText(text));
    }

    private static XElement Extensions(XElement carrier)
    {
        if (carrier.Part("extensionElements") is { } there) return there;
        var made = new XElement(BpmnXml.Model + "extensionElements");
        var before = carrier.Elements(BpmnXml.Model + "documentation").LastOrDefault();
        var indent = IndentIn(carrier);
        if (before is not null) before.AddAfterSelf(indent is null ? [made] : [new XText(indent), made]);
        else if (!carrier.Nodes().Any()) Append(carrier, made);
        else carrier.AddFirst(indent is null ? [made] : [new XText(indent), made]);
        return made;
    }

    /// <summary>Puts an element behind the others of its parent.</summary>
    public static void Append(XElement parent, XElement child)
    {
        var indent = IndentIn(parent);
        if (parent.LastNode is XText end && string.IsNullOrWhiteSpace(end.Value))
        {
            end.AddBeforeSelf(indent is null ? [child] : [new XText(indent), child]);
            return;
        }
        parent.Add(indent is null ? [child] : [new XText(indent), child]);
        if (indent is not null && parent.Parent is { } outer && IndentIn(outer) is { } close) parent.Add(new XText(close));
    }

    /// <summary>
    /// The white space before the children of an element; null where the file is written without any. Only first nodes are looked at: to ask a node for
    /// the one before it walks over all that stand before.
    /// </summary>
    private static string? IndentIn(XElement element)
    {
        if (Begins(element) is { } own) return own;
        // Nothing stands in it yet: one step further in than itself.
        return !element.HasElements && element.Parent is { } parent && Begins(parent) is { } around ? around + "  " : null;
    }

    private static string? Begins(XElement element) =>
        element.FirstNode is XText text && element.HasElements && string.IsNullOrWhiteSpace(text.Value) && text.Value.Contains('\n', StringComparison.Ordinal) ? Last(text.Value) : null;

    private static string Last(string white) => white[white.LastIndexOf('\n')..];

    private static void Declare(XElement element)
    {
        if (element.GetPrefixOfNamespace(BpmnXml.Ours) is not null) return;
        var root = element.AncestorsAndSelf().Last();
        var prefix = "itsm";
        for (var number = 1; root.GetNamespaceOfPrefix(prefix) is not null; number++) prefix = $"itsm{number}";
        root.Add(new XAttribute(XNamespace.Xmlns + prefix, BpmnXml.Ours.NamespaceName));
    }
}
