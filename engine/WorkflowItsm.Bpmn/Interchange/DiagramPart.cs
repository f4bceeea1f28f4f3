using System.Globalization;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>A part of a diagram: a BPMNDiagram, BPMNPlane, BPMNShape, BPMNEdge, BPMNLabel or BPMNLabelStyle. Immutable; safe to share between threads.</summary>
public sealed class DiagramPart
{
    /// <summary>BPMN's diagram interchange, and the two namespaces of the Diagram Definition that it builds on.</summary>
    internal static readonly XNamespace Bpmndi = "http://www.omg.org/spec/BPMN/20100524/DI", Dc = "http://www.omg.org/spec/DD/20100524/DC", Di = "http://www.omg.org/spec/DD/20100524/DI";

    internal DiagramPart(XElement source, DiagramPart? parent) => (Source, Parent) = (source, parent);

    internal XElement Source { get; }

    /// <summary>The part's name, such as <c>BPMNShape</c>.</summary>
    public string Kind => Source.Name.LocalName;

    /// <summary>The id; null when it has none.</summary>
    public string? Id => Source.Text("id");

    /// <summary>The part around it; null for a diagram.</summary>
    public DiagramPart? Parent { get; }

    /// <summary>What it draws; null for parts that draw nothing of the model, and where the file names nothing that there is.</summary>
    public InterchangeElement? Element { get; internal set; }

    /// <summary>Of a shape or label: x, y, width and height; null when it has none or they are no numbers.</summary>
    public DiagramBounds? Bounds => Source.Element(Dc + "Bounds") is { } bounds
        && Number(bounds, "x") is { } x && Number(bounds, "y") is { } y && Number(bounds, "width") is { } width && Number(bounds, "height") is { } height
            ? new(x, y, width, height)
            : null;

    /// <summary>Of an edge: its corners, in order; points that are no numbers are left out.</summary>
    public ValueList<DiagramPoint> Waypoints =>
    [
        .. from point in Source.Elements(Di + "waypoint")
           let x = Number(point, "x")
           let y = Number(point, "y")
           where x is not null && y is not null
           select new DiagramPoint(x.Value, y.Value)
    ];

    private static double? Number(XElement element, string attribute) =>
        double.TryParse(element.Text(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A rectangle of a diagram, in its units, from the upper left corner.</summary>
public readonly record struct DiagramBounds(double X, double Y, double Width, double Height);

/// <summary>A point of a diagram, in its units.</summary>
public readonly record struct DiagramPoint(double X, double Y);
