using System.Xml.Linq;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>The BPMN files that a file imports, directly or through others: only what references need of them.</summary>
internal sealed class ImportedFiles
{
    /// <summary>The import types of BPMN 2.0.2, 8.2.2.</summary>
    public const string Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>Imports may be cyclic and many; beyond this number they stay unread.</summary>
    private const int MaxFiles = 50;

    private readonly Dictionary<string, XElement> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, XElement>> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);

    /// <summary>How much more may be built: all imported files together may be as large as the one that imports them.</summary>
    private int _room = BpmnXmlFile.MaxNodes;

    private int _bytes = SafeXml.MaxBytes;

    /// <summary>Whether imported files were asked for at all.</summary>
    public bool IsAsked { get; private init; }

    /// <summary>Whether a BPMN file is imported that could not be looked into.</summary>
    public bool AnyUnread => _unread.Count > 0;

    /// <summary>The roots of the files that were read.</summary>
    public IEnumerable<XElement> Roots => _read.Values;

    public static ImportedFiles Read(XElement root, Func<string, ReadOnlyMemory<byte>?>? import)
    {
        var files = new ImportedFiles { IsAsked = import is not null };
        var waiting = new Queue<XElement>(Of(root));
        while (waiting.TryDequeue(out var next))
        {
            var location = next.Text("location") ?? "";
            if (files._read.ContainsKey(location)) continue;
            if (files._read.Count < MaxFiles && files.Open(location, import) is { } imported)
            {
                files.Add(location, imported);
                files._room -= imported.DescendantNodesAndSelf().Sum(node => 1 + ((node as XElement)?.Attributes().Count() ?? 0));
                foreach (var further in Of(imported)) waiting.Enqueue(further);
            }
            else if (next.Text("namespace") is { } space)
            {
                files._unread.Add(space);
            }
        }

        return files;
    }

    /// <summary>The root of the file that an import names; null when it was not read.</summary>
    public XElement? RootOf(XElement import) => _read.GetValueOrDefault(import.Text("location") ?? "");

    /// <summary>Whether a file of this namespace was read.</summary>
    public bool IsRead(string space) => _ids.ContainsKey(space);

    public bool IsUnread(string space) => _unread.Contains(space);

    /// <summary>An element of an imported file; a name without a namespace is looked for in all of them.</summary>
    public XElement? Find(string? space, string id) => space is null
        ? _ids.Values.Select(ids => ids.GetValueOrDefault(id)).FirstOrDefault(element => element is not null)
        : _ids.GetValueOrDefault(space)?.GetValueOrDefault(id);

    private static IEnumerable<XElement> Of(XElement root) =>
        root.Elements(BpmnXml.Model + "import").Where(import => import.Text("importType") is null or Bpmn);

    private XElement? Open(string location, Func<string, ReadOnlyMemory<byte>?>? import)
    {
        if (_room <= 0 || import?.Invoke(location) is not { } bytes || bytes.Length > _bytes) return null;
        // Also for what turns out to be of no use: it has cost as much.
        _bytes -= bytes.Length;
        return SafeXml.Read(location, bytes, maxNodes: _room).Document?.Root is { } root && root.Is("definitions") ? root : null;
    }

    private void Add(string location, XElement root)
    {
        _read.Add(location, root);
        var space = root.Text("targetNamespace") ?? "";
        var ids = _ids.TryGetValue(space, out var known) ? known : _ids[space] = new(StringComparer.Ordinal);
        foreach (var element in root.DescendantsAndSelf())
            if (element.Name.Namespace == BpmnXml.Model && element.Text("id") is { } id)
                ids.TryAdd(id, element);
    }
}
