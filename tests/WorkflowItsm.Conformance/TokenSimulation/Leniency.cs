using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Engine;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>
/// What had been reached in a branch when another cancelled it depends on the order in which the two went, and that is free. So what lies inside
/// a sub-process or event sub-process that was cancelled may have passed other tokens than in the source; what follows from cancelling it may not.
/// </summary>
internal static class Leniency
{
    /// <summary>The elements and sequence flows inside what was cancelled, and cancelled event sub-processes themselves.</summary>
    public static HashSet<string> Of(IEnumerable<Instance> instances)
    {
        var free = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instance in instances)
            foreach (var left in instance.Events.OfType<EngineEvent.ElementLeft>().Where(left => left.Canceled))
            {
                var node = instance.Model[left.ElementId];
                if (node is FlowNode.SubProcess or FlowNode.AdHocSubProcess) AddInside(instance.Model, node.Id, free);
                if (instance.Model.Find(node.ScopeId) is FlowNode.SubProcess { IsEventSubProcess: true } beside && free.Add(beside.Id)) AddInside(instance.Model, beside.Id, free);
            }

        return free;
    }

    private static void AddInside(ProcessModel model, string scopeId, HashSet<string> free)
    {
        foreach (var node in model.NodesOf(scopeId))
        {
            free.Add(node.Id);
            free.UnionWith(node.Outgoing.Items.Select(flow => flow.Id));
            AddInside(model, node.Id, free);
        }
    }
}
