using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Engine;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>What the events of instances come to, counted as the source counts.</summary>
internal sealed class Trace(Diagram diagram)
{
    private readonly Dictionary<string, int> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _visits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>The counts of all instances, and of the message flows that were passed.</summary>
    public static TokenCounts Of(Diagram diagram, IEnumerable<Instance> instances, IEnumerable<string> messageFlows)
    {
        var trace = new Trace(diagram);
        foreach (var flow in messageFlows) Count(trace._visits, flow);
        foreach (var instance in instances)
        {
            foreach (var happened in instance.Events) trace.Add(instance.Model, happened);
            if (instance.Runs) trace.Open(instance);
        }

        return new(trace._flows, trace._visits, trace._open);
    }

    private void Add(ProcessModel model, EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.InstanceStarted:
                Count(_visits, Shown(model.Id));
                break;
            case EngineEvent.ElementEntered entered:
                Count(_visits, entered.ElementId);
                if (entered.FlowId is { } flow && !Waits(model, flow)) Count(_flows, flow);
                break;
            case EngineEvent.ScopeOpened { HostTokenId: null } opened when IsEventSubProcess(model, opened.ElementId):
                Count(_visits, opened.ElementId);
                break;
        }
    }

    private void Open(Instance instance)
    {
        Count(_open, Shown(instance.Model.Id));
        foreach (var token in instance.State.Tokens) Count(_open, token.ElementId);
        foreach (var scope in instance.State.Scopes.Where(scope => scope.HostTokenId is null && IsEventSubProcess(instance.Model, scope.ElementId))) Count(_open, scope.ElementId);
    }

    /// <summary>In the source the token stays at the gateway until an event comes, and is never on the flow between them.</summary>
    private static bool Waits(ProcessModel model, string flow) =>
        model.Nodes.Items.Any(node => node is FlowNode.EventBasedGateway && node.Outgoing.Items.Any(leaving => leaving.Id == flow));

    private static bool IsEventSubProcess(ProcessModel model, string id) => model.Find(id) is FlowNode.SubProcess { IsEventSubProcess: true };

    private string Shown(string process) => diagram.Participants.GetValueOrDefault(process, process);

    private static void Count(Dictionary<string, int> counts, string id)
    {
        if (!Diagram.IsAdded(id)) counts[id] = counts.GetValueOrDefault(id) + 1;
    }
}
