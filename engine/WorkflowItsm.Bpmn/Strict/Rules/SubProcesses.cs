using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Sub-processes, transactions, ad-hoc sub-processes (10.3.5, 10.4.1).</summary>
internal static class SubProcesses
{
    private static readonly string[] _methods = ["##Compensate", "##Image", "##Store"];

    public static readonly StrictRule[] Rules =
    [
        new("two-loop-markers", "10.3.8", "one loop marker at most", "Keep one of them.",
            model => from activity in model.Of(Kinds.Activities)
                     where activity.Parts().Count(part => part.Name.LocalName is "standardLoopCharacteristics" or "multiInstanceLoopCharacteristics") > 1
                     select new Offence(activity, "several loop markers")),
        new("choreography-in-sub-process", "10.3.5", "no choreography activity inside a sub-process", "Move it to a choreography.",
            model => from activity in model.Of(Kinds.ChoreographyActivities)
                     where StrictModel.Scope(activity) is { } scope && (scope.Is("subProcess") || scope.Is("transaction"))
                     select new Offence(activity, $"it in {Names.Of(StrictModel.Scope(activity)!)}")),
        new("sub-process-with-data-specification", "10.4.1", "no data inputs and outputs of its own at a sub-process", "Remove the specification; what is inside reads the data around it.",
            model => from process in model.Of(Kinds.SubProcesses)
                     where process.Part("ioSpecification") is not null
                     select new Offence(process, "a specification of inputs and outputs")),
        new("transaction-method", "10.3.5", "##Compensate, ##Image, ##Store or a URI", "Correct the method.",
            model => from transaction in model.Of("transaction")
                     where transaction.Attribute("method") is { } method && !_methods.Contains(method.Value.Trim()) && (method.Value.Trim().Length == 0 || !Formal.Uri().IsMatch(method.Value.Trim()))
                     select new Offence(transaction, $"the method \"{Words.Short(transaction.Attribute("method")!.Value)}\"")),
        new("ad-hoc-without-activity", "10.3.5", "an activity inside an ad hoc sub-process", "Draw what may be done.",
            model => from process in model.Of("adHocSubProcess")
                     where !process.Parts().Any(part => part.Is(Kinds.Activities))
                     select new Offence(process, "no activity")),
        new("ad-hoc-content", "10.3.5", "no start events, end events, conversations or choreography activities in an ad hoc sub-process", "Remove it, or use a sub-process.",
            model => from process in model.Of("adHocSubProcess")
                     from part in process.Parts()
                     where part.Name.LocalName is "startEvent" or "endEvent" or "conversationLink" || part.Is(Kinds.ConversationNodes) || part.Is(Kinds.ChoreographyActivities)
                     select new Offence(part, $"it in {Names.Of(process)}")),
    ];
}
