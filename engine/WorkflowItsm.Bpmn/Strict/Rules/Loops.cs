using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Multi-instance activities (10.3.8).</summary>
internal static class Loops
{
    public static readonly StrictRule[] Rules =
    [
        new("multi-instance-without-count", "10.3.8", "a cardinality or an input collection in an executable process", "Write how many instances there are, or name a collection.",
            model => from loop in Several(model)
                     where loop.Part("loopCardinality") is null && loop.Part("loopDataInputRef") is null && model.IsExecutable(loop)
                     select new Offence(loop, "neither a cardinality nor an input collection")),
        new("loop-data-not-collection", "10.3.8", "a collection", "Mark the data as a collection.",
            model => from loop in Several(model)
                     from name in new[] { "loopDataInputRef", "loopDataOutputRef" }
                     let data = model.Target(loop.Part(name))
                     where data is not null && !data.Is("property") && !IsCollection(model, data)
                     select new Offence(loop, $"{name} {Names.Of(data)}, which is no collection")),
        new("output-item-differs", "10.3.8", "an output item of the type that the output collection is made of", "Give the output item the type of one element of the collection.",
            model => Differ(model, "loopDataOutputRef", "outputDataItem")),
        new("input-item-differs", "10.3.8", "an input item of the type that the input collection is made of", "Give the input item the type of one element of the collection.",
            model => Differ(model, "loopDataInputRef", "inputDataItem")),
    ];

    private static IEnumerable<XElement> Several(StrictModel model) => model.Of("multiInstanceLoopCharacteristics");

    private static IEnumerable<Offence> Differ(StrictModel model, string collection, string item)
    {
        foreach (var loop in Several(model))
        {
            if (model.Target(loop.Part(collection)) is not { } all || loop.Part(item) is not { } one) continue;
            if (IsCollection(model, one)) yield return new(one, "a collection");
            else if (Items.Structure(model.Item(all)) is { } structure && Items.Structure(model.Item(one)) != structure)
                yield return new(one, $"another structure than that of {Names.Of(all)}");
        }
    }

    private static bool IsCollection(StrictModel model, XElement data) => data.Flag("isCollection", false)
        || model.Item(data)?.Flag("isCollection", false) == true
        || (data.Is("dataObjectReference") && model.Target(data, "dataObjectRef")?.Flag("isCollection", false) == true);
}
