using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Data associations (10.4.1).</summary>
internal static class DataAssociations
{
    public static readonly StrictRule[] Rules =
    [
        new("association-items-differ", "10.4.1", "the same item at both ends, or a transformation", "Add a transformation, or use the same item definition.",
            model => from association in All(model)
                     where association.Part("transformation") is null
                     let target = model.Target(association.Part("targetRef"))
                     from source in model.Targets(association, "sourceRef")
                     where Items.Key(model.Item(source)) is { } read && Items.Key(model.Item(target)) is { } written && read != written
                     select new Offence(association, $"{Names.Of(source)} and {Names.Of(target!)} with different items")),
        new("association-many-sources", "10.4.1", "a single source, or a transformation", "Add a transformation, or use several associations.",
            model => from association in All(model)
                     where association.Part("transformation") is null && association.Elements(BpmnXml.Model + "sourceRef").Count() > 1
                     select new Offence(association, "several sources")),
        new("input-association-target", "10.4.1", "a target that is an input or a property of the element itself", "Lead the association to a data input of the element.",
            model => from association in model.Of("dataInputAssociation")
                     let target = model.Target(association.Part("targetRef"))
                     where target.Is(Kinds.ItemAware) && !Owns(association.Parent!, target!)
                     select new Offence(association, $"the target {Names.Of(target!)}")),
        new("output-association-source", "10.4.1", "a source that is an output or a property of the element itself", "Begin the association at a data output of the element.",
            model => from association in model.Of("dataOutputAssociation")
                     from source in model.Targets(association, "sourceRef")
                     where source.Is(Kinds.ItemAware) && !Owns(association.Parent!, source)
                     select new Offence(association, $"the source {Names.Of(source)}")),
    ];

    private static IEnumerable<XElement> All(StrictModel model) => model.Of(["dataInputAssociation", "dataOutputAssociation"]);

    /// <summary>Data stand in the element, in its specification or in its loop marker.</summary>
    private static bool Owns(XElement owner, XElement data) => data.Parent == owner || data.Parent?.Parent == owner;
}
