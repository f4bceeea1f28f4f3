using System.Text;
using System.Xml.Linq;
using CsCheck;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Tests;

public sealed class MutationTests
{
    private static readonly string[] Values = ["", " ", "Start", "Task_handle", "desk", "true", "false", "-1", "PT", "R/", "2026-99-99", "((((", "=", "\"", "给"];

    private static readonly Gen<(int What, int Where, int With)[]> Changes = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Array[1, 12];

    [Fact]
    public void A_damaged_file_gives_findings_and_never_throws() =>
        Changes.Sample(changes =>
        {
            var document = XDocument.Load(new MemoryStream(Repository.Rich), LoadOptions.PreserveWhitespace);
            foreach (var change in changes) Damage(document, change);
            var read = BpmnFile.Read("damaged.bpmn", Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting)));
            return read.File is null == read.Findings.Items.Any(finding => finding.Severity == Severity.Error)
                && read.Findings.Items.All(finding => finding.Message.Length > 0 && finding.Cure.Length > 0);
        }, iter: 500);

    [Fact]
    public void Damaged_bytes_give_findings_and_never_throw() =>
        Gen.Select(Gen.Int[0, Repository.Rich.Length - 1], Gen.Byte).Array[1, 5].Sample(changes =>
        {
            var bytes = Repository.Rich.ToArray();
            foreach (var (where, with) in changes) bytes[where] = with;
            var read = BpmnFile.Read("damaged.bpmn", bytes);
            return read.File is null == read.Findings.Items.Any(finding => finding.Severity == Severity.Error);
        }, iter: 300);

    private static void Damage(XDocument document, (int What, int Where, int With) change)
    {
        var elements = document.Descendants().Skip(1).ToList();
        if (elements.Count == 0) return;
        var element = elements[change.Where % elements.Count];
        var other = elements[change.With % elements.Count];
        var attributes = element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
        var attribute = attributes.Count == 0 ? null : attributes[change.With % attributes.Count];
        switch (change.What)
        {
            case 0: element.Remove(); break;
            case 1: element.AddAfterSelf(new XElement(element)); break;
            case 2: attribute?.Remove(); break;
            case 3: attribute?.SetValue(Values[change.With % Values.Length]); break;
            case 4: element.Name = other.Name; break;
            case 5 when !other.AncestorsAndSelf().Contains(element): element.Remove(); other.Add(element); break;
            case 6 when !element.HasElements: element.Value = Values[change.With % Values.Length]; break;
            case 7 when other.Attribute("id") is { } id: attribute?.SetValue(id.Value); break;
        }
    }
}
