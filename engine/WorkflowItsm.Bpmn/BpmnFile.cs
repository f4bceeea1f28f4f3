using System.Xml.Linq;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn;

/// <summary>A BPMN 2.0 file as read: its executable processes. Immutable; safe to share between threads.</summary>
public sealed class BpmnFile
{
    private readonly XDocument _document;

    private BpmnFile(XDocument document, ValueList<ProcessModel> processes) => (_document, Processes) = (document, processes);

    /// <summary>The executable processes, then the global tasks, in file order; at least one of them.</summary>
    public ValueList<ProcessModel> Processes { get; }

    /// <summary>Reads and verifies a file. All findings come at once, in the order of the file; nothing is thrown for bad input.</summary>
    /// <param name="fileName">Put on each finding as its file.</param>
    /// <param name="xml">The bytes of the file, at most 10 MB, in any encoding that its XML declaration names.</param>
    /// <param name="options">What the host can run besides; null: nothing.</param>
    public static BpmnRead Read(string fileName, ReadOnlyMemory<byte> xml, BpmnReadOptions? options = null)
    {
        var safe = BpmnXmlFile.Read(fileName, xml);
        if (safe.Document is not { } document) return new BpmnRead(null, safe.Findings);

        var findings = new FindingList(fileName);
        var nodes = new List<FlowNode>();
        var processes = DefinitionsReader.Read(document.Root!, options ?? BpmnReadOptions.Default, findings, nodes);
        return new BpmnRead(findings.HasErrors ? null : new BpmnFile(document, processes), findings.ToValueList()) { Nodes = [.. nodes] };
    }

    /// <summary>
    /// The file in UTF-8 with everything that was read, also what is not ours: foreign extension elements, the diagram,
    /// comments, white space. Of a file as read the XML infoset is equal.
    /// </summary>
    public byte[] ToXml() => BpmnXmlFile.Write(_document);
}

/// <summary>The outcome of reading a BPMN file.</summary>
/// <param name="File">The file; null exactly when a finding is an error.</param>
/// <param name="Findings">All findings, in the order of the file.</param>
public sealed record BpmnRead(BpmnFile? File, ValueList<Finding> Findings)
{
    /// <summary>
    /// The flow nodes of its executable processes that could be read, in the order of the file; also where errors keep it from running, so
    /// that what is wrong with a node by itself can be told with them.
    /// </summary>
    public ValueList<FlowNode> Nodes { get; init; }
}

/// <summary>What a host can run that a plain file may not ask for.</summary>
public sealed record BpmnReadOptions
{
    /// <summary>Nothing besides what the engine runs itself.</summary>
    public static BpmnReadOptions Default { get; } = new();

    /// <summary>
    /// The formats of script tasks, in lower case, that the host runs with its own rights, e.g. <c>csharp</c>; empty by default, and for everything
    /// that people publish. The empty text stands for a script without a format.
    /// </summary>
    public ValueList<string> ScriptLanguages { get; init; }

    /// <summary>
    /// Whether script tasks of every format are read, because the file was accepted before and is only read again; whether a script runs is
    /// then for who runs it to say. Default: false.
    /// </summary>
    public bool AcceptsEveryScript { get; init; }
}
