using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>The ways a task can end and the actions that can be taken: which there are, and whether one may be chosen now.</summary>
internal static class Outcomes
{
    private static readonly ValueList<Outcome> _complete = [new("complete", "Complete", "完成", null, [], [], null)];

    /// <summary>The ways a task can end.</summary>
    public static ValueList<Outcome> Of(FlowNode element) =>
        element is FlowNode.StartEvent ? element.Settings.Action is { } action ? [action] : []
        : element.Settings.Outcomes.IsEmpty ? _complete
        : element.Settings.Outcomes;

    /// <summary>The action that an element stands for: starting an event sub-process or an activity of an ad hoc sub-process, or completing that.</summary>
    public static Outcome OfAction(FlowNode element) => element switch
    {
        FlowNode.StartEvent { Settings.Action: { } action } => action,
        FlowNode.AdHocSubProcess => new("complete", "Complete", "完成", null, [], [], null),
        _ => new(element.Id, element.Name.Length > 0 ? element.Name : element.Id, element.Settings.NameZh, null, [], [], null),
    };

    /// <summary>Whether an outcome is offered; also says why a condition is not true.</summary>
    public static bool IsOffered(Expressions expressions, int scopeId, Outcome outcome, out string because)
    {
        because = "";
        return outcome.Condition is not { } condition || expressions.Evaluate(condition, scopeId, out because).IsTrue;
    }

    /// <summary>Why an outcome may not be chosen with the variables as they now are; null when it may.</summary>
    public static Verdict? Refuse(Run run, int scopeId, FlowNode element, Outcome outcome)
    {
        if (!IsOffered(run.Expressions, scopeId, outcome, out var because))
        {
            return Refusals.Refuse(
                "outcome-not-offered",
                $"{Elements.Named(element)} does not offer '{outcome.Id}' now: its condition `{outcome.Condition!.Text}` is not true{because}.",
                $"{NamedZh(element)}现在不提供“{outcome.Id}”：条件 `{outcome.Condition.Text}` 不成立。");
        }

        return outcome.Requires.IsEmpty ? null : RefuseMissing(run, scopeId, outcome);
    }

    private static Verdict? RefuseMissing(Run run, int scopeId, Outcome outcome)
    {
        string[] missing = [.. outcome.Requires.Items.Where(field => IsMissing(run, scopeId, field))];
        return missing.Length == 0 ? null : Refusals.Refuse(
            "field-required",
            $"To {Words.Inside(outcome.Name.Length > 0 ? outcome.Name : outcome.Id)}, fill in {Words.And(missing)}.",
            $"要“{outcome.NameZh ?? outcome.Name}”，请填写 {string.Join("、", missing)}。",
            missing[0]);
    }

    public static Verdict NoSuch(FlowNode element, string id)
    {
        var known = Sentence.Listed(Of(element).Items.Select(outcome => outcome.Id));
        return Refusals.Refuse("no-such-outcome", $"{Elements.Named(element)} has no outcome '{id}'; it has: {known}.", $"{NamedZh(element)}没有结果“{id}”；现有：{known.In("zh")}。");
    }

    private static bool IsMissing(Run run, int scopeId, string field)
    {
        run.Expressions.TryFind(field, scopeId, null, out var value);
        return value.IsNull
            || (value.TryGetString(out var text) && string.IsNullOrWhiteSpace(text))
            || (value.TryGetList(out var list) && list.IsEmpty);
    }

    private static string NamedZh(FlowNode element) =>
        (element.Settings.NameZh ?? element.Name) is { Length: > 0 } name ? $"“{name}”（{element.Id}）" : $"“{element.Id}”";
}
