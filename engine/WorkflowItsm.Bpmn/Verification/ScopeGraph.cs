using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Verification;

/// <summary>
/// The ways through one scope, as numbers: a flow leads from node to node, an activity to the events on its border, a link to its other
/// end, and a compensation event to what undoes the work. All walks are loops, not recursion, because a drawing may be thousands of elements long.
/// </summary>
internal sealed class ScopeGraph
{
    private readonly int[][] _next;
    private readonly int[][] _previous;

    public ScopeGraph(DrawnScope scope)
    {
        Scope = scope;
        var led = scope.Nodes.SelectMany(node => node.Leads, (From, To) => (From, To)).ToLookup(pair => pair.To, pair => pair.From);
        _next = [.. scope.Nodes.Select(node => Numbers(node.Outgoing.Select(flow => flow.Target).Concat(node.Boundaries).Concat(node.Leads)))];
        _previous = [.. scope.Nodes.Select(node => Numbers(node.Incoming.Select(flow => flow.Source).Concat(node.Host is { } host ? [host] : []).Concat(led[node])))];
    }

    public DrawnScope Scope { get; }

    public int Count => _next.Length;

    /// <summary>Where a token at this node may be next.</summary>
    public int[] Next(int node) => _next[node];

    /// <summary>From where a token may have come to this node.</summary>
    public int[] Previous(int node) => _previous[node];

    /// <summary>Which nodes can be reached from the given ones.</summary>
    public bool[] From(IEnumerable<DrawnNode> nodes) => Walk(nodes, _next);

    /// <summary>From which nodes one of the given can be reached.</summary>
    public bool[] To(IEnumerable<DrawnNode> nodes) => Walk(nodes, _previous);

    /// <summary>
    /// The strongly connected components of the nodes with <paramref name="include"/>, by Tarjan's method: sets in
    /// which each node leads to each other. A component comes after all those that it leads to; nodes in file order.
    /// </summary>
    public List<DrawnNode[]> Components(Func<DrawnNode, bool> include)
    {
        var taken = Scope.Nodes.ConvertAll(node => include(node));
        var (order, low, onStack) = (new int[Count], new int[Count], new bool[Count]);
        var (stack, calls, components, counter) = (new Stack<int>(), new Stack<(int Node, int Edge)>(), new List<DrawnNode[]>(), 0);

        for (var root = 0; root < Count; root++)
        {
            if (!taken[root] || order[root] != 0) continue;
            calls.Push((root, 0));
            while (calls.TryPop(out var call))
            {
                var (node, edge) = call;
                if (edge == 0)
                {
                    order[node] = low[node] = ++counter;
                    stack.Push(node);
                    onStack[node] = true;
                }
                else if (taken[_next[node][edge - 1]] && onStack[_next[node][edge - 1]])
                {
                    low[node] = Math.Min(low[node], low[_next[node][edge - 1]]);
                }

                while (edge < _next[node].Length && (!taken[_next[node][edge]] || order[_next[node][edge]] != 0))
                {
                    if (taken[_next[node][edge]] && onStack[_next[node][edge]]) low[node] = Math.Min(low[node], order[_next[node][edge]]);
                    edge++;
                }
                if (edge < _next[node].Length)
                {
                    calls.Push((node, edge + 1));
                    calls.Push((_next[node][edge], 0));
                    continue;
                }
                if (low[node] == order[node]) components.Add(Pop(node, stack, onStack));
            }
        }
        return components;
    }

    private static int[] Numbers(IEnumerable<DrawnNode> nodes) => [.. nodes.Select(node => node.Index)];

    private DrawnNode[] Pop(int root, Stack<int> stack, bool[] onStack)
    {
        var members = new List<int>();
        do
        {
            members.Add(stack.Pop());
            onStack[members[^1]] = false;
        }
        while (members[^1] != root);
        members.Sort();
        return [.. members.Select(index => Scope.Nodes[index])];
    }

    private bool[] Walk(IEnumerable<DrawnNode> nodes, int[][] edges)
    {
        var seen = new bool[Count];
        var open = new Stack<int>(nodes.Select(node => node.Index));
        while (open.TryPop(out var node))
        {
            if (seen[node]) continue;
            seen[node] = true;
            foreach (var next in edges[node]) open.Push(next);
        }
        return seen;
    }
}
