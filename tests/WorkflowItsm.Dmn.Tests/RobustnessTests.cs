using System.Text;
using System.Xml.Linq;
using CsCheck;
using WorkflowItsm.Feel;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Dmn.Tests;

public sealed class RobustnessTests
{
    private static readonly string[] _shipped =
        [.. Directory.GetFiles(RepositoryRoot.PathOf("rules", "decisions"), "*.dmn").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static readonly string[] _texts = ["", "-", "1", "\"x\"", "1..", "not(", "labels", "?", "for", "{a: 1}", "UNIQUE", "null", "COLLECT", "#class", "priority"];

    /// <summary>One random wound: an element deleted, doubled or moved into itself, or a text or attribute replaced.</summary>
    private static readonly Gen<Func<XDocument, string>> _wound = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 10_000], Gen.Int[0, _texts.Length - 1])
        .Select((kind, at, text) => new Func<XDocument, string>(document => Wound(document, kind, at, _texts[text])));

    [Fact]
    public void A_damaged_file_gives_findings_or_a_model_that_evaluates_and_never_throws() =>
        Gen.Select(Gen.Int[0, _shipped.Length - 1], _wound.Array[1, 4]).Sample((file, wounds) =>
        {
            var document = XDocument.Parse(_shipped[file]);
            foreach (var wound in wounds) wound(document);
            var read = DmnModel.Read("damaged.dmn", Encoding.UTF8.GetBytes(document.ToString()));
            foreach (var decision in read.Model?.Decisions ?? [])
                decision.Evaluate(FeelContext.Of(("impact", 1), ("class", "紧急"), ("labels", Some.Value("{service: 1}"))), Some.Session());
            return read.Model is null == read.Findings.Any(finding => finding.Severity == Severity.Error);
        }, iter: 300);

    private static string Wound(XDocument document, int kind, int at, string text)
    {
        var elements = document.Root!.Descendants().Where(element => !element.Name.LocalName.StartsWith("DMN", StringComparison.Ordinal)).ToList();
        if (elements.Count == 0) return "nothing left";
        var element = elements[at % elements.Count];
        switch (kind)
        {
            case 0: element.Remove(); break;
            case 1: element.AddAfterSelf(new XElement(element)); break;
            case 2: element.Add(new XElement(element)); break;
            case 3: element.SetValue(text); break;
            default:
                if (element.Attributes().ElementAtOrDefault(at % 3) is { IsNamespaceDeclaration: false } attribute) attribute.Value = text;
                break;
        }
        return $"{kind} at {element.Name.LocalName}";
    }
}
