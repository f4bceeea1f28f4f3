using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>The decision that a business rule task asks.</summary>
internal static class DecisionRule
{
    /// <summary>Whether the task asks a decision, there or here already.</summary>
    public static bool Ask(XElement task, ImportPlan plan)
    {
        var zeebe = task.ZeebePart("calledDecision");
        plan.Mark(zeebe);
        foreach (var attribute in task.Attributes().Where(attribute => ForeignXml.Is(attribute.Name.Namespace)))
            if (attribute.Name.LocalName is "decisionRef" or "resultVariable" or "mapDecisionResult" or "decisionRefBinding" or "decisionRefVersion" or "decisionRefVersionTag" or "decisionRefTenantId")
                plan.Mark(attribute);
        if (BpmnXml.Setting(task, "decision") is not null) return true;
        if ((task.Theirs("decisionRef") ?? zeebe?.Own("decisionId")) is not { } found) return false;
        var name = found.Value.StartsWith('=') ? WorkRule.Literal(Expressions.WithoutEquals(found.Value)) : JuelTemplate.IsExpression(found.Value) ? null : found.Value;
        if (name is null)
        {
            plan.Refuse("import-decision-unknown", task, found, "Name one decision, or choose between business rule tasks with a gateway.");
            return true;
        }
        var result = task.Theirs("resultVariable")?.Value ?? zeebe?.Text("resultVariable");
        plan.Offer("import-decision", task, found, $"<itsm:decision ref=\"{name}\"/>", _ => OurXml.Set(task, "decision", ("ref", name), ("result", result)),
            "Apply the change, and put the decision into the bundle.");
        if (task.Theirs("mapDecisionResult") is { Value: "resultList" or "collectEntries" } mapping)
            plan.Tell("import-decision-result", Severity.Warning, task,
                $"found {mapping.Name} \"{mapping.Value}\": here a table gives a list only when its hit policy says so.", "Look at what reads the result.");
        if (task.Theirs("decisionRefBinding") is { Value: not "latest" } binding)
            plan.Refuse("import-decision-result", task, binding, "Nothing needs to be done if the decision is in the same bundle: a case keeps the version that it began with.");
        return true;
    }
}
