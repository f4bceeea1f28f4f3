using System.Xml.Linq;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>
/// Collects findings while a file is read. Each message begins with the element that it is about, in the words
/// of <see cref="Words"/>, and carries the id of that element and the place of the exact part in the file.
/// </summary>
internal sealed class FindingList(string fileName)
{
    private readonly List<Finding> _findings = [];

    // An element may be the place of ten thousand findings, and its id and name a megabyte long.
    private readonly Dictionary<XElement, (Sentence Place, string? Id)> _owners = [];

    /// <summary>The file that is read.</summary>
    public string FileName => fileName;

    /// <summary>Whether anything found so far refuses publishing.</summary>
    public bool HasErrors => _findings.Exists(finding => finding.Severity == Severity.Error);

    /// <summary>Something that cannot run; <paramref name="part"/> names the setting that is missing, where nothing stands yet.</summary>
    public void Error(string code, XElement at, Sentence message, Sentence cure, string? part = null) => Add(code, Severity.Error, at, message, cure, part);

    /// <summary>Something that may go wrong.</summary>
    public void Warning(string code, XElement at, Sentence message, Sentence cure) => Add(code, Severity.Warning, at, message, cure);

    /// <summary>A finding of any weight.</summary>
    public void Add(string code, Severity severity, XElement at, Sentence message, Sentence cure, string? part = null)
    {
        var (place, id) = BpmnXml.Owner(at) is { } owner ? Named(owner) : ("The file", null);
        _findings.Add(new Finding(code, severity, id, SafeXml.PositionOf(at), $"{place}: {message}", cure, ChineseFindings.Book) { File = fileName, Part = part ?? PartOf(at) });
    }

    private static string? PartOf(XElement at) => at.Name.Namespace != BpmnXml.Ours ? null
        : at.Name.LocalName is "input" or "output" && at.Text("name") is { } name ? $"{at.Name.LocalName}:{name}"
        : at.Name.LocalName;

    private (Sentence Place, string? Id) Named(XElement owner)
    {
        if (!_owners.TryGetValue(owner, out var named)) _owners[owner] = named = (Words.Of(owner), owner.Text("id"));
        return named;
    }

    /// <summary>All findings in the order of the file.</summary>
    public ValueList<Finding> ToValueList() =>
        _findings.OrderBy(finding => finding.Position?.Line ?? 0).ThenBy(finding => finding.Position?.Column ?? 0).ToValueList();
}
