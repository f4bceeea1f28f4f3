using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Verification;

/// <summary>Is there a way from a start to each node, and from each node to an end? Scope by scope; data is not asked.</summary>
internal static class PathCheck
{
    /// <summary>Checks a process with its sub-processes.</summary>
    public static void Check(DrawnScope process, FindingList findings)
    {
        foreach (var scope in process.AllScopes())
        {
            var graph = new ScopeGraph(scope);
            CheckReached(graph, findings);
            CheckEnding(graph, findings);
        }
    }

    private static void CheckReached(ScopeGraph graph, FindingList findings)
    {
        if (graph.Scope.Element.Name.LocalName == "adHocSubProcess") return;
        var starts = graph.Scope.Beginnings();
        if (starts.Count == 0) return;
        // An event on a border whose activity is not known is reported as such, and begins a way like a start.
        var reached = graph.From(starts.Concat(graph.Scope.Nodes.Where(node => node.Kind == "boundaryEvent" && node.Host is null)));
        bool Lost(DrawnNode node) => !reached[node.Index] && !node.IsEventSubProcess;

        foreach (var island in graph.Components(Lost))
        {
            // Of a chain that nothing leads to only its beginning is named; the rest follows from it.
            var members = island.Select(node => node.Index).ToHashSet();
            if (island.Any(node => graph.Previous(node.Index).Any(before => !members.Contains(before)))) continue;
            findings.Warning("unreachable", island[0].Element,
                "found no way here from a start event, so that it never happens.",
                "Lead a sequence flow to it, or delete it.");
        }
    }

    private static void CheckEnding(ScopeGraph graph, FindingList findings)
    {
        if (graph.Scope.Element.Name.LocalName == "adHocSubProcess") return;
        var handlers = graph.Scope.Nodes.Where(IsCompensation).SelectMany(node => node.Leads.Prepend(node)).ToHashSet();
        var ends = graph.Scope.Nodes.Where(node => node.Kind == "endEvent").ToList();
        var undrawn = graph.Scope.Nodes.Where(node => EndsUndrawn(node) && !handlers.Contains(node)).ToList();
        if (ends.Count > 0)
            foreach (var end in undrawn) Report(end, findings);
        if (EndsFromOutside(graph.Scope)) return;
        var ending = graph.To(ends.Concat(undrawn).Concat(handlers).Concat(graph.Scope.Nodes.Where(node => node.IsForCompensation || IsLooseLink(node))));

        foreach (var trap in graph.Components(node => !ending[node.Index] && !node.IsEventSubProcess))
        {
            var members = trap.Select(node => node.Index).ToHashSet();
            if (trap.Any(node => graph.Next(node.Index).Any(next => !members.Contains(next)))) continue;
            var place = trap.Length == 1 ? "from here to an end event" : (Sentence)$"to an end event out of the circle of {Words.Elements(trap)}";
            findings.Error("no-way-to-end", trap[0].Element,
                $"found no way {place}, expected one, because the case could never end.",
                "Lead a sequence flow from here to an end event or to a step that reaches one.");
        }
    }

    /// <summary>A way ends wherever no flow leads on (BPMN 2.0, 10.5.3); beside an end event that is where a flow may have been forgotten.</summary>
    private static void Report(DrawnNode end, FindingList findings)
    {
        // A start event MUST be the source of a flow (10.5.2); what it should have led to would silently never happen.
        if (end.Kind == "startEvent")
            findings.Error("start-leads-nowhere", end.Element,
                "found no sequence flow that leaves it, expected one, because all would end as soon as it begins.",
                "Lead a sequence flow from here to the first element.");
        else
            findings.Warning("implicit-end", end.Element,
                "found no sequence flow that leaves it: the way ends here, as at an end event.",
                "Lead it to an end event if that is meant, else to the step that follows.");
    }

    /// <summary>Whether a way ends at a node that is no end event. An event-based gateway would wait for nothing, for ever.</summary>
    private static bool EndsUndrawn(DrawnNode node) => node.Outgoing.Count == 0 && node.Leads.Count == 0 && node.Kind is not ("endEvent" or "eventBasedGateway")
        && !node.IsEventSubProcess && !node.IsForCompensation && !IsLooseLink(node);

    /// <summary>A link whose other end is missing, which is a finding of its own.</summary>
    private static bool IsLooseLink(DrawnNode node) => node is { Kind: "intermediateThrowEvent", Leads.Count: 0 } && node.Has("link");

    private static bool IsCompensation(DrawnNode node) => node.Kind == "boundaryEvent" && node.Has("compensate");

    /// <summary>An interrupting event sub-process ends whatever circles beside it, and so does an error thrown in any event sub-process.</summary>
    private static bool EndsFromOutside(DrawnScope scope) => scope.Nodes.Exists(node => node.IsEventSubProcess
        && node.Inside!.Nodes.Exists(inner => inner.Kind == "startEvent" && inner.Element.Flag("isInterrupting", true)
            || inner.Kind == "endEvent" && inner.Has("error")));
}
