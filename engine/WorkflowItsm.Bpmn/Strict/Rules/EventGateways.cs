using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Event-based gateways (10.6.6).</summary>
internal static class EventGateways
{
    public static readonly StrictRule[] Rules =
    [
        new("event-gateway-branches", "10.6.6", "two outgoing flows or more at an event-based gateway", "Draw the other branch, or delete the gateway.",
            model => from gateway in All(model)
                     where model.OutOf(gateway).Count < 2
                     select new Offence(gateway, $"{model.OutOf(gateway).Count} outgoing flows")),
        new("event-gateway-condition", "10.6.6", "no condition after an event-based gateway", "Remove the condition, or use an exclusive gateway.",
            model => from gateway in All(model)
                     from flow in model.OutOf(gateway)
                     where flow.Part("conditionExpression") is not null
                     select new Offence(flow, "a condition")),
        new("event-gateway-target", "10.6.6", "a receive task or an event for a message, a signal, a timer or a condition after an event-based gateway",
            "Put a catch event between them, or use an exclusive gateway.",
            model => from gateway in All(model)
                     from target in Targets(model, gateway)
                     where !target.Is("receiveTask")
                         && !(target.Is("intermediateCatchEvent") && model.HasAny(target) && !model.Other(target, "message", "signal", "timer", "conditional").Any())
                     select new Offence(gateway, Names.Of(target))),
        new("event-gateway-mixed-receivers", "10.6.6", "receive tasks or message events after one gateway, not both", "Use one kind of them.",
            model => from gateway in All(model)
                     let targets = Targets(model, gateway)
                     where targets.Exists(target => target.Is("receiveTask")) && targets.Exists(target => target.Is("intermediateCatchEvent") && model.Has(target, "message"))
                     select new Offence(gateway, "receive tasks beside message events")),
        new("event-gateway-boundary", "10.6.6", "no event on the border of a receive task after an event-based gateway", "Draw an event of its own behind the gateway.",
            model => from target in Targets(model)
                     where target.Is("receiveTask")
                     from border in model.Attached(target)
                     select new Offence(border, $"{Names.Of(border)} on {Names.Of(target)}")),
        new("event-gateway-shared-target", "10.6.6", "no other flow to what follows an event-based gateway", "Lead the other flow to an element behind the event.",
            model => from target in Targets(model)
                     let sources = model.Into(target).Select(flow => model.Target(flow, "sourceRef")).ToHashSet()
                     where sources.Count > 1
                     let onlyGateways = sources.All(source => source.Is("eventBasedGateway"))
                     from flow in model.Into(target)
                     where onlyGateways || !model.Target(flow, "sourceRef").Is("eventBasedGateway")
                     select new Offence(flow, $"the target {Names.Of(target)}")),
        new("instantiating-gateway-with-incoming", "10.6.6", "no incoming flow at a gateway that starts the process", "Delete the flow, or set instantiate to false.",
            model => from gateway in All(model)
                     where gateway.Flag("instantiate", false)
                     from flow in model.Into(gateway)
                     select new Offence(gateway, $"the incoming {Names.Of(flow)}")),
        new("parallel-event-gateway", "10.6.6", "the type Parallel only at a gateway that starts the process", "Set instantiate to true, or make the type Exclusive.",
            model => from gateway in All(model)
                     where gateway.Text("eventGatewayType") == "Parallel" && !gateway.Flag("instantiate", false)
                     select new Offence(gateway, "the type Parallel")),
    ];

    private static IEnumerable<XElement> All(StrictModel model) => model.Of("eventBasedGateway");

    private static IEnumerable<XElement> Targets(StrictModel model) => All(model).SelectMany(gateway => Targets(model, gateway)).Distinct();

    private static List<XElement> Targets(StrictModel model, XElement gateway) =>
        [.. model.OutOf(gateway).Select(flow => model.Target(flow, "targetRef")).OfType<XElement>().Distinct()];
}
