using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>
/// The variables that BPMN's data stand for. A data object, a property, a data input or output and a data store is a variable of
/// its name (of its id where it has none); a reference is the variable of what it refers to.
/// </summary>
internal static class DataNames
{
    private static readonly string[] _declarations = ["dataObject", "property", "dataInput", "dataOutput", "dataStore"];

    /// <summary>The variable that an element declares.</summary>
    public static string? Of(XElement declaration) => declaration.Text("name") ?? declaration.Text("id");

    /// <summary>The variable that the data with an id stands for, as an activity sees it; null when there is none.</summary>
    public static string? Of(DrawnNode node, string? reference)
    {
        if (reference?.Trim() is not { Length: > 0 } name) return null;
        var id = BpmnXml.LocalPart(name);
        for (var element = node.Element; element is not null; element = element.Parent)
            if (Declared(element, id) is { } found)
                return Follow(found);
        return null;
    }

    /// <summary>All names under which data of a process are known, for the scope of its expressions.</summary>
    public static IEnumerable<string> All(XElement process) =>
        (process.Parent?.DescendantsAndSelf() ?? process.DescendantsAndSelf())
            .Where(element => element.Name.Namespace == BpmnXml.Model && _declarations.Contains(element.Name.LocalName))
            .Select(Of).OfType<string>();

    /// <summary>The variables of a process or sub-process itself: its data objects and properties.</summary>
    public static IEnumerable<string> OwnedBy(XElement scope) =>
        scope.Parts().Where(part => part.Name.LocalName is "dataObject" or "property").Select(Of).OfType<string>();

    private static XElement? Declared(XElement holder, string id)
    {
        foreach (var part in holder.Parts())
        {
            if (part.Text("id") == id && (_declarations.Contains(part.Name.LocalName) || IsReference(part))) return part;
            if (part.Name.LocalName == "ioSpecification" && part.Parts().FirstOrDefault(inner => inner.Text("id") == id) is { } inner) return inner;
        }
        return null;
    }

    private static string? Follow(XElement declared)
    {
        if (!IsReference(declared)) return Of(declared);
        var target = declared.Reference("dataObjectRef") ?? declared.Reference("dataStoreRef");
        for (var element = declared.Parent; element is not null && target is not null; element = element.Parent)
            if (Declared(element, target) is { } found && found != declared)
                return Of(found);
        return Of(declared);
    }

    private static bool IsReference(XElement part) => part.Name.LocalName is "dataObjectReference" or "dataStoreReference";
}
