using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Rules;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import;

/// <summary>
/// Opens files that were made for Camunda 7, Camunda 8, Flowable or Activiti: says what has to change and makes the changes that need no
/// judgement. Pure. The other engine's settings stay in the file; beside them stand ours. A file that needs nothing comes back as it is.
/// </summary>
public static class BpmnImport
{
    /// <summary>Finds every change; nothing is thrown for bad input.</summary>
    /// <param name="fileName">Put on each finding as its file.</param>
    /// <param name="xml">The bytes, at most 10 MB.</param>
    public static ImportExamination Examine(string fileName, ReadOnlyMemory<byte> xml)
    {
        var (document, findings) = Open(fileName, xml);
        if (document is null) return new([], [], findings);
        var plan = Plan(fileName, document);
        return new(EnginesOf(document.Root!), [.. plan.Steps.Select(step => step.Change)], []);
    }

    /// <summary>
    /// Makes changes; doing it again changes nothing more. A file that cannot be read comes back as it is.
    /// </summary>
    /// <param name="fileName">As for <see cref="Examine"/>.</param>
    /// <param name="xml">The bytes, at most 10 MB.</param>
    /// <param name="fixes">Which changes, by the names that <see cref="Examine"/> gave; null makes all that can be made.</param>
    public static ImportApplied Apply(string fileName, ReadOnlyMemory<byte> xml, IReadOnlySet<string>? fixes = null)
    {
        var (document, _) = Open(fileName, xml);
        if (document is null) return new(xml, [], []);
        var plan = Plan(fileName, document);
        var chosen = plan.Steps.Where(step => step.Change.Fix is { } fix && fixes?.Contains(fix) != false).ToList();
        if (chosen.Count == 0) return new(xml, [], []);
        var files = new List<ImportedFile>();
        foreach (var step in chosen) step.Make!(files);
        SchemaOrder.Restore(document.Root!);
        return new(BpmnXmlFile.Write(document), [.. files.DistinctBy(file => file.Path)], [.. chosen.Select(step => step.Change.Fix!)]);
    }

    private static (XDocument? Document, ValueList<Finding> Findings) Open(string fileName, ReadOnlyMemory<byte> xml)
    {
        var safe = BpmnXmlFile.Read(fileName, xml);
        if (safe.Document is not { } document) return (null, safe.Findings);
        var findings = new FindingList(fileName);
        return DefinitionsReader.IsReadable(document.Root!, findings) ? (document, []) : (null, findings.ToValueList());
    }

    private static ImportPlan Plan(string fileName, XDocument document)
    {
        var plan = new ImportPlan(fileName, EnginesOf(document.Root!));
        foreach (var element in document.Root!.DescendantsAndSelf().ToList())
            if (element.Name.Namespace == BpmnXml.Model) RuleTable.Ask(element, plan);
        plan.Finish(document.Root!);
        return plan;
    }

    private static ValueList<ForeignEngine> EnginesOf(XElement root)
    {
        var found = new HashSet<XNamespace>();
        foreach (var element in root.DescendantsAndSelf())
        {
            found.Add(element.Name.Namespace);
            for (var attribute = element.FirstAttribute; attribute is not null; attribute = attribute.NextAttribute)
                found.Add(attribute.IsNamespaceDeclaration ? attribute.Value : attribute.Name.Namespace);
        }
        (XNamespace Name, ForeignEngine Engine)[] known =
        [
            (ForeignXml.Camunda, ForeignEngine.Camunda7), (ForeignXml.Zeebe, ForeignEngine.Camunda8), (ForeignXml.Flowable, ForeignEngine.Flowable), (ForeignXml.Activiti, ForeignEngine.Activiti),
        ];
        return [.. known.Where(one => found.Contains(one.Name)).Select(one => one.Engine)];
    }
}
