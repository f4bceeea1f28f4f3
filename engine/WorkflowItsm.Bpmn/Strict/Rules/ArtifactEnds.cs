namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Artifacts stand outside of every flow (8.4.1).</summary>
internal static class ArtifactEnds
{
    public static readonly StrictRule[] Rules =
    [
        new("flow-to-artifact", "8.4.1", "an activity, an event or a gateway", "Lead the flow to an element of the flow, or use an association.",
            model => Ends(model, "sequenceFlow", "targetRef")),
        new("flow-from-artifact", "8.4.1", "an activity, an event or a gateway", "Begin the flow at an element of the flow, or use an association.",
            model => Ends(model, "sequenceFlow", "sourceRef")),
        new("message-flow-to-artifact", "8.4.1", "a pool, an activity or an event", "Lead the message flow to a pool or to an element in one, or use an association.",
            model => Ends(model, "messageFlow", "targetRef")),
        new("message-flow-from-artifact", "8.4.1", "a pool, an activity or an event", "Begin the message flow at a pool or at an element in one, or use an association.",
            model => Ends(model, "messageFlow", "sourceRef")),
    ];

    private static IEnumerable<Offence> Ends(StrictModel model, string flows, string end) =>
        from flow in model.Of(flows)
        where model.Target(flow, end).Is(Kinds.Artifacts)
        select new Offence(flow, $"{end} {Names.Of(model.Target(flow, end)!)}");
}
