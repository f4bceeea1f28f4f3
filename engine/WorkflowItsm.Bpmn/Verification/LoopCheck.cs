using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Verification;

/// <summary>
/// Finds circles in which nothing waits: the engine would go round them within one command. Certain only where no
/// exclusive gateway or error leads out and no join may hold the token; else data decides, and it is a warning.
/// </summary>
internal static class LoopCheck
{
    /// <summary>Checks a process with its sub-processes.</summary>
    public static void Check(DrawnScope process, FindingList findings)
    {
        var waiting = WaitingSubProcesses(process);
        foreach (var scope in process.AllScopes())
        {
            var graph = new ScopeGraph(scope);
            var reached = graph.From(scope.Beginnings().Concat(scope.Nodes.Where(node => node.Kind == "boundaryEvent")));
            foreach (var circle in graph.Components(node => reached[node.Index] && !Waits(node, waiting)))
            {
                if (circle is [var single] && !graph.Next(single.Index).Contains(single.Index)) continue;
                Report(graph, circle, findings);
            }
        }
    }

    private static void Report(ScopeGraph graph, DrawnNode[] circle, FindingList findings)
    {
        var members = circle.Select(node => node.Index).ToHashSet();
        var names = Words.Elements(circle);
        var maybe = circle.Any(node => MayEnd(node)
            && (node.Kind == "parallelGateway" || graph.Next(node.Index).Any(next => !members.Contains(next))));
        const string cure = "Put an element that waits into the circle, such as a user task or a timer.";
        if (maybe)
            findings.Warning("loop-without-wait", circle[0].Element,
                $"found a circle in which nothing waits: {names}; whether it ends depends on data, and if it does not, the case stops with an incident.",
                cure);
        else
            findings.Error("loop-without-wait", circle[0].Element,
                $"found a circle in which nothing waits and which nothing ends: {names}.",
                cure);
    }

    /// <summary>Whether data, an error or a missing second token may keep a token from going round.</summary>
    private static bool MayEnd(DrawnNode node) => node.Kind switch
    {
        "exclusiveGateway" or "inclusiveGateway" or "complexGateway" => true,
        "parallelGateway" => node.Incoming.Count > 1,
        _ => node.Boundaries.Count > 0 || node.Outgoing.Exists(flow => flow.Condition is not null),
    };

    private static bool Waits(DrawnNode node, HashSet<DrawnScope> waiting) => node.Inside is { } inside ? waiting.Contains(inside) : WaitsItself(node);

    private static bool WaitsItself(DrawnNode node) => node.Kind switch
    {
        "userTask" or "serviceTask" or "receiveTask" or "eventBasedGateway" or "callActivity" => true,
        "intermediateCatchEvent" => node.Link is null,
        "scriptTask" => node.Model is FlowNode.CodeTask,
        "boundaryEvent" => !node.Has("error") && !node.Has("escalation"),
        _ => false,
    };

    private static HashSet<DrawnScope> WaitingSubProcesses(DrawnScope process)
    {
        var waiting = new HashSet<DrawnScope>();
        foreach (var node in process.AllNodes().Where(node => node.Inside is null && WaitsItself(node)))
            for (var scope = node.Scope; scope is not null && waiting.Add(scope); scope = scope.Holder?.Scope)
            {
            }
        return waiting;
    }
}
