using System.Xml.Linq;
using WorkflowItsm.Bpmn.Interchange;

namespace WorkflowItsm.Conformance.Miwg;

/// <summary>Reads a file once more by means of the framework alone, and asks whether the model in memory says the same.</summary>
internal static class Independent
{
    private const string Model = "{http://www.omg.org/spec/BPMN/20100524/MODEL}", Diagram = "{http://www.omg.org/spec/BPMN/20100524/DI}";

    public static IEnumerable<string> Problems(byte[] xml, InterchangeDocument document)
    {
        var elements = ReferenceChecks.Load(xml).DescendantsAndSelf().ToList();
        var model = elements.Where(element => Is(element, Model)).ToList();
        foreach (var (element, found) in model.Zip(document.Elements))
            if (element.Name.LocalName != found.Kind || Trimmed(element, "id") != found.Id || Trimmed(element, "name") != found.Name)
                yield return $"{element.Name.LocalName} {Trimmed(element, "id")}: read as {found.Kind} {found.Id} \"{found.Name}\"";

        var ids = model.Select(element => Trimmed(element, "id")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (element, found) in model.Zip(document.Elements))
            foreach (var attribute in element.Attributes().Where(attribute => IsReference(attribute.Name.LocalName) && Local(attribute.Value) is var id && ids.Contains(id)))
                if (!found.References.Any(reference => reference.Role == attribute.Name.LocalName && reference.Target?.Id == Local(attribute.Value)))
                    yield return $"{found.Kind} {found.Id}: {attribute.Name.LocalName} \"{attribute.Value}\" is not resolved";

        foreach (var element in model.Where(element => !element.HasElements && IsReference(element.Name.LocalName) && ids.Contains(Local(element.Value))))
            if (document.Find(Trimmed(element.Parent!, "id") ?? "") is { } holder
                && !holder.References.Any(reference => reference.Role == element.Name.LocalName && reference.Target?.Id == Local(element.Value)))
                yield return $"{holder.Kind} {holder.Id}: {element.Name.LocalName} \"{element.Value}\" is not resolved";

        foreach (var (element, found) in elements.Where(element => Is(element, Diagram)).Zip(document.Diagram))
            if (Trimmed(element, "bpmnElement") is { } drawn && ids.Contains(Local(drawn)) && found.Element?.Id != Local(drawn))
                yield return $"{found.Kind} {found.Id}: is not joined to \"{drawn}\"";
    }

    private static bool Is(XElement element, string name) => element.Name.ToString().StartsWith(name, StringComparison.Ordinal);

    // By their names, as a person would tell them; the product has them from the standard's tables.
    private static bool IsReference(string name) => name.EndsWith("Ref", StringComparison.Ordinal) || name.EndsWith("Refs", StringComparison.Ordinal) || name is "incoming" or "outgoing" or "default";

    private static string Local(string text) => text.Trim() is var trimmed ? trimmed[(trimmed.LastIndexOf(':') + 1)..] : "";

    private static string? Trimmed(XElement element, string attribute) => element.Attribute(attribute)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
