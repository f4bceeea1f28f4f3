using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Names and small questions about elements of a BPMN file.</summary>
internal static class BpmnXml
{
    /// <summary>The namespace of BPMN 2.0 models; 2.0.1 and 2.0.2 kept it.</summary>
    public static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>The namespace of our extension elements.</summary>
    public static readonly XNamespace Ours = NodeSettings.Namespace;

    /// <summary>The trimmed value of an attribute; an empty one counts as absent, because editors leave empty ones behind.</summary>
    public static string? Text(this XElement element, XName attribute) =>
        element.Attribute(attribute)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The value of a yes-or-no attribute.</summary>
    public static bool Flag(this XElement element, string attribute, bool otherwise) => element.Text(attribute) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => otherwise,
    };

    /// <summary>A reference by QName; the prefix is dropped, because ids are looked up in this file alone.</summary>
    public static string? Reference(this XElement element, XName attribute) => element.Text(attribute) is { } name ? LocalPart(name) : null;

    /// <summary>The part of a QName behind its prefix.</summary>
    public static string LocalPart(string name) => name[(name.LastIndexOf(':') + 1)..];

    /// <summary>The BPMN child elements.</summary>
    public static IEnumerable<XElement> Parts(this XElement element) => element.Elements().Where(part => part.Name.Namespace == Model);

    /// <summary>The first BPMN child element of this name, or null.</summary>
    public static XElement? Part(this XElement element, string name) => element.Element(Model + name);

    /// <summary>Our extension elements of an element, in file order.</summary>
    public static IReadOnlyList<XElement> Settings(this XElement element) => Find(element, null);

    /// <summary>Our extension elements of one name.</summary>
    public static IReadOnlyList<XElement> Settings(this XElement element, string name) => Find(element, name);

    /// <summary>Our first extension element of one name, or null.</summary>
    public static XElement? Setting(this XElement element, string name)
    {
        for (var holder = FirstFrom(element.FirstNode); holder is not null; holder = FirstFrom(holder.NextNode))
            if (HoldsSettings(holder))
                for (var setting = FirstFrom(holder.FirstNode); setting is not null; setting = FirstFrom(setting.NextNode))
                    if (IsOurs(setting, name))
                        return setting;
        return null;
    }

    /// <summary>The words of a list attribute, separated by white space or commas.</summary>
    public static string[] Words(this XElement element, string attribute) =>
        element.Text(attribute)?.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>
    /// The drawn thing that an element is part of: the flow node, sequence flow, process, message or error itself,
    /// or the nearest around it. Null for the rest of a file.
    /// </summary>
    public static XElement? Owner(XElement element) => element.AncestorsAndSelf().FirstOrDefault(IsDrawn);

    // Asked some twenty times of each node, most often in vain: with plain loops, reading a process of 2,000 elements allocates
    // 21 MB, with queries 37.
    private static XElement[] Find(XElement element, string? name)
    {
        List<XElement>? found = null;
        for (var holder = FirstFrom(element.FirstNode); holder is not null; holder = FirstFrom(holder.NextNode))
            if (HoldsSettings(holder))
                for (var setting = FirstFrom(holder.FirstNode); setting is not null; setting = FirstFrom(setting.NextNode))
                    if (IsOurs(setting, name))
                        (found ??= []).Add(setting);
        return found is null ? [] : [.. found];
    }

    private static XElement? FirstFrom(XNode? node)
    {
        while (node is not null and not XElement) node = node.NextNode;
        return (XElement?)node;
    }

    private static bool HoldsSettings(XElement element) => element.Name.LocalName == "extensionElements" && element.Name.Namespace == Model;

    private static bool IsOurs(XElement setting, string? name) => setting.Name.Namespace == Ours && (name is null || setting.Name.LocalName == name);

    private static bool IsDrawn(XElement element) => element.Name.Namespace == Model
        && (NodeKinds.IsNode(element) || element.Name.LocalName is "sequenceFlow" or "process" or "message" or "error");
}
