using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Events on the border of an activity (10.5.4).</summary>
internal static class BoundaryEvents
{
    public static readonly StrictRule[] Rules =
    [
        new("boundary-without-trigger", "10.5.4", "a trigger at an event on a border", "Give the event a trigger.",
            model => from node in All(model)
                     where !model.HasAny(node)
                     select new Offence(node, "no trigger")),
        new("boundary-trigger", "10.5.4", "message, timer, error, escalation, cancel, compensation, conditional or signal", "Choose one of these triggers.",
            model => from node in All(model)
                     from offence in model.Other(node, "message", "timer", "error", "escalation", "cancel", "compensate", "conditional", "signal")
                     select offence),
        new("boundary-must-interrupt", "10.5.4", "an event that interrupts for an error, a cancel or a compensation", "Make the event interrupting, or use another trigger.",
            model => from node in All(model)
                     where !node.Flag("cancelActivity", true)
                     from definition in model.Definitions(node)
                     where Triggers.Trigger(definition) is "error" or "cancel" or "compensate"
                     select new Offence(node, $"{Names.Of(definition)} at an event that does not interrupt")),
        new("boundary-cancel-outside-transaction", "10.5.4", "a cancel event on the border of a transaction only", "Make the sub-process a transaction, or use an error.",
            model => from node in All(model)
                     let activity = model.Target(node, "attachedToRef")
                     where activity is not null && !activity.Is("transaction") && model.Has(node, "cancel")
                     select new Offence(node, $"a cancel event on {Names.Of(activity)}")),
        new("boundary-with-incoming", "10.5.4", "no flow that ends at an event on a border", "Lead the flow to the activity, or to an element after the event.",
            model => from node in All(model)
                     from flow in model.Into(node)
                     select new Offence(node, $"the incoming {Names.Of(flow)}")),
        new("boundary-without-outgoing", "10.5.4", "a flow that leaves an event on a border", "Lead a sequence flow from here to what is done then.",
            model => from node in All(model)
                     where !model.HasOutgoing(node) && !model.Has(node, "compensate")
                     select new Offence(node, "no outgoing sequence flow")),
        new("compensation-boundary-with-outgoing", "10.5.4", "an association instead of a flow at a compensation event", "Use an association to the activity that compensates.",
            model => from node in All(model)
                     where model.Has(node, "compensate")
                     from flow in model.OutOf(node)
                     select new Offence(node, $"the outgoing {Names.Of(flow)}")),
        new("boundary-elsewhere", "10.5.4", "an activity beside the event", "Drag the event onto the border of an activity.",
            model => from node in All(model)
                     let activity = model.Target(node, "attachedToRef")
                     where activity.Is(Kinds.Activities) && activity!.Parent != node.Parent
                     select new Offence(node, $"the activity {Names.Of(activity)} at another level")),
    ];

    private static IEnumerable<XElement> All(StrictModel model) => model.Of("boundaryEvent");
}
