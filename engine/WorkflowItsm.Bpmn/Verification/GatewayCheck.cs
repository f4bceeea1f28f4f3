using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Verification;

/// <summary>Conditions, default flows, and what may follow an event-based gateway (BPMN 2.0, 10.6 and 8.4.13).</summary>
internal static class GatewayCheck
{
    /// <summary>Checks a process with its sub-processes.</summary>
    public static void Check(DrawnScope process, FindingList findings)
    {
        foreach (var node in process.AllNodes())
        {
            if (node.Kind == "exclusiveGateway") CheckExclusive(node, findings);
            else if (node.Kind is "parallelGateway" or "eventBasedGateway") CheckUnconditional(node, findings);
            else CheckDefault(node, findings);
            if (node.Kind == "eventBasedGateway") CheckEventBased(node, findings);
        }
    }

    private static void CheckExclusive(DrawnNode node, FindingList findings)
    {
        var standard = CheckDefault(node, findings);
        var marked = node.Element.Reference("default");
        var asked = node.Outgoing.Where(flow => flow != standard).ToList();
        if (node.Outgoing.Count > 1)
            foreach (var flow in asked.Where(flow => flow.Condition is null))
                findings.Error("condition-missing", flow.Element,
                    $"found no condition, expected one, because {Words.Within(node.Element)} must choose between {node.Outgoing.Count} flows.",
                    "Write the condition, or mark the flow as the default flow.");
        if (marked is null && asked.Count > 0 && asked.TrueForAll(flow => flow.Condition is not null) && !Covers(asked))
            findings.Warning("no-default-flow", node.Element,
                "found no default flow: when no condition is true, the case stops here with an incident.",
                "Mark one outgoing flow as the default flow.");
    }

    /// <summary>Only the plainest case is sure: a condition that is true, or one beside its own negation.</summary>
    private static bool Covers(List<DrawnFlow> flows)
    {
        var conditions = flows.Select(flow => Expressions.WithoutEquals(flow.Condition!)).ToHashSet(StringComparer.Ordinal);
        return conditions.Contains("true") || conditions.Any(condition => conditions.Contains($"not({condition})"));
    }

    /// <summary>Whether the default flow is there and has no condition; of an activity, a gateway that may take several flows, or an exclusive one.</summary>
    private static DrawnFlow? CheckDefault(DrawnNode node, FindingList findings)
    {
        var marked = node.Element.Reference("default");
        var standard = node.Outgoing.FirstOrDefault(flow => flow.Id == marked);
        if (marked is not null && standard is null)
            findings.Error("no-such-default-flow", node.Element,
                $"found default \"{Words.Short(marked)}\", expected the id of one of its outgoing flows.",
                "Mark an outgoing flow as the default flow.");
        if (standard is { Condition: not null })
            findings.Warning("default-with-condition", standard.Element,
                "found a condition on a default flow, where it is never asked.",
                "Remove the condition, or mark another flow as the default flow.");
        var mayStop = marked is null && node.Outgoing.Count > 0 && node.Outgoing.TrueForAll(flow => flow.Condition is not null) && !Covers(node.Outgoing);
        if (node.Kind != "exclusiveGateway" && mayStop)
            findings.Warning("no-default-flow", node.Element,
                "found no default flow: when no condition is true, the case stops here with an incident.",
                "Mark one outgoing flow as the default flow.");
        return standard;
    }

    private static void CheckUnconditional(DrawnNode node, FindingList findings)
    {
        foreach (var flow in node.Outgoing.Where(flow => flow.Condition is not null))
            findings.Warning("condition-not-allowed", flow.Element,
                $"found a condition after {Words.Within(node.Element)}, where it is never asked, because the gateway chooses no flow.",
                "Remove the condition, or use an exclusive gateway.");
    }

    private static void CheckEventBased(DrawnNode node, FindingList findings)
    {
        foreach (var flow in node.Outgoing)
        {
            var target = flow.Target;
            if (target.Kind is not ("intermediateCatchEvent" or "receiveTask"))
                findings.Error("event-gateway-target", flow.Element,
                    $"leads from {Words.Within(node.Element)} to {Words.Within(target.Element)}, expected a catch event or a receive task, because the gateway waits for the first of them.",
                    "Put a catch event between them, or use an exclusive gateway.");
            else if (target.Incoming.Count > 1)
                findings.Error("event-gateway-target", flow.Element,
                    $"leads from {Words.Within(node.Element)} to {Words.Within(target.Element)}, which has {target.Incoming.Count} incoming flows; expected only this one.",
                    "Draw an event of its own behind the gateway.");
        }
    }
}
