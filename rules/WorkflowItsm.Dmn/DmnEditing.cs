using System.Xml.Linq;
using WorkflowItsm.Dmn.Reading;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Dmn;

/// <summary>What an editor of DMN 1.3 (dmn-js) can hold of a file without losing anything. Safe to call from any thread.</summary>
public static class DmnEditing
{
    /// <summary>Elements that DMN got after 1.3, by the words that people use for them.</summary>
    private static readonly Dictionary<string, string> _newer = new(StringComparer.Ordinal)
    {
        ["conditional"] = "a boxed conditional",
        ["for"] = "a boxed iterator 'for'",
        ["every"] = "a boxed iterator 'every'",
        ["some"] = "a boxed iterator 'some'",
        ["filter"] = "a boxed filter",
        ["typeConstraint"] = "a type constraint",
    };

    /// <summary>
    /// Why a file should be opened for reading only: each construct that the editor would drop when it saves, with its place. Empty when
    /// the editor holds everything. A file that cannot be read at all gives the findings of reading.
    /// </summary>
    /// <param name="fileName">Put on each finding as its file.</param>
    /// <param name="xml">The bytes of the file.</param>
    public static ValueList<Finding> ReasonsReadOnly(string fileName, ReadOnlyMemory<byte> xml)
    {
        var read = SafeXml.Read(fileName, xml);
        if (read.Document?.Root is not { } root) return read.Findings;
        var findings = new FindingList(fileName);
        if (DmnXml.VersionOf(root) is not { } version)
            findings.Error("not-dmn", root, $"Found the root element '{root.Name.LocalName}', expected 'definitions' of DMN 1.1 to 1.5.", "Edit the file as text.");
        else if (version == "1.1")
            findings.Warning("editor-version", root, "The file is written in DMN 1.1; the table editor holds DMN 1.2 and later.",
                "Edit the file as text, or export it as DMN 1.3.");
        else
        {
            foreach (var element in root.Descendants().Where(element => element.Name.Namespace == root.Name.Namespace)) Check(element, findings);
        }
        return findings.InOrder();
    }

    private static void Check(XElement element, FindingList findings)
    {
        if (!_newer.TryGetValue(element.Name.LocalName, out var what)) return;
        var owner = element.Ancestors().FirstOrDefault(above => above.NameOrEmpty.Length > 0 && above.Parent == element.Document!.Root);
        findings.Warning("editor-construct", element,
            $"{(owner is null ? "The file" : $"'{owner.NameOrEmpty}'")} holds {what}, which is newer than DMN 1.3; the table editor would drop it.",
            "Edit the file as text, or write it as a literal expression.");
    }
}
