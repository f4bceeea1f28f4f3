using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>
/// Puts children into the order that the schema fixes. Other tools read by the schema: a new <c>extensionElements</c> behind the flows of a
/// task, or a shape's label before its bounds, makes them refuse the file.
/// </summary>
internal static class SchemaOrder
{
    /// <summary>Restores the order below an element. What is in order, and what the schema does not know, stays where it is.</summary>
    public static void Restore(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().ToList())
            if (IsOurs(element.Name.Namespace) && Grammar.Of(element.Name.LocalName) is { } grammar) RestoreChildren(element, grammar);
    }

    private static bool IsOurs(XNamespace name) => name == BpmnXml.Model || name == DiagramPart.Bpmndi;

    private static void RestoreChildren(XElement element, Grammar grammar)
    {
        if (IsInOrder(element, grammar)) return;
        // What stands before a child (white space, comments) moves with it; what the schema does not know stays behind its elder sibling.
        var runs = new List<(int Place, List<XNode> Nodes)>();
        var run = new List<XNode>();
        var place = 0;
        foreach (var node in element.Nodes())
        {
            run.Add(node);
            if (node is not XElement child) continue;
            place = PlaceOf(child, grammar) ?? place;
            runs.Add((place, run));
            run = [];
        }
        var nodes = runs.OrderBy(one => one.Place).SelectMany(one => one.Nodes).Concat(run).ToList();
        element.RemoveNodes();
        element.Add(nodes);
    }

    private static bool IsInOrder(XElement element, Grammar grammar)
    {
        var last = 0;
        foreach (var child in element.Elements())
        {
            if (PlaceOf(child, grammar) is not { } place) continue;
            if (place < last) return false;
            last = place;
        }
        return true;
    }

    private static int? PlaceOf(XElement child, Grammar grammar) =>
        IsOurs(child.Name.Namespace) || child.Name.Namespace == DiagramPart.Dc || child.Name.Namespace == DiagramPart.Di ? grammar.PlaceOf(child.Name.LocalName) : null;
}
