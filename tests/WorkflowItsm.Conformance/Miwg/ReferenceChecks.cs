using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.Miwg;

/// <summary>The checks on a reference model: import, export, round trip.</summary>
internal static class ReferenceChecks
{
    public static IEnumerable<MiwgCase> Of(JsonElement facts, string path, Schema schema)
    {
        var id = facts.GetProperty("id").GetString()!;
        var bytes = File.ReadAllBytes(path);
        var read = InterchangeDocument.Read(Path.GetFileName(path), bytes);
        if (read.Document is not { } document)
        {
            string[] why = [.. read.Findings.Items.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message)];
            return [new($"{id} import", why), new($"{id} export", why), new($"{id} roundtrip", why)];
        }

        var written = document.ToXml();
        return
        [
            new($"{id} import", [.. Facts(facts, document), .. Imports(facts, read.Findings), .. Independent.Problems(bytes, document)]),
            new($"{id} export", [.. Exported(bytes, written, document, schema)]),
            new($"{id} roundtrip", XmlComparison.Differences(Load(bytes), Load(written))),
        ];
    }

    /// <summary>What is written is valid where what was read was, and is the same when it is read again.</summary>
    public static IEnumerable<string> Exported(byte[] bytes, byte[] written, InterchangeDocument document, Schema schema)
    {
        if (schema.Problems(bytes).Count == 0)
            foreach (var problem in schema.Problems(written)) yield return $"not valid as written: {problem}";
        if (InterchangeDocument.Read("written.bpmn", written).Document is not { } again) yield return "cannot be read again";
        else
            foreach (var difference in InterchangeDocument.Differences(document, again)) yield return difference;
    }

    public static XElement Load(byte[] xml) => XDocument.Load(new MemoryStream(xml)).Root!;

    private static IEnumerable<string> Facts(JsonElement facts, InterchangeDocument document) =>
    [
        .. Counts("element", facts.GetProperty("elements"), document.Elements.CountBy(element => element.Kind).ToDictionary()),
        .. Counts("diagram part", facts.GetProperty("diagram"), document.Diagram.CountBy(part => part.Kind).ToDictionary()),
        .. Counts("element of namespace", facts.GetProperty("foreignElements"), document.Foreign),
        .. Count("ids", facts.GetProperty("ids").GetInt32(), document.Elements.Count(element => element.Id is not null)),
        .. Count("executable processes", facts.GetProperty("executable").GetInt32(), document.Elements.Count(element => element.Kind == "process" && element.Attribute("isExecutable") is "true" or "1")),
    ];

    private static IEnumerable<string> Imports(JsonElement facts, ValueList<Finding> findings) =>
        Count("warnings of imports", facts.GetProperty("imports").GetArrayLength(), findings.Items.Count(finding => finding.Code == "import-not-opened"));

    private static IEnumerable<string> Counts(string what, JsonElement expected, IReadOnlyDictionary<string, int> found)
    {
        var wanted = expected.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetInt32(), StringComparer.Ordinal);
        return wanted.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .SelectMany(name => Count($"{what} {name}", wanted.GetValueOrDefault(name), found.GetValueOrDefault(name)));
    }

    private static IEnumerable<string> Count(string what, int expected, int found) =>
        expected == found ? [] : [string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected}, found {found}")];
}
