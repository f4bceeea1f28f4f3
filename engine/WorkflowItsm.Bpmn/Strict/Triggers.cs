using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>What events wait for or throw, in the words of the standard's tables.</summary>
internal static class Triggers
{
    private const string Ending = "EventDefinition";

    /// <summary>The definitions of an event, its own first, then those that it refers to.</summary>
    public static IEnumerable<XElement> Definitions(this StrictModel model, XElement node) =>
        node.Parts().Where(part => part.Is(Kinds.EventDefinitions))
            .Concat(model.Targets(node, "eventDefinitionRef").Where(definition => definition.Is(Kinds.EventDefinitions)));

    /// <summary>"message", "timer", "compensate" …</summary>
    public static string Trigger(XElement definition) => definition.Name.LocalName[..^Ending.Length];

    /// <summary>Whether an event has a trigger of a kind.</summary>
    public static bool Has(this StrictModel model, XElement node, string trigger) => model.Definitions(node).Any(definition => Trigger(definition) == trigger);

    /// <summary>Whether an event has a trigger; one that it refers to in vain counts, because that is said elsewhere.</summary>
    public static bool HasAny(this StrictModel model, XElement node) => node.Part("eventDefinitionRef") is not null || model.Definitions(node).Any();

    /// <summary>An offence for each trigger that is not among the allowed ones.</summary>
    public static IEnumerable<Offence> Other(this StrictModel model, XElement node, params string[] allowed) =>
        from definition in model.Definitions(node)
        where !allowed.Contains(Trigger(definition))
        select new Offence(node, Names.Of(definition));
}
