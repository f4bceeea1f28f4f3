using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Start events (10.5.2).</summary>
internal static class StartEvents
{
    public static readonly StrictRule[] Rules =
    [
        new("start-with-incoming", "10.5.2", "no flow that ends at a start event", "Lead the flow to the element after the start event.",
            model => from start in model.Of("startEvent")
                     from flow in model.Into(start)
                     select new Offence(start, $"the incoming {Names.Of(flow)}")),
        new("start-without-outgoing", "10.5.2", "a flow that leaves the start event", "Lead a sequence flow from here to the first element.",
            model => from start in model.Of("startEvent")
                     where !model.HasOutgoing(start)
                     select new Offence(start, "no outgoing sequence flow")),
        new("end-without-start", "10.5.2", "a start event, a receive task or an event-based gateway that begins where there is an end event", "Draw a start event before the first element.",
            model => from scope in model.Of(["process", "subProcess", "transaction"])
                     where scope.Part("endEvent") is not null && !scope.Parts().Any(Begins)
                     select new Offence(scope, "an end event without a beginning")),
        new("process-start-trigger", "10.5.2", "a trigger out of message, timer, conditional and signal, or none", "Choose one of these triggers, or none.",
            model => from start in model.Of("startEvent")
                     where start.Parent.Is("process")
                     from offence in model.Other(start, "message", "timer", "conditional", "signal", "compensate")
                     select offence),
        new("process-start-compensation", "10.5.5", "no compensation at the start event of a process", "Use an event sub-process.",
            model => from start in model.Of("startEvent")
                     where start.Parent.Is("process")
                     from definition in model.Definitions(start)
                     where Triggers.Trigger(definition) == "compensate"
                     select new Offence(start, Names.Of(definition))),
        new("sub-process-start-trigger", "10.5.2", "a start event without trigger in a sub-process", "Remove the trigger, or make the sub-process an event sub-process.",
            model => from start in model.Of("startEvent")
                     where start.Parent.Is(Kinds.SubProcesses) && !start.Parent.IsEventSubProcess()
                     where model.HasAny(start)
                     select new Offence(start, "a trigger")),
    ];

    private static bool Begins(XElement node) => node.Is("startEvent")
        || ((node.Is("receiveTask") || node.Is("eventBasedGateway")) && node.Flag("instantiate", false));
}
