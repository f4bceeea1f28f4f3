using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Import;

/// <summary>Where other engines keep their settings.</summary>
internal static class ForeignXml
{
    public static readonly XNamespace Camunda = "http://camunda.org/schema/1.0/bpmn", Zeebe = "http://camunda.org/schema/zeebe/1.0",
        Flowable = "http://flowable.org/bpmn", Activiti = "http://activiti.org/bpmn";

    /// <summary>Flowable and Camunda 7 both come from Activiti and kept most of its names.</summary>
    private static readonly XNamespace[] Family = [Camunda, Flowable, Activiti];

    /// <summary>Whether a namespace is one of theirs.</summary>
    public static bool Is(XNamespace name) => name == Zeebe || Family.Contains(name);

    /// <summary>A setting of Camunda 7, Flowable or Activiti in an attribute; null when it is not there or empty.</summary>
    public static ForeignText? Theirs(this XElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var space in Family)
                if (element.Text(space + name) is { } text) return new($"{Prefix(space)}:{name}", text);
        }
        return null;
    }

    /// <summary>An attribute of Camunda 8's.</summary>
    public static ForeignText? Own(this XElement setting, string name) => setting.Text(name) is { } text ? new($"{SpokenName(setting)} {name}", text) : null;

    /// <summary>Extension elements of Camunda 7, Flowable or Activiti.</summary>
    public static IEnumerable<XElement> FamilyParts(this XElement element, string name) =>
        element.Elements(BpmnXml.Model + "extensionElements").Elements().Where(part => part.Name.LocalName == name && Family.Contains(part.Name.Namespace));

    /// <summary>The first extension element of Camunda 8 with this name.</summary>
    public static XElement? ZeebePart(this XElement element, string name) =>
        element.Elements(BpmnXml.Model + "extensionElements").Elements(Zeebe + name).FirstOrDefault();

    /// <summary>Children of a foreign element, of its own namespace.</summary>
    public static IEnumerable<XElement> Inner(this XElement setting, string name) => setting.Elements(setting.Name.Namespace + name);

    /// <summary>A name as people write it: with the usual prefix.</summary>
    public static string SpokenName(XElement element) => $"{Prefix(element.Name.Namespace)}:{element.Name.LocalName}";

    /// <summary>The usual prefix of a namespace.</summary>
    public static string Prefix(XNamespace name) => name == Camunda ? "camunda" : name == Zeebe ? "zeebe" : name == Flowable ? "flowable" : "activiti";
}

/// <summary>A text of another engine's setting.</summary>
/// <param name="Name">As people write it, such as <c>camunda:assignee</c>.</param>
/// <param name="Value">Without white space around it; never empty.</param>
internal readonly record struct ForeignText(string Name, string Value);
