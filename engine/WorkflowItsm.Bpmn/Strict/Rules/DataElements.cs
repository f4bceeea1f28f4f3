using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Data inputs, data outputs and data objects one by one (8.4.10, 10.4.1).</summary>
internal static class DataElements
{
    public static readonly StrictRule[] Rules =
    [
        new("data-object-collection-differs", "8.4.10", "the same isCollection as the item definition has", "Make both a collection, or neither.",
            model => Differ(model, "dataObject", "inputDataItem", "outputDataItem")),
        new("input-collection-differs", "8.4.10", "the same isCollection as the item definition has", "Make both a collection, or neither.",
            model => Differ(model, "dataInput")),
        new("output-collection-differs", "8.4.10", "the same isCollection as the item definition has", "Make both a collection, or neither.",
            model => Differ(model, "dataOutput")),
        new("process-input-as-target", "10.4.1", "no data association inside the process that writes its input", "Write to a data object.",
            model => from end in model.Of("targetRef")
                     let data = model.Target(end)
                     where data.Is("dataInput") && data!.Parent.Is("ioSpecification") && data.Parent!.Parent.Is("process") && model.Process(end) == data.Parent.Parent
                     select new Offence(end.Parent!, $"the target {Names.Of(data)}")),
        new("process-output-as-source", "10.4.1", "no data association inside the process that reads its output", "Read from a data object.",
            model => from end in model.Of("sourceRef")
                     let data = model.Target(end)
                     where data.Is("dataOutput") && data!.Parent.Is("ioSpecification") && data.Parent!.Parent.Is("process") && model.Process(end) == data.Parent.Parent
                     select new Offence(end.Parent!, $"the source {Names.Of(data)}")),
    ];

    private static IEnumerable<Offence> Differ(StrictModel model, params string[] kinds) =>
        from data in model.Of(kinds)
        let item = model.Target(data, "itemSubjectRef")
        where item.Is("itemDefinition") && item!.Flag("isCollection", false) != data.Flag("isCollection", false)
        select new Offence(data, $"another isCollection than at {Names.Of(item)}");
}
