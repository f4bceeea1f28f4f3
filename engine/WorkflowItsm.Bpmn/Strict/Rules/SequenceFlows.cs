using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Where sequence flows may lead (7.6.1, 8.4.13, 10.3.5).</summary>
internal static class SequenceFlows
{
    public static readonly StrictRule[] Rules =
    [
        new("flow-to-event-sub-process", "10.3.5", "no sequence flow at an event sub-process", "Delete the flow, or make it a sub-process without trigger.",
            model => from flow in model.Of("sequenceFlow")
                     let end = model.Target(flow, "targetRef")
                     where end.IsEventSubProcess()
                     select new Offence(flow, $"the target {Names.Of(end)}")),
        new("flow-from-event-sub-process", "10.3.5", "no sequence flow at an event sub-process", "Delete the flow, or make it a sub-process without trigger.",
            model => from flow in model.Of("sequenceFlow")
                     let end = model.Target(flow, "sourceRef")
                     where end.IsEventSubProcess()
                     select new Offence(flow, $"the source {Names.Of(end)}")),
        new("flow-not-listed", "8.4.13", "the flow among the outgoing flows of its source and the incoming flows of its target", "List the flow at both ends.",
            model => Unlisted(model, "sourceRef", "outgoing", model.IsOutgoing).Concat(Unlisted(model, "targetRef", "incoming", model.IsIncoming))
                .Concat(Claimed(model, "outgoing", "sourceRef")).Concat(Claimed(model, "incoming", "targetRef"))),
        new("flow-between-pools", "7.6.1", "both ends in one process", "Use a message flow.",
            model => from flow in model.Of("sequenceFlow")
                     let source = model.Target(flow, "sourceRef")
                     let target = model.Target(flow, "targetRef")
                     where source is not null && target is not null
                         && model.Process(source) is { } one && model.Process(target) is { } other && one != other
                     select new Offence(flow, $"the source in {Names.Of(model.Process(source)!)} and the target in {Names.Of(model.Process(target)!)}")),
        new("flow-across-border", "7.6.1", "both ends at one level, inside the same process or sub-process", "Let the flow begin and end at the border of the sub-process, or at elements beside each other.",
            model => from flow in model.Of("sequenceFlow")
                     let source = model.Target(flow, "sourceRef")
                     let target = model.Target(flow, "targetRef")
                     where source.Is(Kinds.FlowNodes) && target.Is(Kinds.FlowNodes) && StrictModel.Scope(source!) != StrictModel.Scope(target!)
                     select new Offence(flow, $"the source {Names.Of(source)} and the target {Names.Of(target)} at different levels")),
    ];

    private static IEnumerable<Offence> Unlisted(StrictModel model, string end, string list, Func<XElement, XElement, bool> lists) =>
        from flow in model.Of("sequenceFlow")
        let node = model.Target(flow, end)
        where node.Is(Kinds.FlowNodes) && !lists(node!, flow)
        select new Offence(flow, $"that {Names.Of(node)} does not list it as {list}");

    private static IEnumerable<Offence> Claimed(StrictModel model, string list, string end) =>
        from entry in model.Of(list)
        let flow = model.Target(entry)
        where flow.Is("sequenceFlow") && model.Target(flow!, end) != entry.Parent
        select new Offence(entry.Parent!, $"{Names.Of(flow)} listed as {list}, which has another {end}");
}
