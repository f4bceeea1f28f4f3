using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Verification;

/// <summary>
/// A ticket has one state. Between a split and its join only one branch may set it, else the state depends on
/// which branch was slower.
/// </summary>
internal static class ParallelStateCheck
{
    private const int None = -1;
    private const int Several = -2;

    /// <summary>Checks a process with its sub-processes.</summary>
    public static void Check(DrawnScope process, FindingList findings)
    {
        foreach (var scope in process.AllScopes())
        {
            var states = scope.Nodes.ConvertAll(StatesOf);
            if (states.TrueForAll(set => set.Count == 0)) continue;
            foreach (var split in scope.Nodes.Where(Splits)) Check(scope, split, states, findings);
        }
    }

    private static void Check(DrawnScope scope, DrawnNode split, List<List<DrawnNode>> states, FindingList findings)
    {
        var all = Flood(scope, split, stopAt: null);
        var between = Flood(scope, split, stopAt: all);
        var setting = scope.Nodes.Where(node => between[node.Index] != None && states[node.Index].Count > 0).ToList();
        if (setting.Select(node => between[node.Index]).Distinct().Count() < 2 && !setting.Exists(node => between[node.Index] == Several)) return;
        findings.Warning("parallel-states", split.Element,
            $"found more than one parallel branch that sets the ticket's state: {Words.List([.. setting.SelectMany(node => states[node.Index]).Select(node => $"{Words.Within(node.Element)} sets {node.Element.Text(BpmnXml.Ours + "state")}")])}; expected one, because a ticket has one state.",
            "Set the state before the split or after the join, or in one branch only.");
    }

    /// <summary>
    /// Marks each node with the branch that reaches it, or with <see cref="Several"/>. The second time, the walk ends
    /// at joins which the first time were reached by several branches. Each node is visited at most twice.
    /// </summary>
    private static int[] Flood(DrawnScope scope, DrawnNode split, int[]? stopAt)
    {
        var marks = new int[scope.Nodes.Count];
        Array.Fill(marks, None);
        var open = new Queue<(DrawnNode Node, int Branch)>(split.Outgoing.Select((flow, branch) => (flow.Target, branch)));
        while (open.TryDequeue(out var step))
        {
            var (node, branch) = step;
            var mark = marks[node.Index];
            if (node == split || mark == branch || mark == Several) continue;
            marks[node.Index] = mark == None ? branch : Several;
            if (stopAt is not null && node.Kind == "parallelGateway" && node.Incoming.Count > 1 && stopAt[node.Index] == Several) continue;
            foreach (var flow in node.Outgoing) open.Enqueue((flow.Target, marks[node.Index]));
            foreach (var boundary in node.Boundaries) open.Enqueue((boundary, marks[node.Index]));
        }
        return marks;
    }

    /// <summary>Every node but a choosing gateway that has several outgoing flows takes all of them.</summary>
    private static bool Splits(DrawnNode node) =>
        node.Outgoing.Count > 1 && node.Kind is not ("exclusiveGateway" or "eventBasedGateway" or "inclusiveGateway" or "complexGateway");

    private static List<DrawnNode> StatesOf(DrawnNode node) =>
        [.. (node.Inside?.AllNodes() ?? []).Prepend(node).Where(inner => inner.Element.Text(BpmnXml.Ours + "state") is not null)];
}
