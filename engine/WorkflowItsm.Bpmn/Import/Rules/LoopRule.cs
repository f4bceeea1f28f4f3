using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>The list of a multi-instance activity, its item, and what its rounds give.</summary>
internal static class LoopRule
{
    public static void Ask(XElement marker, ImportPlan plan)
    {
        var zeebe = marker.ZeebePart("loopCharacteristics");
        plan.Mark(zeebe);
        foreach (var attribute in marker.Attributes())
            if (ForeignXml.Is(attribute.Name.Namespace) && attribute.Name.LocalName is "collection" or "elementVariable") plan.Mark(attribute);
        if (marker.Parent is not { } activity || BpmnXml.Setting(activity, "loop") is not null) return;
        if (zeebe is not null) AskZeebe(marker, activity, zeebe, plan);
        else if (marker.Theirs("collection") is { } collection)
        {
            var list = JuelTemplate.IsExpression(collection.Value) ? plan.Feel(marker, collection.Value) : collection.Value;
            if (list is null) return;
            var item = marker.Theirs("elementVariable")?.Value;
            plan.Offer("import-loop", marker, collection, $"<itsm:loop collection='{list}'{Attribute("item", item)}/>",
                _ => OurXml.Set(activity, "loop", ("collection", list), ("item", item)));
        }
        foreach (var aggregation in marker.FamilyParts("variableAggregation"))
        {
            plan.Mark(aggregation);
            plan.Refuse("import-loop-results", marker, new(ForeignXml.SpokenName(aggregation), aggregation.Text("target") ?? ""),
                "Name the list in results of <itsm:loop>, and what each round gives in result.");
        }
    }

    private static void AskZeebe(XElement marker, XElement activity, XElement zeebe, ImportPlan plan)
    {
        if (zeebe.Own("inputCollection") is not { } collection) return;
        var list = Expressions.WithoutEquals(collection.Value);
        var (item, results) = (zeebe.Text("inputElement"), zeebe.Text("outputCollection"));
        var result = zeebe.Text("outputElement") is { } each ? Expressions.WithoutEquals(each) : null;
        plan.Offer("import-loop", marker, collection,
            $"<itsm:loop collection='{list}'{Attribute("item", item)}{Attribute("results", results)}{Attribute("result", result)}/>",
            _ => OurXml.Set(activity, "loop", ("collection", list), ("item", item), ("results", results), ("result", result)));
    }

    private static string Attribute(string name, string? value) => value is null ? "" : $" {name}='{value}'";
}
