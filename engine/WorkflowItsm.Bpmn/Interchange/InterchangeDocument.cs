using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>
/// Any BPMN 2.0 file, whether it can be executed or not: every element, what it refers to, how it is drawn, and everything else kept.
/// To execute a file, read it with <see cref="BpmnFile"/>. Immutable; safe to share between threads.
/// </summary>
public sealed class InterchangeDocument
{
    private readonly XDocument _document;
    private readonly IReadOnlyDictionary<string, InterchangeElement> _byId;

    internal InterchangeDocument(XDocument document, InterchangeTree tree)
    {
        (_document, _byId) = (document, tree.ById);
        (Elements, Diagram, Foreign) = (tree.Elements, tree.Diagram, tree.Foreign);
    }

    /// <summary>All elements of BPMN's model, in file order; the definitions first.</summary>
    public IReadOnlyList<InterchangeElement> Elements { get; }

    /// <summary>All parts of its diagrams, in file order.</summary>
    public IReadOnlyList<DiagramPart> Diagram { get; }

    /// <summary>How many elements are of other namespaces than BPMN's and its diagrams', by namespace. They are kept as they are.</summary>
    public IReadOnlyDictionary<string, int> Foreign { get; }

    /// <summary>The first element with this id; null when there is none.</summary>
    public InterchangeElement? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// Reads a file. Only what is no BPMN at all is an error; references that lead nowhere, imports that are not opened, ids
    /// that occur twice and names that BPMN does not know are warnings. Nothing is thrown for bad input and nothing but the bytes is opened.
    /// </summary>
    /// <param name="fileName">Put on each finding as its file.</param>
    /// <param name="xml">The bytes, at most 10 MB.</param>
    public static InterchangeRead Read(string fileName, ReadOnlyMemory<byte> xml)
    {
        var safe = BpmnXmlFile.Read(fileName, xml);
        if (safe.Document is not { } document) return new(null, safe.Findings);
        var findings = new CappedFindings(fileName);
        OldNamespaces.Renew(document, findings);
        if (document.Root!.Name != BpmnXml.Model + "definitions")
        {
            DefinitionsReader.RefuseRoot(document.Root, findings.All);
            return new(null, findings.ToValueList());
        }
        var tree = new InterchangeTree(document.Root, findings);
        return new(new InterchangeDocument(document, tree), findings.ToValueList());
    }

    /// <summary>
    /// The file in UTF-8 with everything that was read, also what is not BPMN's. Children stand in the order that the schema fixes, where
    /// they did not; of a file that is in order the XML infoset is equal.
    /// </summary>
    public byte[] ToXml()
    {
        var ordered = new XDocument(_document);
        SchemaOrder.Restore(ordered.Root!);
        return BpmnXmlFile.Write(ordered);
    }

    /// <summary>Where two documents differ in elements, names, references, diagrams or foreign parts; empty when they are equal.</summary>
    public static ValueList<string> Differences(InterchangeDocument first, InterchangeDocument second) => InterchangeComparison.Of(first, second);

    internal XElement Root => _document.Root!;
}

/// <summary>The outcome of reading a file for interchange.</summary>
/// <param name="Document">The file; null exactly when a finding is an error.</param>
/// <param name="Findings">All findings, in the order of the file.</param>
public sealed record InterchangeRead(InterchangeDocument? Document, ValueList<Finding> Findings);
