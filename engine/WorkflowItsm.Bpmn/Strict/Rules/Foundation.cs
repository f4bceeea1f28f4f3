using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Definitions, imports, ids, documentation (8.2, 8.3).</summary>
internal static class Foundation
{
    private static readonly string[] _importTypes = [ImportedFiles.Bpmn, "http://www.w3.org/2001/XMLSchema", "http://www.w3.org/TR/wsdl20/"];

    public static readonly StrictRule[] Rules =
    [
        new("import-type", "8.2.2", "the import type of XML Schema, WSDL 2.0 or BPMN 2.0", "Correct the import type, or remove the import.",
            model => from import in model.Root.Elements(BpmnXml.Model + "import")
                     where !_importTypes.Contains(import.Text("importType"))
                     select new Offence(import, $"the import type \"{Words.Short(import.Text("importType") ?? "")}\"")),
        new("import-unreadable", "8.2.2", "the location of a BPMN file that can be read", "Correct the location, or add the file.",
            model => from import in model.Root.Elements(BpmnXml.Model + "import")
                     where import.Text("importType") == ImportedFiles.Bpmn && model.Imports.IsAsked && model.Imports.RootOf(import) is null
                     select new Offence(import, $"the location \"{Words.Short(import.Text("location") ?? "")}\"")),
        new("import-namespace", "8.2.2", "the target namespace of the imported file", "Write the target namespace of the imported file into the import.",
            model => from import in model.Root.Elements(BpmnXml.Model + "import")
                     where model.Imports.RootOf(import) is { } root && root.Text("targetNamespace") != import.Text("namespace")
                     select new Offence(import, $"the namespace \"{Words.Short(import.Text("namespace") ?? "")}\"")),
        new("duplicate-id", "8.3.1", "each id once, also in imported files", "Give one of the two elements another id.", Duplicates),
        new("documentation-format", "8.3.2", "a type of media such as text/plain", "Write the type of media.",
            model => Formats(model, "documentation")),
        new("annotation-format", "8.4.1", "a type of media such as text/plain", "Write the type of media.",
            model => Formats(model, "textAnnotation")),
        new("extension-not-understood", "8.3.3", "no extension that has to be understood but is not known here", "Remove the extension, or say that it need not be understood.",
            model => from extension in model.Of("extension")
                     where extension.Flag("mustUnderstand", false) && !IsOurs(extension)
                     select new Offence(extension, $"the extension \"{Words.Short(extension.Text("definition") ?? "")}\" with mustUnderstand")),
        new("language-not-uri", "8.2.1", "a URI", "Write the URI of the language.",
            model => from element in model.Elements
                     from attribute in Languages(element)
                     where element.Text(attribute) is { } text && !Formal.IsAbsolute(text)
                     select new Offence(element, $"{attribute} \"{Words.Short(element.Text(attribute)!)}\"")),
    ];

    private static IEnumerable<Offence> Formats(StrictModel model, string kind) =>
        from element in model.Of(kind)
        where element.Text("textFormat") is { } format && !Formal.MediaType().IsMatch(format)
        select new Offence(element, $"textFormat \"{Words.Short(element.Text("textFormat")!)}\"");

    private static string[] Languages(XElement element) => element.Name.LocalName switch
    {
        "definitions" => ["expressionLanguage", "typeLanguage"],
        "globalScriptTask" => ["scriptLanguage"],
        _ => Formal.Is(element) ? ["language"] : [],
    };

    private static bool IsOurs(XElement extension) => extension.Text("definition") is { } name && name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && extension.GetNamespaceOfPrefix(name[..colon]) == BpmnXml.Ours;

    /// <summary>The schema wants ids of the diagram apart from those of the model, too; imported ones are found by the same references.</summary>
    private static IEnumerable<Offence> Duplicates(StrictModel model)
    {
        var seen = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var root in model.Imports.Roots)
            foreach (var element in root.DescendantsAndSelf())
                if (element.Name.Namespace == BpmnXml.Model && element.Text("id") is { } id)
                    seen.TryAdd(id, element);
        foreach (var element in model.Elements.Concat(Diagram(model.Root)))
            if (element.Text("id") is { } id && !seen.TryAdd(id, element))
                yield return new(element, $"the id \"{Words.Short(id)}\" a second time");
    }

    private static IEnumerable<XElement> Diagram(XElement root) =>
        root.Elements().Where(part => part.Name.LocalName == "BPMNDiagram").DescendantsAndSelf().Where(element => element.Name.NamespaceName.Contains("/20100524/", StringComparison.Ordinal));
}
