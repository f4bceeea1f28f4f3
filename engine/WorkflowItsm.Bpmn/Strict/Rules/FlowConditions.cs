using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Conditions, defaults and immediacy of sequence flows (8.4.13).</summary>
internal static class FlowConditions
{
    public static readonly StrictRule[] Rules =
    [
        new("flow-not-immediate", "8.4.13", "no such attribute in an executable process", "Remove the attribute.",
            model => from flow in model.Of("sequenceFlow")
                     where !flow.Flag("isImmediate", true) && model.IsExecutable(flow)
                     select new Offence(flow, "isImmediate \"false\"")),
        new("condition-at-wrong-source", "8.4.13", "no condition on a flow that leaves an event or a parallel gateway", "Remove the condition, or put an exclusive gateway between them.",
            model => from flow in model.Of("sequenceFlow")
                     let source = model.Target(flow, "sourceRef")
                     where flow.Part("conditionExpression") is not null && (source.Is(Kinds.Events) || source.Is("parallelGateway"))
                     select new Offence(flow, $"a condition on a flow that leaves {Names.Of(source)}")),
        new("lonely-conditional-flow", "8.4.13", "another flow that leaves the activity", "Remove the condition, or draw the other way.",
            model => from flow in model.Of("sequenceFlow")
                     let source = model.Target(flow, "sourceRef")
                     where flow.Part("conditionExpression") is not null && source.Is(Kinds.Activities) && model.OutOf(source!).Count < 2
                     select new Offence(flow, $"a condition on the only flow that leaves {Names.Of(source)}")),
        new("default-flow-elsewhere", "8.4.13", "a default flow that leaves the element itself", "Mark one outgoing flow as the default flow.",
            model => from node in model.Of([.. Kinds.Activities, .. Kinds.Gateways])
                     let flow = model.Target(node, "default")
                     where flow.Is("sequenceFlow") && model.Target(flow!, "sourceRef") != node
                     select new Offence(node, $"the default {Names.Of(flow)}, which begins elsewhere")),
    ];
}
