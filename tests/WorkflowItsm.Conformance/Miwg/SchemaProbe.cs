using System.Text;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Interchange;

namespace WorkflowItsm.Conformance.Miwg;

/// <summary>Writes an element with its children backwards and asks whether the product puts them into the schema's order.</summary>
internal static class SchemaProbe
{
    private static readonly XNamespace s_model = "http://www.omg.org/spec/BPMN/20100524/MODEL", s_dc = "http://www.omg.org/spec/DD/20100524/DC", s_di = "http://www.omg.org/spec/DD/20100524/DI";

    /// <summary>A sentence when the order differs; children of choices count in the order of the schema's text.</summary>
    public static IEnumerable<string> Offences(string name, string nameOfSpace, IReadOnlyList<string> children)
    {
        XNamespace space = nameOfSpace;
        if (name == "definitions" || (space != s_model && space.NamespaceName != "http://www.omg.org/spec/BPMN/20100524/DI")) yield break;
        var concrete = children.Distinct(StringComparer.Ordinal).Select(Concrete).ToList();
        var element = new XElement(space + name, concrete.AsEnumerable().Reverse().Select(child => new XElement(SpaceOf(child, space) + child)));
        var xml = Encoding.UTF8.GetBytes(new XElement(s_model + "definitions", element).ToString());
        var written = ReferenceChecks.Load(InterchangeDocument.Read("probe.bpmn", xml).Document!.ToXml()).Elements().Single();
        var found = written.Elements().Select(child => child.Name.LocalName).ToList();
        if (!found.SequenceEqual(concrete, StringComparer.Ordinal)) yield return $"{name}: the schema has {string.Join(' ', concrete)}, written was {string.Join(' ', found)}";
    }

    private static string Concrete(string child) => child switch
    {
        "flowElement" => "userTask",
        "artifact" => "textAnnotation",
        "resourceRole" => "potentialOwner",
        "loopCharacteristics" => "standardLoopCharacteristics",
        "eventDefinition" => "signalEventDefinition",
        "conversationNode" => "conversation",
        "expression" => "formalExpression",
        "DiagramElement" => "BPMNShape",
        _ => child,
    };

    private static XNamespace SpaceOf(string child, XNamespace otherwise) => child switch
    {
        "Bounds" or "Font" => s_dc,
        "waypoint" => s_di,
        "extension" when otherwise != s_model => s_di,
        _ => otherwise,
    };
}
