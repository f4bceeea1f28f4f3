using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>References lead to an element of the kind that the metamodel says.</summary>
internal static class ReferenceRules
{
    public static readonly StrictRule[] Rules =
    [
        new("reference-unknown", "8.1", "the id of an element", "Correct the reference, or declare the element.",
            model => from reference in ReferenceTable.In(model)
                     where reference.Target is null && !model.IsOutOfSight(reference.At, reference.Text)
                     select new Offence(reference.At, $"{reference.Kind.Name} \"{Words.Short(reference.Text)}\", which leads nowhere", reference.Kind.What)),
        new("reference-of-wrong-kind", "8.1", "an element of the right kind", "Correct the reference.",
            model => from reference in ReferenceTable.In(model)
                     where reference.Target is { } target && reference.Kind.Targets is { } kinds && !target.Is(kinds) && !IsArtifactEnd(reference)
                     select new Offence(reference.At, $"{reference.Kind.Name} \"{Words.Short(reference.Text)}\", which leads to {Names.Of(reference.Target!)}", reference.Kind.What)),
        new("diagram-reference-unknown", "12.2.3", "the id of an element", "Remove the shape, or draw the element.",
            model => from shape in Shapes(model.Root)
                     where shape.Text("bpmnElement") is { } name && model.Resolve(shape, name) is null && !model.IsOutOfSight(shape, name)
                     select new Offence(shape, $"bpmnElement \"{Words.Short(shape.Text("bpmnElement")!)}\", which leads nowhere")),
    ];

    /// <summary>A flow at an artifact breaks a rule that says more.</summary>
    private static bool IsArtifactEnd(Reference reference) => reference.Target.Is(Kinds.Artifacts) && (reference.At.Is("sequenceFlow") || reference.At.Is("messageFlow"));

    private static IEnumerable<XElement> Shapes(XElement root) =>
        root.Elements().Where(part => part.Name.LocalName == "BPMNDiagram").Descendants().Where(element => element.Attribute("bpmnElement") is not null);
}
