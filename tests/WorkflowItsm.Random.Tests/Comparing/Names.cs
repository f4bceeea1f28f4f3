using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Random.Tests.Comparing;

/// <summary>The kinds of elements, as the tables of coverage call them, and which of them have to be met.</summary>
internal static class Names
{
    private static readonly string[] _waited = ["Message", "Timer", "Signal", "Conditional", "Multiple", "ParallelMultiple"];

    private static readonly string[] _thrown = ["None", "Message", "Signal", "Escalation", "Compensation", "Multiple"];

    /// <summary>All kinds of activities.</summary>
    public static readonly string[] Activities =
    [
        "PlainTask", "UserTask", "ServiceTask", "WorkerTask", "CodeTask", "BusinessRuleTask", "ScriptTask", "SendTask", "ReceiveTask",
        "CallActivity", "SubProcess", "Transaction", "AdHocSubProcess",
    ];

    /// <summary>All kinds of events on a border.</summary>
    public static readonly string[] Borders =
        [.. _waited, .. _waited.Select(kind => kind + " beside"), "Error", "Escalation", "Escalation beside", "Compensation", "Cancel"];

    /// <summary>All kinds of elements, events with their triggers.</summary>
    public static readonly string[] Elements =
    [
        .. Activities, "AdHocSubProcess by hand",
        "ExclusiveGateway", "ParallelGateway", "InclusiveGateway", "ComplexGateway", "EventBasedGateway",
        "StartEvent None",
        .. _waited.Select(kind => $"StartEvent {kind} of the process"),
        .. _waited.Select(kind => $"StartEvent {kind}"),
        .. _waited.Select(kind => $"StartEvent {kind} beside"),
        "StartEvent Error", "StartEvent Escalation", "StartEvent Escalation beside", "StartEvent Compensation",
        .. _waited.Select(kind => $"CatchEvent {kind}"), "CatchEvent Link",
        .. ThrowKinds("ThrowEvent"), "ThrowEvent Link",
        .. ThrowKinds("EndEvent"), "EndEvent Error", "EndEvent Cancel", "EndEvent Terminate",
        .. Borders.Where(kind => kind != "Compensation").Select(kind => $"BoundaryEvent {kind}"),
    ];

    /// <summary>The ways in which processes begin.</summary>
    public static readonly string[] Starts = ["event", "event with one of all triggers", "receive task", "event behind a gateway", "event behind a parallel gateway"];

    public static string Start(ProcessModel model, Step step) => model.Find(step.Target) switch
    {
        FlowNode.ReceiveTask => "receive task",
        FlowNode.CatchEvent caught => model[caught.Incoming[0].SourceId] is FlowNode.EventBasedGateway { AwaitsAll: true } ? "event behind a parallel gateway" : "event behind a gateway",
        _ => step.Part is null ? "event" : "event with one of all triggers",
    };

    /// <summary>
    /// Whether an event can happen on the border of an activity. What never waits is over before anything can happen, except for what
    /// each round of a loop throws, or what is true when the loop begins.
    /// </summary>
    public static bool CanHappen(string activity, string border) => border switch
    {
        "Cancel" => activity == "Transaction",
        "Compensation" => true,
        _ => activity is not ("PlainTask" or "BusinessRuleTask" or "ScriptTask" or "SendTask")
            && (border is not ("Error" or "Escalation" or "Escalation beside") || activity is "CallActivity" or "SubProcess" or "Transaction"),
    };

    public static string Of(ProcessModel model, FlowNode node) => node switch
    {
        FlowNode.StartEvent start when start.ScopeId == model.Id => $"StartEvent {Of(start.Trigger)}{(start.Trigger is EventTrigger.None ? "" : " of the process")}",
        FlowNode.StartEvent start => $"StartEvent {Of(start.Trigger)}{(start.IsInterrupting || model.Find(start.ScopeId) is not FlowNode.SubProcess { IsEventSubProcess: true } ? "" : " beside")}",
        FlowNode.CatchEvent caught => $"CatchEvent {Of(caught.Trigger)}",
        FlowNode.ThrowEvent thrown => $"ThrowEvent {Of(thrown.Trigger)}",
        FlowNode.EndEvent end => $"EndEvent {Of(end.Trigger)}",
        FlowNode.BoundaryEvent border => $"BoundaryEvent {Border(border)}",
        _ => Activity(node),
    };

    public static string Activity(FlowNode node) => node switch
    {
        FlowNode.ServiceTask { Settings.Topic: not null } => "WorkerTask",
        FlowNode.SubProcess { IsTransaction: true } => "Transaction",
        _ => node.GetType().Name,
    };

    public static string Border(FlowNode.BoundaryEvent border) => Of(border.Trigger) + (border.IsInterrupting ? "" : " beside");

    public static string Of(EventTrigger trigger) => trigger is EventTrigger.Multiple { AwaitsAll: true } ? "ParallelMultiple" : trigger.GetType().Name;

    public static string Of(Loop loop) => loop switch
    {
        Loop.Standard { TestsBefore: true } => "while",
        Loop.Standard => "until",
        Loop.MultiInstance many => $"{(many.IsSequential ? "sequential" : "parallel")}{(many.Collection is null ? "" : " list")}{(many.CompletionCondition is null ? "" : " until a condition")}",
    };

    private static IEnumerable<string> ThrowKinds(string element) => _thrown.Select(kind => $"{element} {kind}");
}
