using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>A decision must not require itself, however many steps lie between (DMN 1.5 clause 6.3.6).</summary>
internal static class Circles
{
    /// <summary>Walks in depth with a stack of its own, because the graph may be longer than a thread's stack is deep.</summary>
    public static void Check(Graph graph, FindingList findings)
    {
        HashSet<Node> done = [];
        foreach (var start in graph.WithLogic)
        {
            List<(Node Node, int Next)> path = [(start, 0)];
            HashSet<Node> onPath = [start];
            while (path.Count > 0)
            {
                var (node, next) = path[^1];
                var required = graph.RequiredBy(node).OfType<Required.Own>().Where(own => !graph.IsCut(node, own) && own.Node.Xml.Name.LocalName != "inputData").ToList();
                if (done.Contains(node) || next == required.Count)
                {
                    done.Add(node);
                    onPath.Remove(node);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }
                path[^1] = (node, next + 1);
                if (onPath.Add(required[next].Node))
                {
                    path.Add((required[next].Node, 0));
                    continue;
                }

                Report(path.Select(step => step.Node).SkipWhile(step => step != required[next].Node).ToList(), findings);
                graph.Cut(node, required[next]);
                path[^1] = (node, next);
            }
        }
    }

    private static void Report(List<Node> circle, FindingList findings) =>
        findings.Error("decision-cycle", circle[^1].Xml,
            $"{circle[^1].Says} closes a circle: {Sentence.Join(" requires ", circle.Append(circle[0]).Select(node => Sentence.Verbatim($"'{node.Name}'")))}.",
            "Delete one of these requirements.");
}
