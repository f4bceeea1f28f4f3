using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Parallel and event-based gateways (BPMN 2.0, 13.4.1 and 13.4.4); the exclusive one chooses in <see cref="Flows"/>.</summary>
internal static class Gateways
{
    /// <summary>Waits for a token on each incoming flow, takes one of each, and forks. Surplus tokens wait for the next round.</summary>
    public static Onward Join(Run run, TokenState token, FlowNode.ParallelGateway gateway)
    {
        if (gateway.Incoming.Count < 2 || token.FlowId is null) return Onward.Leaves;
        var arrivals = run.ArrivalsAt(token.ScopeId, gateway);
        arrivals.Add(token);
        while (arrivals.TakeRound(run.State) is { } round)
        {
            foreach (var id in round) Flows.Remove(run, id, canceled: false);
            Flows.Take(run, token, run.Mistakes(Mutation.JoinDropsToken) ? [] : gateway.Outgoing);
        }

        return Onward.Stays;
    }

    /// <summary>Opens the waits of all events that follow the gateway.</summary>
    public static Onward AwaitFirst(Run run, TokenState token, FlowNode.EventBasedGateway gateway)
    {
        foreach (var flow in gateway.Outgoing)
        {
            var element = run.Model[flow.TargetId];
            if (element is FlowNode.CatchEvent caught) Triggers.Open(run, token, token.ScopeId, element, caught.Trigger);
            else if (element is FlowNode.ReceiveTask task) Triggers.Open(run, token, token.ScopeId, element, task.Trigger);
        }

        return Onward.Stays;
    }

    /// <summary>One of the events has come: the token moves to it, the other waits are given up.</summary>
    public static TokenState Take(Run run, TokenState token, FlowNode element)
    {
        var flow = run.Model[token.ElementId].Outgoing.Items.FirstOrDefault(flow => flow.TargetId == element.Id);
        Flows.Remove(run, token.Id, canceled: false);
        return run.Enter(token.ScopeId, element, flow?.Id, ready: false);
    }
}
