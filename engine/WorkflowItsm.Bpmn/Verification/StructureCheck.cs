using WorkflowItsm.Bpmn.Reading;

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
        if (starts.Count == 0) CheckUndrawn(scope, findings);
        if (scope.Element.Name.LocalName == "adHocSubProcess" && starts is [var start, ..])
            findings.Error("start-in-ad-hoc", start.Element,
                "found a start event in an ad hoc sub-process, expected none, because its activities have no drawn order.", "Delete the start event.");

        // A process may begin in several ways, as long as starting it without a trigger means one of them. A sub-process begins in one way; an
        // event sub-process MUST have one and only one start event (BPMN 2.0, 10.3.5), which may have several triggers.
        var rivals = scope.IsProcess ? starts.Where(start => !HasTrigger(start)).ToList() : starts;
        if (rivals.Count < 2) return;
        if (scope.IsProcess)
            findings.Warning("several-starts", scope.Element,
                $"found {rivals.Count} start events without a trigger: {Words.Elements(rivals)}; who starts the process without saying where begins at the first.",
                "Keep one of them, or name the start event when starting.");
        else
            findings.Error("several-starts", scope.Element,
                $"found {rivals.Count} start events, expected one: {Words.Elements(rivals)}.",
                "Keep one of them.");
    }

    /// <summary>Without a start event a process begins wherever no flow leads; nothing begins where every node has one.</summary>
    private static void CheckUndrawn(DrawnScope scope, FindingList findings)
    {
        var beginnings = scope.Beginnings();
        if (scope.IsEventSubProcess || (beginnings.Count == 0 && (scope.IsProcess || scope.Nodes.Exists(node => !node.IsEventSubProcess))))
            findings.Error("no-start", scope.Element,
                "found no start event, expected one.",
                "Draw a start event before the first element.");
        else if (scope.IsProcess && !beginnings.Exists(node => node.Begins))
            findings.Warning("no-start", scope.Element,
                $"found no start event: it begins at every element that no flow leads to, {Words.Elements(beginnings)}.",
                "Draw a start event before the first element.");
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
            case "boundaryEvent" when node.Has("compensate") && node.Outgoing is [var flow, ..]:
                findings.Error("compensation-with-flow", node.Element,
                    $"found the outgoing {Words.Within(flow.Element)}, expected an association to the activity that undoes the work.",
                    "Delete the flow, and draw an association from the event to the activity.");
                break;
            case var kind when NodeKinds.IsActivity(kind) && node.IsForCompensation && (node.Incoming.FirstOrDefault() ?? node.Outgoing.FirstOrDefault()) is { } flow:
                findings.Error("compensation-with-flow", node.Element,
                    $"found the {Words.Within(flow.Element)} at an activity that undoes another one's work, expected none.",
                    "Delete the flow, or set isForCompensation to false.");
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
