using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>The findings of one file as they come up.</summary>
internal sealed class FindingList(string fileName)
{
    private readonly List<Finding> _items = [];

    public int Errors { get; private set; }

    public bool HasErrors => Errors > 0;

    public void Error(string code, XElement at, Sentence message, Sentence cure) => Add(Severity.Error, code, at, message, cure);

    public void Warning(string code, XElement at, Sentence message, Sentence cure) => Add(Severity.Warning, code, at, message, cure);

    public void Information(string code, XElement at, Sentence message, Sentence cure) => Add(Severity.Information, code, at, message, cure);

    /// <summary>Findings of a FEEL text, told with the place of the text.</summary>
    public void Feel(ValueList<Finding> findings, XElement at, Sentence place, string text)
    {
        foreach (var finding in findings)
            Add(finding.Severity, finding.Code, at, $"{place}: in `{Say.Short(text)}`, {finding.Says}", finding.Advises);
    }

    /// <summary>In the order of the file; equals stay as they came.</summary>
    public ValueList<Finding> InOrder() =>
        _items.OrderBy(finding => finding.Position?.Line ?? 0).ThenBy(finding => finding.Position?.Column ?? 0).ToValueList();

    private void Add(Severity severity, string code, XElement at, Sentence message, Sentence cure)
    {
        if (severity == Severity.Error) Errors++;
        var id = at.AncestorsAndSelf().Select(element => (string?)element.Attribute("id")).FirstOrDefault(id => !string.IsNullOrEmpty(id));
        _items.Add(new Finding(code, severity, id, SafeXml.PositionOf(at), message, cure, ChineseFindings.Book) { File = fileName });
    }
}
