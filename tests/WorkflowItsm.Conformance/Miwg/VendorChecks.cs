using System.Globalization;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.Miwg;

/// <summary>
/// The check on a file of another tool: it is imported and says what the file says, and what is written is as good as what was read.
/// How much of the reference the tool kept is its own affair: it is told and no failure. A file that the schema refuses may be refused here too.
/// </summary>
internal static class VendorChecks
{
    private static readonly string[] s_nodes = ["Event", "Gateway", "Task", "task", "ubProcess", "callActivity", "transaction"];

    public static MiwgCase Of(VendorFile file, string folder, Schema schema)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, file.Path));
        var title = $"{file.Path} ({file.Tool}, {file.Procedure})";
        var read = InterchangeDocument.Read(file.Path, bytes);
        if (read.Document is not { } document)
            return schema.Problems(bytes) is { Count: > 0 }
                ? new($"{title}: refused, as the schema does", [])
                : new(title, [.. read.Findings.Items.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message)]);
        var written = document.ToXml();
        return new(
            $"{title}{Kept(document, Reference(file, folder))}",
            [
                .. Independent.Problems(bytes, document),
                .. ReferenceChecks.Exported(bytes, written, document, schema),
            ]);
    }

    private static InterchangeDocument? Reference(VendorFile file, string folder)
    {
        var name = Path.GetFileName(file.Reference.EndsWith(".bpmn", StringComparison.Ordinal) ? file.Reference : $"{file.Reference}.bpmn");
        var path = Path.Combine(folder, "reference", name);
        return File.Exists(path) ? InterchangeDocument.Read(name, File.ReadAllBytes(path)).Document : null;
    }

    /// <summary>Of the kinds of nodes that the tool has at all: how many of the reference, by kind and name, are in its file.</summary>
    private static string Kept(InterchangeDocument document, InterchangeDocument? reference)
    {
        if (reference is null) return "";
        var found = Names(document).CountBy(name => name).ToDictionary();
        var kinds = Names(document).Select(name => name.Kind).ToHashSet(StringComparer.Ordinal);
        var wanted = Names(reference).Where(name => kinds.Contains(name.Kind)).CountBy(name => name).ToList();
        var kept = wanted.Sum(name => Math.Min(name.Value, found.GetValueOrDefault(name.Key)));
        return string.Create(CultureInfo.InvariantCulture, $": {kept} of {wanted.Sum(name => name.Value)} nodes as in the reference");
    }

    private static IEnumerable<(string Kind, string Name)> Names(InterchangeDocument document) =>
        from element in document.Elements
        where s_nodes.Any(ending => element.Kind.EndsWith(ending, StringComparison.Ordinal))
        select (element.Kind, string.Join(' ', (element.Name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
