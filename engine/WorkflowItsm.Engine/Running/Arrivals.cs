using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Folding;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// The tokens that wait at a joining gateway in one scope, by incoming flow. Built from the state at the first arrival of a
/// run and kept through it, because looking through all tokens at every arrival is quadratic.
/// </summary>
internal sealed class Arrivals
{
    private readonly Dictionary<string, Queue<int>> _byFlow;
    private readonly int _before;

    /// <param name="state">The state now.</param>
    /// <param name="scopeId">The scope.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="before">The last id before the run: what has come since is added when its turn comes, first in, first out.</param>
    public Arrivals(Draft state, int scopeId, FlowNode gateway, int before)
    {
        _before = before;
        _byFlow = gateway.Incoming.Items.ToDictionary(flow => flow.Id, _ => new Queue<int>(), StringComparer.Ordinal);
        foreach (var token in state.Tokens())
            if (token.Id <= before && token.ScopeId == scopeId && token.ElementId == gateway.Id)
                Enqueue(token);
    }

    /// <summary>A token whose turn has come; those that were there when this was built are known already.</summary>
    public void Add(TokenState token)
    {
        if (token.Id > _before) Enqueue(token);
    }

    /// <summary>One token of each flow, oldest first, or null when a flow has none.</summary>
    public IReadOnlyList<int>? TakeRound(Draft state)
    {
        foreach (var queue in _byFlow.Values)
        {
            while (queue.TryPeek(out var id) && state.FindToken(id) is null) queue.Dequeue();
            if (queue.Count == 0) return null;
        }

        return [.. _byFlow.Values.Select(queue => queue.Dequeue()).Order()];
    }

    private void Enqueue(TokenState token)
    {
        if (token.FlowId is not null && _byFlow.TryGetValue(token.FlowId, out var queue)) queue.Enqueue(token.Id);
    }
}
