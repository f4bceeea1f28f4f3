using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Verification;

/// <summary>
/// A ticket has one state. Between a split and its join only one branch may set it, else the state depends on
/// which branch was slower.
/// </summary>
internal sealed class ParallelStateCheck
{
    private const int None = -1;
    private const int Several = -2;
    private const int NamesShown = 4;

    /// <summary>Each split is walked for itself; a drawing of thousands of splits must not take minutes.</summary>
    private const int MaxSteps = 3_000_000;

    private readonly Dictionary<DrawnNode, List<XElement>> _states = [];
    private int _steps;

    /// <summary>Checks a process with its sub-processes.</summary>
    public static void Check(DrawnScope process, FindingList findings)
    {
        var check = new ParallelStateCheck();
        foreach (var node in process.AllNodes().Where(node => node.Element.Text(BpmnXml.Ours + "state") is not null)) check.Note(node);
        var concerned = check._states.Keys.Select(node => node.Scope).ToHashSet();
        foreach (var split in process.AllNodes().Where(node => Splits(node) && concerned.Contains(node.Scope)))
        {
            if (check._steps < MaxSteps)
            {
                check.Check(split, findings);
                continue;
            }
            findings.Add("parallel-states-not-checked", Severity.Information, split.Element,
                "found too many parallel branches before it, so that this one and those after it were not checked for two that set the ticket's state.",
                "Split the process into smaller ones.");
            return;
        }
    }

    /// <summary>A state inside a sub-process counts for each sub-process around it; once one has enough names, those around it have too.</summary>
    private void Note(DrawnNode node)
    {
        for (var around = node; around is not null; around = around.Scope.Holder)
        {
            if (!_states.TryGetValue(around, out var names)) _states[around] = names = [];
            if (names.Count > NamesShown) return;
            names.Add(node.Element);
        }
    }

    private void Check(DrawnNode split, FindingList findings)
    {
        var all = Flood(split, stopAt: null);
        var between = Flood(split, stopAt: all);
        var setting = split.Scope.Nodes.Where(node => between[node.Index] != None && _states.ContainsKey(node)).ToList();
        if (setting.Select(node => between[node.Index]).Distinct().Count() < 2 && !setting.Exists(node => between[node.Index] == Several)) return;

        var names = setting.SelectMany(node => _states[node]).Take(NamesShown + 1)
            .Select(element => (Sentence)$"{Words.Within(element)} sets {Words.Short(element.Text(BpmnXml.Ours + "state")!)}").ToList();
        if (names.Count > NamesShown) names[^1] = "others";
        findings.Warning("parallel-states", split.Element,
            $"found more than one parallel branch that sets the ticket's state: {Words.List(names)}; expected one, because a ticket has one state.",
            "Set the state before the split or after the join, or in one branch only.");
    }

    /// <summary>
    /// Marks each node with the branch that reaches it, or with <see cref="Several"/>. The second time, the walk ends
    /// at joins which the first time were reached by several branches. Each node is visited at most twice.
    /// </summary>
    private int[] Flood(DrawnNode split, int[]? stopAt)
    {
        var marks = new int[split.Scope.Nodes.Count];
        Array.Fill(marks, None);
        _steps += marks.Length;
        var open = new Queue<(DrawnNode Node, int Branch)>(split.Outgoing.Select((flow, branch) => (flow.Target, branch)));
        while (open.TryDequeue(out var step))
        {
            _steps++;
            var (node, branch) = step;
            var mark = marks[node.Index];
            if (node == split || mark == branch || mark == Several) continue;
            marks[node.Index] = mark == None ? branch : Several;
            if (stopAt is not null && node.Kind is "parallelGateway" or "inclusiveGateway" && node.Incoming.Count > 1 && stopAt[node.Index] == Several) continue;
            foreach (var flow in node.Outgoing) open.Enqueue((flow.Target, marks[node.Index]));
            foreach (var other in node.Leads) open.Enqueue((other, marks[node.Index]));
            foreach (var boundary in node.Boundaries) open.Enqueue((boundary, marks[node.Index]));
        }
        return marks;
    }

    /// <summary>Every node but one that takes a single flow may take several.</summary>
    private static bool Splits(DrawnNode node) =>
        node.Outgoing.Count > 1 && node.Kind is not ("exclusiveGateway" or "eventBasedGateway");
}
