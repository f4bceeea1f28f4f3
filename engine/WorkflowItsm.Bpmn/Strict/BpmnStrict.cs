using System.Xml.Linq;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Bpmn.Strict.Rules;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>
/// Holds a BPMN file against what the standard demands in prose and its schema cannot say. A profile of its own: what
/// <see cref="BpmnFile.Read"/> accepts and runs may break rules here, because an engine needs less than the standard asks.
/// </summary>
public static class BpmnStrict
{
    /// <summary>The same bound that reading a file for execution has.</summary>
    private const int MaxElements = 20_000;

    private static readonly SentenceBook _book = new([.. Bpmn.ChineseFindings.Book.Pairs, .. ChineseFindings.Book.Pairs.ExceptBy(Bpmn.ChineseFindings.Book.Pairs.Keys, pair => pair.Key)]);

    /// <summary>Every rule of the profile, in the order of the standard.</summary>
    public static ValueList<BpmnRule> Rules { get; } = [.. RuleTable.All.Select(rule => new BpmnRule(rule.Code, rule.Clause, rule.Demand.By(_book)))];

    /// <summary>All findings at once, in the order of the file; each is an error whose code is a rule's. Nothing is thrown for bad input.</summary>
    /// <param name="fileName">Put on each finding as its file.</param>
    /// <param name="xml">The bytes of the file, at most 10 MB, in any encoding that its XML declaration names.</param>
    /// <param name="import">
    /// Gives the bytes of a file that an import names by its location, or null when there is none. Null: imported files are not
    /// looked into, and references that lead into them are not judged.
    /// </param>
    public static ValueList<Finding> Check(string fileName, ReadOnlyMemory<byte> xml, Func<string, ReadOnlyMemory<byte>?>? import = null)
    {
        var safe = SafeXml.Read(fileName, xml, LoadOptions.None, BpmnXmlFile.MaxNodes);
        if (safe.Document?.Root is not { } root) return safe.Findings;
        if (root.Name != BpmnXml.Model + "definitions")
            return [Whole("not-bpmn", $"found the root <{root.Name.LocalName}> in namespace \"{Words.Short(root.Name.NamespaceName)}\", expected <definitions> in namespace \"{BpmnXml.Model}\".", "Export the process as BPMN 2.0 XML.")];
        var count = root.DescendantsAndSelf().Count();
        if (count > MaxElements)
            return [Whole("too-many-elements", $"found {count} elements, at most {MaxElements} are read.", "Split the processes into several files.")];

        var model = new StrictModel(root, ImportedFiles.Read(root, import));
        return (
            from rule in RuleTable.All
            from offence in rule.Check(model)
            let finding = Tell(rule, offence)
            orderby finding.Position?.Line ?? 0, finding.Position?.Column ?? 0
            select finding).Distinct().ToValueList();

        Finding Tell(StrictRule rule, Offence offence)
        {
            var named = offence.At.AncestorsAndSelf().FirstOrDefault(element => element.Name != BpmnXml.Model + "definitions" && element.Text("id") is not null);
            var place = named is null ? "The file" : Words.Of(named);
            return new(rule.Code, Severity.Error, named?.Text("id"), SafeXml.PositionOf(offence.At),
                $"{place}: found {offence.Found}, expected {offence.Demand ?? rule.Demand} (BPMN 2.0.2, {rule.Clause}).", rule.Cure, _book)
            { File = fileName };
        }

        Finding Whole(string code, Sentence message, Sentence cure) =>
            new(code, Severity.Error, null, SafeXml.PositionOf(root), $"The file: {message}", cure, _book) { File = fileName };
    }
}

/// <summary>A rule of the standard that a file is held against.</summary>
/// <param name="Code">The code of its findings.</param>
/// <param name="Clause">Where BPMN 2.0.2 (formal/2013-12-09) demands it.</param>
/// <param name="Demand">What is expected, as part of a sentence, in both languages.</param>
public sealed record BpmnRule(string Code, string Clause, Sentence Demand);
