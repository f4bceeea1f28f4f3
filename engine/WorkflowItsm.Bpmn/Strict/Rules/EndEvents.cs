using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>End events (10.5.3).</summary>
internal static class EndEvents
{
    public static readonly StrictRule[] Rules =
    [
        new("end-with-outgoing", "10.5.3", "no flow that leaves an end event", "Delete the flow, or use a throw event in the middle.",
            model => from end in model.Of("endEvent")
                     from flow in model.OutOf(end)
                     select new Offence(end, $"the outgoing {Names.Of(flow)}")),
        new("end-without-incoming", "10.5.3", "a flow that reaches the end event", "Lead a sequence flow to it, or delete it.",
            model => from end in model.Of("endEvent")
                     where !model.HasIncoming(end)
                     select new Offence(end, "no incoming sequence flow")),
        new("start-without-end", "10.5.3", "an end event where there is a start event", "Lead the last element to an end event.",
            model => from scope in model.Of(["process", "subProcess", "transaction"])
                     where scope.Part("startEvent") is not null && scope.Part("endEvent") is null
                     select new Offence(scope, "a start event without an end event")),
        new("cancel-end-outside-transaction", "10.5.3", "a cancel end event inside a transaction only", "Make the sub-process a transaction, or use an error.",
            model => from end in model.Of("endEvent")
                     where model.Has(end, "cancel") && !end.Parent.Is("transaction")
                     select new Offence(end, "a cancel end event outside of a transaction")),
        new("end-trigger", "10.5.3", "message, error, escalation, cancel, compensation, signal or terminate, or nothing", "Choose one of these, or none.",
            model => from end in model.Of("endEvent")
                     from offence in model.Other(end, "message", "error", "escalation", "cancel", "compensate", "signal", "terminate")
                     select offence),
    ];
}
