using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>One walk over a file: elements, diagram parts, foreign parts; then its references are resolved.</summary>
internal sealed class InterchangeTree
{
    private const string DefaultPrefix = "";

    private readonly CappedFindings _findings;
    private readonly XElement _root;
    private readonly string? _target;
    private readonly Dictionary<string, int> _foreign = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InterchangeElement> _byId = new(StringComparer.Ordinal);
    private readonly List<InterchangeElement> _elements = [];
    private readonly List<DiagramPart> _diagram = [];
    private readonly HashSet<string> _imported;
    private readonly List<Pending> _pending = [];

    // The prefixes in scope, kept while walking: asking each ancestor for each reference would cost depth times declarations.
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    public InterchangeTree(XElement root, CappedFindings findings)
    {
        (_root, _findings, _target) = (root, findings, root.Text("targetNamespace"));
        _imported = [.. root.Elements(BpmnXml.Model + "import").Select(import => import.Text("namespace")).OfType<string>()];
        Walk(root, null, null);
        foreach (var pending in _pending) Resolve(pending);
        foreach (var import in _elements.Where(element => element.Kind == "import")) ReportImport(import.Source);
    }

    public IReadOnlyList<InterchangeElement> Elements => _elements;

    public IReadOnlyList<DiagramPart> Diagram => _diagram;

    public IReadOnlyDictionary<string, int> Foreign => _foreign;

    public IReadOnlyDictionary<string, InterchangeElement> ById => _byId;

    private void Walk(XElement element, InterchangeElement? model, DiagramPart? part)
    {
        var outer = Declare(element);
        var name = element.Name.Namespace;
        if (name == BpmnXml.Model)
        {
            model = new InterchangeElement(element, model);
            _elements.Add(model);
            Read(model);
        }
        else if (name == DiagramPart.Bpmndi)
        {
            part = new DiagramPart(element, part);
            _diagram.Add(part);
            foreach (var attribute in Grammar.Of(part.Kind)?.ReferenceAttributes ?? [])
                if (element.Text(attribute) is { } text) Note(element, null, part, attribute, text);
        }
        else if (name != DiagramPart.Dc && name != DiagramPart.Di)
        {
            _foreign[name.NamespaceName] = _foreign.GetValueOrDefault(name.NamespaceName) + 1;
        }
        foreach (var child in element.Elements()) Walk(child, model, part);
        foreach (var (prefix, before) in outer)
            if (before is null) _prefixes.Remove(prefix);
            else _prefixes[prefix] = before;
    }

    private void Read(InterchangeElement model)
    {
        var element = model.Source;
        if (element.Text("id") is { } id && !_byId.TryAdd(id, model) && _findings.Takes("duplicate-id", element))
            _findings.All.Warning("duplicate-id", element,
                $"found the id \"{Words.Short(id)}\" a second time, it is already the id of {Words.Within(_byId[id].Source)}; expected each id once.",
                "Give one of the two elements another id.");
        if (Grammar.Of(model.Kind) is not { } grammar)
        {
            if (_findings.Takes("unknown-element", element))
                _findings.All.Warning("unknown-element", element, $"found <{Words.Short(model.Kind)}>, which BPMN 2.0 does not know; it is kept.",
                    "Correct the name of the element; BPMN's names are case-sensitive, such as userTask.");
            return;
        }
        foreach (var attribute in grammar.ReferenceAttributes)
            if (element.Text(attribute) is { } text) Note(element, model, null, attribute, text);
        if (model.Parent is { } holder && !element.HasElements && Grammar.Of(holder.Kind)?.ReferenceElements.Contains(model.Kind) == true
            && element.Value.Trim() is { Length: > 0 } content) Note(element, holder, null, model.Kind, content);
    }

    private void Note(XElement at, InterchangeElement? model, DiagramPart? part, string role, string text)
    {
        var colon = text.LastIndexOf(':');
        var prefix = colon < 0 ? DefaultPrefix : text[..colon];
        _pending.Add(new(at, model, part, role, text, text[(colon + 1)..], _prefixes.GetValueOrDefault(prefix)));
    }

    private void Resolve(Pending pending)
    {
        // Many files give references no prefix, or one that means nothing here: only a namespace that the file imports leads out of it.
        var leadsOut = pending.Namespace is { } name && name != _target && name != BpmnXml.Model.NamespaceName && _imported.Contains(name);
        var target = leadsOut ? null : _byId.GetValueOrDefault(pending.Text) ?? _byId.GetValueOrDefault(pending.Local);
        pending.Model?.Add(new InterchangeReference(pending.Role, pending.Text, target));
        if (pending.Part is { } part && pending.Role is "bpmnElement" && target is not null)
        {
            part.Element = target;
            target.Add(part);
        }
        // A called process may be one of another file; styles and the parts between which an edge runs are parts of the diagram, not of the model.
        if (target is not null || leadsOut || pending.Role is "calledElement" or "labelStyle" or "sourceElement" or "targetElement" or "choreographyActivityShape") return;
        if (pending.Part is not null && _findings.Takes("diagram-of-nothing", pending.At))
            _findings.All.Warning("diagram-of-nothing", pending.At,
                $"found <{pending.At.Name.LocalName}> for \"{Words.Short(pending.Text)}\", but no element has that id.",
                "Delete it from the diagram, or correct its bpmnElement.");
        else if (pending.Model is not null && _findings.Takes("dangling-reference", pending.At))
            _findings.All.Warning("dangling-reference", pending.At,
                $"found {pending.Role} \"{Words.Short(pending.Text)}\", but no element of the file has that id.",
                "Correct the reference, or delete it.");
    }

    private void ReportImport(XElement import)
    {
        if (_findings.Takes("import-not-opened", import))
            _findings.All.Warning("import-not-opened", import,
                $"found an import of \"{Words.Short(import.Text("location") ?? "")}\" for the namespace \"{Words.Short(import.Text("namespace") ?? "")}\", which is not opened; what it declares is not known.",
                "Nothing needs to be done if the file only refers to types; else put the imported definitions into this file.");
    }

    /// <summary>The declarations of an element come into scope; what they hide is given back.</summary>
    private List<(string Prefix, string? Before)> Declare(XElement element)
    {
        List<(string, string?)>? outer = null;
        for (var attribute = element.FirstAttribute; attribute is not null; attribute = attribute.NextAttribute)
        {
            if (!attribute.IsNamespaceDeclaration) continue;
            var prefix = attribute.Name.Namespace == XNamespace.None ? DefaultPrefix : attribute.Name.LocalName;
            (outer ??= []).Add((prefix, _prefixes.GetValueOrDefault(prefix)));
            _prefixes[prefix] = attribute.Value;
        }
        return outer ?? s_nothing;
    }

    private static readonly List<(string, string?)> s_nothing = [];

    private sealed record Pending(XElement At, InterchangeElement? Model, DiagramPart? Part, string Role, string Text, string Local, string? Namespace);
}
