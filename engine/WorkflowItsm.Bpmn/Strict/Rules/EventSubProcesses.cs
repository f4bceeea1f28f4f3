using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Event sub-processes (10.3.5, 10.5.2).</summary>
internal static class EventSubProcesses
{
    public static readonly StrictRule[] Rules =
    [
        new("event-sub-process-starts", "10.3.5", "exactly one start event in an event sub-process", "Keep one start event.",
            model => from process in EventSubProcessesOf(model)
                     where Starts(process).Count() != 1
                     select new Offence(process, $"{Starts(process).Count()} start events")),
        new("event-sub-process-trigger", "10.5.2", "a trigger out of message, timer, error, escalation, compensation, conditional and signal", "Give the start event one of these triggers.",
            model => from process in EventSubProcessesOf(model)
                     from start in Starts(process)
                     from offence in model.HasAny(start)
                         ? model.Other(start, "message", "timer", "error", "escalation", "compensate", "conditional", "signal")
                         : [new Offence(start, "no trigger")]
                     select offence),
        new("event-sub-process-must-interrupt", "10.5.2", "an interrupting start event for an error or a compensation", "Make the event interrupting, or use another trigger.",
            model => from process in EventSubProcessesOf(model)
                     from start in Starts(process)
                     where !start.Flag("isInterrupting", true)
                     from definition in model.Definitions(start)
                     where Triggers.Trigger(definition) is "error" or "compensate"
                     select new Offence(start, $"{Names.Of(definition)} at an event that does not interrupt")),
    ];

    private static IEnumerable<XElement> EventSubProcessesOf(StrictModel model) => model.Of("subProcess").Where(process => process.IsEventSubProcess());

    private static IEnumerable<XElement> Starts(XElement process) => process.Elements(BpmnXml.Model + "startEvent");
}
