using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Intermediate events in normal flow (10.5.4).</summary>
internal static class IntermediateEvents
{
    public static readonly StrictRule[] Rules =
    [
        new("intermediate-without-incoming", "10.5.4", "a flow that reaches an intermediate event", "Lead a sequence flow to it, or delete it.",
            model => from node in All(model)
                     where !model.HasIncoming(node) && !IsLink(model, node, "intermediateCatchEvent")
                     select new Offence(node, "no incoming sequence flow")),
        new("intermediate-without-outgoing", "10.5.4", "a flow that leaves an intermediate event", "Lead a sequence flow on, or use an end event.",
            model => from node in All(model)
                     where !model.HasOutgoing(node) && !IsLink(model, node, "intermediateThrowEvent")
                     select new Offence(node, "no outgoing sequence flow")),
        new("catch-without-trigger", "10.5.4", "a trigger at a catch event", "Give the event a trigger.",
            model => from node in model.Of("intermediateCatchEvent")
                     where !model.HasAny(node)
                     select new Offence(node, "no trigger")),
        new("catch-trigger", "10.5.4", "message, timer, conditional, link or signal", "Choose one of these triggers.",
            model => from node in model.Of("intermediateCatchEvent")
                     from offence in model.Other(node, "message", "timer", "conditional", "link", "signal", "compensate")
                     select offence),
        new("catch-compensation", "10.5.5", "no compensation at a catch event in normal flow", "Put the event on the border of an activity.",
            model => from node in model.Of("intermediateCatchEvent")
                     from definition in model.Definitions(node)
                     where Triggers.Trigger(definition) == "compensate"
                     select new Offence(node, Names.Of(definition))),
        new("throw-trigger", "10.5.4", "message, escalation, compensation, link or signal, or nothing", "Choose one of these, or none.",
            model => from node in model.Of("intermediateThrowEvent")
                     from offence in model.Other(node, "message", "escalation", "compensate", "link", "signal")
                     select offence),
    ];

    private static IEnumerable<XElement> All(StrictModel model) => model.Of(["intermediateCatchEvent", "intermediateThrowEvent"]);

    private static bool IsLink(StrictModel model, XElement node, string kind) => node.Is(kind) && model.Has(node, "link");
}
