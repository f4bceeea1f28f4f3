namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Message flows at events (10.5.2 to 10.5.4).</summary>
internal static class MessageFlowEvents
{
    public static readonly StrictRule[] Rules =
    [
        new("message-flow-from-start", "10.5.2", "no message flow that begins at a start event", "Begin the message flow at an activity or a throw event.",
            model => from flow in model.Of("messageFlow")
                     where model.Target(flow, "sourceRef").Is("startEvent")
                     select new Offence(flow, $"the source {Names.Of(model.Target(flow, "sourceRef")!)}")),
        new("message-flow-to-start-without-trigger", "10.5.2", "a message trigger at the start event", "Give the start event a message trigger.",
            model => Untriggered(model, "targetRef", "startEvent")),
        new("message-flow-to-end", "10.5.3", "no message flow that ends at an end event", "Lead the message flow to an activity or a catch event.",
            model => from flow in model.Of("messageFlow")
                     where model.Target(flow, "targetRef").Is("endEvent")
                     select new Offence(flow, $"the target {Names.Of(model.Target(flow, "targetRef")!)}")),
        new("message-flow-from-end-without-definition", "10.5.3", "a message at the end event", "Give the end event a message.",
            model => Untriggered(model, "sourceRef", "endEvent")),
        new("message-flow-against-event", "10.5.4", "message flows that leave throw events and reach catch events", "Turn the message flow round, or use the other kind of event.",
            model => Against(model, "targetRef", "intermediateThrowEvent")
                .Concat(Against(model, "sourceRef", "intermediateCatchEvent")).Concat(Against(model, "sourceRef", "boundaryEvent"))),
        new("message-flow-at-other-event", "10.5.4", "a message trigger at an intermediate event with a message flow", "Give the event a message.",
            model => Untriggered(model, "sourceRef", "intermediateThrowEvent")
                .Concat(Untriggered(model, "targetRef", "intermediateCatchEvent")).Concat(Untriggered(model, "targetRef", "boundaryEvent"))),
    ];

    private static IEnumerable<Offence> Untriggered(StrictModel model, string end, string kind) =>
        from flow in model.Of("messageFlow")
        let node = model.Target(flow, end)
        where node.Is(kind) && !model.Has(node!, "message")
        select new Offence(node, $"{Names.Of(flow)} at an event without message");

    private static IEnumerable<Offence> Against(StrictModel model, string end, string kind) =>
        from flow in model.Of("messageFlow")
        let node = model.Target(flow, end)
        where node.Is(kind)
        select new Offence(flow, $"{end} {Names.Of(node)}");
}
