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
    public static IEnumerable<XElement> Settings(this XElement element) =>
        element.Elements(Model + "extensionElements").Elements().Where(setting => setting.Name.Namespace == Ours);

    /// <summary>Our extension elements of one name.</summary>
    public static IEnumerable<XElement> Settings(this XElement element, string name) =>
        element.Settings().Where(setting => setting.Name.LocalName == name);

    /// <summary>Our first extension element of one name, or null.</summary>
    public static XElement? Setting(this XElement element, string name) => element.Settings(name).FirstOrDefault();

    /// <summary>The words of a list attribute, separated by white space or commas.</summary>
    public static string[] Words(this XElement element, string attribute) =>
        element.Text(attribute)?.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>
    /// The thing of its own that an element is part of: the flow node, sequence flow, process, message, error, signal or escalation
    /// itself, or the nearest around it. Null for the rest of a file.
    /// </summary>
    public static XElement? Owner(XElement element) => element.AncestorsAndSelf().FirstOrDefault(IsDrawn);

    private static bool IsDrawn(XElement element) => element.Name.Namespace == Model
        && (NodeKinds.IsNode(element) || element.Name.LocalName is "sequenceFlow" or "process" or "message" or "error" or "signal" or "escalation");
}
