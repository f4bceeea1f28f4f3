using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>An element of BPMN's model namespace, as it stands in a file, executable or not. Immutable; safe to share between threads.</summary>
public sealed class InterchangeElement
{
    private readonly List<InterchangeElement> _children = [];
    private readonly List<InterchangeReference> _references = [];
    private readonly List<DiagramPart> _parts = [];

    internal InterchangeElement(XElement source, InterchangeElement? parent)
    {
        (Source, Parent) = (source, parent);
        parent?._children.Add(this);
    }

    internal XElement Source { get; }

    /// <summary>The element's name in BPMN, such as <c>userTask</c>.</summary>
    public string Kind => Source.Name.LocalName;

    /// <summary>The id; null when it has none.</summary>
    public string? Id => Source.Text("id");

    /// <summary>The name as drawn; null when it has none.</summary>
    public string? Name => Source.Text("name");

    /// <summary>The element around it; null for the definitions.</summary>
    public InterchangeElement? Parent { get; }

    /// <summary>The BPMN elements directly in it, in file order.</summary>
    public IReadOnlyList<InterchangeElement> Children => _children;

    /// <summary>What it refers to, in file order.</summary>
    public IReadOnlyList<InterchangeReference> References => _references;

    /// <summary>The shapes, edges and planes that draw it; several when it stands in several diagrams.</summary>
    public IReadOnlyList<DiagramPart> Parts => _parts;

    /// <summary>The value of an attribute of BPMN's own; null when it is not there.</summary>
    public string? Attribute(string name) => Source.Attribute(name)?.Value;

    internal void Add(InterchangeReference reference) => _references.Add(reference);

    internal void Add(DiagramPart part) => _parts.Add(part);
}

/// <summary>A text of a file that names another element.</summary>
/// <param name="Role">The attribute or child element that holds it, such as <c>sourceRef</c> or <c>incoming</c>.</param>
/// <param name="Text">The text as it stands, without white space around it.</param>
/// <param name="Target">The element; null when it stands in another file or nowhere.</param>
public sealed record InterchangeReference(string Role, string Text, InterchangeElement? Target);
