using System.Collections.Frozen;
using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>Files written before BPMN 2.0 was final name its namespaces otherwise; the elements are the same.</summary>
internal static class OldNamespaces
{
    private static readonly FrozenDictionary<string, string> Renewed = new Dictionary<string, string>
    {
        ["http://schema.omg.org/spec/BPMN/2.0"] = "http://www.omg.org/spec/BPMN/20100524/MODEL",
        ["http://www.omg.org/spec/BPMN/20100501/MODEL"] = "http://www.omg.org/spec/BPMN/20100524/MODEL",
        ["http://www.omg.org/spec/BPMN/20100501/DI"] = "http://www.omg.org/spec/BPMN/20100524/DI",
        ["http://www.omg.org/spec/DD/20100501/DC"] = "http://www.omg.org/spec/DD/20100524/DC",
        ["http://www.omg.org/spec/DD/20100501/DI"] = "http://www.omg.org/spec/DD/20100524/DI",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Puts the elements of a file that begins with such a namespace into the final ones, and says so.</summary>
    public static void Renew(XDocument document, CappedFindings findings)
    {
        var root = document.Root!;
        var old = root.Name.NamespaceName;
        if (!Renewed.ContainsKey(old)) return;
        foreach (var element in root.DescendantsAndSelf())
        {
            if (Renewed.TryGetValue(element.Name.NamespaceName, out var name)) element.Name = XName.Get(element.Name.LocalName, name);
            foreach (var declaration in element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration))
                if (Renewed.TryGetValue(declaration.Value, out var declared)) declaration.Value = declared;
        }
        findings.All.Add("old-namespace", Severity.Information, root,
            $"found the namespace \"{old}\" of a draft of BPMN 2.0; it is read, and written, as \"{root.Name.NamespaceName}\".",
            "Nothing needs to be done.");
    }
}
