using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>What data is made of. Two item definitions are equivalent when they are the same, or have the same structure.</summary>
internal static class Items
{
    /// <summary>The item definition of data, of a message, or of what an event carries; null when none is given.</summary>
    public static XElement? Item(this StrictModel model, XElement? data) => data?.Name.LocalName switch
    {
        null => null,
        "message" => model.Target(data, "itemRef"),
        "signal" or "error" or "escalation" => model.Target(data, "structureRef"),
        "dataObjectReference" when data.Text("itemSubjectRef") is null => model.Item(model.Target(data, "dataObjectRef") is { } named && named.Is("dataObject") ? named : null),
        "dataStoreReference" when data.Text("itemSubjectRef") is null => model.Item(model.Target(data, "dataStoreRef") is { } named && named.Is("dataStore") ? named : null),
        _ => model.Target(data, "itemSubjectRef"),
    };

    /// <summary>Equal for equivalent item definitions; null for none.</summary>
    public static string? Key(XElement? item) => item is null ? null
        : Structure(item) is { } structure ? $"{structure} {item.Flag("isCollection", false)}"
        : $"#{item.Text("id")}";

    /// <summary>The structure of an item definition, its prefix resolved.</summary>
    public static string? Structure(XElement? item)
    {
        if (item?.Text("structureRef") is not { } name) return null;
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && item.GetNamespaceOfPrefix(name[..colon]) is { } space ? $"{{{space}}}{name[(colon + 1)..]}" : name;
    }

    /// <summary>What the event definition carries: the message, signal, error or escalation.</summary>
    public static XElement? Payload(this StrictModel model, XElement definition) => Triggers.Trigger(definition) switch
    {
        "message" => model.Target(definition, "messageRef"),
        "signal" => model.Target(definition, "signalRef"),
        "error" => model.Target(definition, "errorRef"),
        "escalation" => model.Target(definition, "escalationRef"),
        _ => null,
    };

    /// <summary>The data inputs or outputs of an activity, a callable element or an event.</summary>
    public static List<XElement> Data(XElement owner, string kind) =>
        [.. (owner.Is(Kinds.Events) ? owner : owner.Part("ioSpecification"))?.Elements(BpmnXml.Model + kind) ?? []];
}
