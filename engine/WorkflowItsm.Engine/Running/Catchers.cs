using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>What catches an error or escalation: from where it is thrown outwards, the first that fits (BPMN 2.0, 10.5.7).</summary>
internal static class Catchers
{
    /// <summary>An event that catches, and where: the start of an event sub-process in a scope, or an event on the border of a token's activity.</summary>
    public readonly record struct Catcher(FlowNode Event, int ScopeId, TokenState? Host);

    /// <summary>The catcher of what is thrown in a scope; null when there is none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scopeId">The scope of the thrower.</param>
    /// <param name="fits">How well a trigger fits: 2 by its code, 1 because it catches any, 0 not at all.</param>
    public static Catcher? Find(Run run, int scopeId, Func<EventTrigger, int> fits)
    {
        // What an event sub-process throws, it does not catch itself; and when it has interrupted its scope, nothing of that scope does. Nor does
        // anything of a transaction that is being cancelled: its activities have ended, and what fails while it is undone is a hazard (10.3.5).
        string? thrower = null;
        var interrupted = false;
        for (var scope = run.State.FindScope(scopeId); scope is not null; scope = scope.ParentId is { } parent ? run.State.FindScope(parent) : null)
        {
            if (scope.IsBody && !interrupted && Start(run, scope.ElementId, thrower, fits) is { } start) return new(start, scope.Id, null);
            var isEventSub = scope.IsBody && run.Model.Find(scope.ElementId) is FlowNode.SubProcess { IsEventSubProcess: true };
            thrower = isEventSub ? scope.ElementId : null;
            interrupted = isEventSub
                ? run.Model.NodesOf(scope.ElementId).Items.Any(node => node is FlowNode.StartEvent { IsInterrupting: true })
                : Transactions.IsCancelling(run, scope) && !run.Mistakes(Mutation.HazardCaughtInside);
            if (scope.HostTokenId is { } hostId && run.State.FindToken(hostId) is { } host && OnBorder(run, host, fits) is { } boundary)
                return new(boundary, host.ScopeId, host);
        }

        return null;
    }

    /// <summary>The event on the border of a token's activity that catches; the rounds of a loop have no border of their own.</summary>
    public static FlowNode.BoundaryEvent? OnBorder(Run run, TokenState host, Func<EventTrigger, int> fits) =>
        Loops.IsRound(run, host) ? null : Best(run, run.Model.BoundariesOf(host.ElementId).Items, boundary => boundary.Trigger, fits);

    /// <summary>The catching event happens, and the flow goes on from it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="catcher">What catches.</param>
    /// <param name="interrupts">Whether the activity or scope that it stands for ends.</param>
    /// <param name="result">What the event keeps; null for nothing.</param>
    public static void Go(Run run, Catcher catcher, bool interrupts, FeelValue? result)
    {
        if (catcher is { Event: FlowNode.BoundaryEvent boundary, Host: { } host })
        {
            Boundaries.Happen(run, host, boundary, interrupts, result);
            return;
        }

        if (interrupts) Scopes.CancelWithin(run, catcher.ScopeId);
        EventSubProcesses.Open(run, catcher.ScopeId, (FlowNode.StartEvent)catcher.Event, result);
    }

    private static FlowNode.StartEvent? Start(Run run, string scopeElementId, string? except, Func<EventTrigger, int> fits) =>
        Best(run, run.Model.EventSubProcessesOf(scopeElementId).Items.Where(sub => sub.SubProcess.Id != except).Select(sub => sub.Start), start => start.Trigger, fits);

    private static T? Best<T>(Run run, IEnumerable<T> events, Func<T, EventTrigger> trigger, Func<EventTrigger, int> fits)
        where T : FlowNode
    {
        T? any = null;
        foreach (var caught in events)
        {
            var fit = 0;
            foreach (var part in trigger(caught).Each()) fit = Math.Max(fit, fits(part));
            if (fit == 2 || (fit == 1 && run.Mistakes(Mutation.AnyBeforeCode))) return caught;
            if (fit == 1) any ??= caught;
        }

        return any;
    }
}
