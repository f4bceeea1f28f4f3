using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Verification;

/// <summary>Starts, ends and borders: what may have flows on which side (BPMN 2.0, 10.5 and 10.3.5).</summary>
internal static class StructureCheck
{
    /// <summary>Checks a process with its sub-processes.</summary>
    public static void Check(DrawnScope process, FindingList findings)
    {
        foreach (var scope in process.AllScopes())
        {
            CheckStarts(scope, findings);
            foreach (var node in scope.Nodes) CheckSides(node, findings);
        }
    }

    private static void CheckStarts(DrawnScope scope, FindingList findings)
    {
        var starts = scope.Nodes.Where(node => node.Kind == "startEvent").ToList();
        if (starts.Count == 0)
        {
            findings.Error("no-start", scope.Element,
                "found no start event, expected one.",
                "Draw a start event before the first element.");
            return;
        }
        // A process may begin in several ways, as long as starting it without a trigger means one of them.
        var rivals = scope.IsProcess ? starts.Where(start => !HasTrigger(start)).ToList() : starts;
        if (rivals.Count > 1)
            findings.Error("several-starts", scope.Element,
                scope.IsProcess
                    ? (Sentence)$"found {rivals.Count} start events without a trigger, expected one: {Words.Elements(rivals)}."
                    : (Sentence)$"found {rivals.Count} start events, expected one: {Words.Elements(rivals)}.",
                "Keep one of them.");
    }

    private static void CheckSides(DrawnNode node, FindingList findings)
    {
        switch (node.Kind)
        {
            case "startEvent" when node.Incoming is [var flow, ..]:
                findings.Error("start-with-incoming", node.Element,
                    $"found the incoming {Words.Within(flow.Element)}, expected none at a start event.",
                    "Lead the flow to the element after the start event.");
                break;
            case "endEvent" when node.Outgoing is [var flow, ..]:
                findings.Error("end-with-outgoing", node.Element,
                    $"found the outgoing {Words.Within(flow.Element)}, expected none at an end event.",
                    "Delete the flow, or use a throw event in the middle.");
                break;
            case "boundaryEvent" when node.Incoming is [var flow, ..]:
                findings.Error("boundary-with-incoming", node.Element,
                    $"found the incoming {Words.Within(flow.Element)}, expected none at an event on a border.",
                    "Lead the flow to the activity, or to an element after the event.");
                break;
            case "subProcess" when node.IsEventSubProcess && (node.Incoming.FirstOrDefault() ?? node.Outgoing.FirstOrDefault()) is { } flow:
                findings.Error("event-sub-process-with-flow", node.Element,
                    $"found the {Words.Within(flow.Element)} at its border, expected none, because its own start event begins it.",
                    "Delete the flow, or make it a sub-process without trigger.");
                break;
        }
    }

    private static bool HasTrigger(DrawnNode start) => start.Element.Parts().Any(part =>
        part.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal) || part.Name.LocalName == "eventDefinitionRef");
}
