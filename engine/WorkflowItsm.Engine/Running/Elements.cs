using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>What a token does after its element's work.</summary>
internal enum Onward
{
    /// <summary>It goes on over the outgoing flows.</summary>
    Leaves,

    /// <summary>It waits, or has gone another way already.</summary>
    Stays,
}

/// <summary>What each kind of element does (BPMN 2.0, 13.3–13.5).</summary>
internal static class Elements
{
    public static Onward Perform(Run run, TokenState token, FlowNode element)
    {
        if (element is { StartQuantity: 1, Loop: null } || Loops.IsRound(run, token)) return Once(run, token, element);
        if (!Quantities.Gather(run, token, element)) return Onward.Stays;
        return element.Loop is { } loop ? Loops.Begin(run, token, element, loop) : Once(run, token, element);
    }

    private static Onward Once(Run run, TokenState token, FlowNode element) => element switch
    {
        FlowNode.StartEvent or FlowNode.BoundaryEvent or FlowNode.PlainTask or FlowNode.ExclusiveGateway => Results.Keep(run, token, element, null),
        FlowNode.CatchEvent caught => Triggers.Await(run, token, caught, caught.Trigger),
        FlowNode.ThrowEvent thrown => Triggers.Throw(run, token, thrown, thrown.Trigger),
        FlowNode.EndEvent end => Triggers.Throw(run, token, end, end.Trigger),
        FlowNode.UserTask task => Tasks.Open(run, token, task),
        FlowNode.ServiceTask task => Jobs.Call(run, token, task),
        FlowNode.CodeTask task => Jobs.Code(run, token, task),
        FlowNode.BusinessRuleTask task => Decisions.Perform(run, token, task),
        FlowNode.ScriptTask task => Scripts.Perform(run, token, task),
        FlowNode.SendTask task => Messages.Send(run, token, task),
        FlowNode.ReceiveTask task => Messages.Receive(run, token, task),
        FlowNode.CallActivity call => Calls.Open(run, token, call),
        FlowNode.ParallelGateway gateway => Gateways.Join(run, token, gateway),
        FlowNode.InclusiveGateway gateway => Joins.Arrive(run, token, gateway),
        FlowNode.ComplexGateway gateway => Joins.Arrive(run, token, gateway),
        FlowNode.EventBasedGateway gateway => Gateways.AwaitFirst(run, token, gateway),
        FlowNode.SubProcess sub => Scopes.Open(run, token, sub),
        FlowNode.AdHocSubProcess sub => AdHoc.Open(run, token, sub),
    };

    /// <summary>An activity in the words of its owner: <c>User task "Handle" (Task_handle)</c>.</summary>
    public static string Named(FlowNode element) =>
        element.Name.Length == 0 ? $"{Kind(element)} {element.Id}" : $"{Kind(element)} \"{element.Name}\" ({element.Id})";

    /// <summary>The same, to be told in any language.</summary>
    public static Sentence Says(FlowNode element) =>
        element.Name.Length == 0 ? (Sentence)$"{Sentence.Term(Kind(element))} {element.Id}" : (Sentence)$"{Sentence.Term(Kind(element))} \"{element.Name}\" ({element.Id})";

    private static string Kind(FlowNode element) => element switch
    {
        FlowNode.StartEvent => "Start event",
        FlowNode.CatchEvent => "Catch event",
        FlowNode.ThrowEvent => "Throw event",
        FlowNode.BoundaryEvent => "Boundary event",
        FlowNode.EndEvent => "End event",
        FlowNode.UserTask => "User task",
        FlowNode.ServiceTask => "Service task",
        FlowNode.BusinessRuleTask => "Business rule task",
        FlowNode.ScriptTask or FlowNode.CodeTask => "Script task",
        FlowNode.SendTask => "Send task",
        FlowNode.ReceiveTask => "Receive task",
        FlowNode.PlainTask => "Task",
        FlowNode.CallActivity => "Call activity",
        FlowNode.ExclusiveGateway => "Exclusive gateway",
        FlowNode.ParallelGateway => "Parallel gateway",
        FlowNode.InclusiveGateway => "Inclusive gateway",
        FlowNode.ComplexGateway => "Complex gateway",
        FlowNode.EventBasedGateway => "Event-based gateway",
        FlowNode.SubProcess { IsEventSubProcess: true } => "Event sub-process",
        FlowNode.SubProcess { IsTransaction: true } => "Transaction",
        FlowNode.SubProcess => "Sub-process",
        FlowNode.AdHocSubProcess => "Ad hoc sub-process",
    };
}
