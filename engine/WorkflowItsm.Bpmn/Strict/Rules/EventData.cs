using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Data of events, and whose a definition is (10.4.1, 10.5.1).</summary>
internal static class EventData
{
    public static readonly StrictRule[] Rules =
    [
        new("event-data-count", "10.4.1", "one data input or output for each event definition", "Add the missing data, or remove what is too much.",
            model => from node in model.Of(Kinds.Events)
                     let data = Data(node)
                     let definitions = model.Definitions(node).Count()
                     where data.Count > 0 && definitions > 0 && data.Count != definitions
                     select new Offence(node, $"{data.Count} for {definitions} definitions")),
        new("event-data-item-differs", "10.4.1", "data with the item of what the event carries", "Give the data that item definition.",
            model => from node in model.Of(Kinds.Events)
                     let data = Data(node)
                     let definitions = model.Definitions(node).ToList()
                     where data.Count == definitions.Count
                     from pair in data.Zip(definitions)
                     where Items.Key(model.Item(model.Payload(pair.Second))) is { } carried && carried != Items.Key(model.Item(pair.First))
                     select new Offence(pair.First, $"another item than that of {Names.Of(model.Payload(pair.Second)!)}")),
        new("event-definition-borrowed", "10.5.1", "a definition of the event itself, or one at the root of the file", "Move the definition to the root, or give each event its own.",
            model => from reference in model.Of("eventDefinitionRef")
                     let definition = model.Target(reference)
                     where definition.Is(Kinds.EventDefinitions) && definition!.Parent.Is(Kinds.Events)
                     select new Offence(reference.Parent!, $"{Names.Of(definition)}, which belongs to {Names.Of(definition.Parent!)}")),
    ];

    private static List<XElement> Data(XElement node) => Items.Data(node, node.Is(Kinds.CatchEvents) ? "dataOutput" : "dataInput");
}
