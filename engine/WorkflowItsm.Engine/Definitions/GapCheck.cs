using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>
/// A table that has no answer for some input refuses publishing where a process needs its value; elsewhere the table's own
/// warning is enough. The example is decided before it is told, so that what refuses is certain.
/// </summary>
internal static class GapCheck
{
    public static IEnumerable<Finding> Check(ProcessModel process, Release release)
    {
        foreach (var task in process.Nodes.Items.OfType<FlowNode.BusinessRuleTask>())
            if (task.Settings.Decision is { } name && release.FindDecision(name) is { } decision && ValueNeeds.Of(process, task) is { } why
                && Gap(decision, task.Settings) is { } gap)
                yield return Refuse(task.Id, $"'{task.Id}' needs a value from the decision '{decision.Id}'", decision, gap, why,
                    "or let the process do without: mark a default flow, or ask for null in the condition or output.");

        foreach (var derivation in process.Settings.Derivations)
            if (release.FindDecision(derivation.Decision) is { } decision && ValueNeeds.Of(process, derivation) is { } why
                && Gap(decision, NodeSettings.None) is { } gap)
                yield return Refuse(process.Id, $"The variable '{derivation.Variable}' needs a value from the decision '{decision.Id}'", decision, gap, why,
                    "or let the process do without: mark a default flow, or ask for null in the condition.");
    }

    private static Finding Refuse(string elementId, Sentence who, Decision decision, TableRegion gap, Sentence why, Sentence otherwise) =>
        new("gap-where-value-needed", Severity.Error, elementId, null,
            $"{who}, but its table '{decision.TableId}' has none for {gap.Says}; {why}.",
            $"Add a rule `{string.Join(" | ", gap.Cells.Select(cell => cell.Tests))}` or a default output to the table, {otherwise}", ChineseFindings.Book);

    /// <summary>A region without an answer that this use of the decision can meet.</summary>
    private static TableRegion? Gap(Decision decision, NodeSettings settings)
    {
        foreach (var gap in decision.Verification?.Gaps.Items ?? [])
        {
            if (Inputs(decision, gap, settings) is not { } inputs) continue;
            var session = new FeelSession(DateTimeOffset.UnixEpoch);
            if (decision.Evaluate(inputs, session).Value.IsNull && session.Exhausted is null) return gap;
        }

        return null;
    }

    /// <summary>The example as the decision would be asked it; null where a column looks at more than a name, or cannot be that.</summary>
    private static FeelContext? Inputs(Decision decision, TableRegion gap, NodeSettings settings)
    {
        var inputs = FeelContext.Empty;
        foreach (var (expression, value) in gap.Example)
        {
            var path = expression.Split('.', StringSplitOptions.TrimEntries);
            if (!decision.Inputs.Items.Contains(path[0])) return null;
            inputs = With(inputs, path, value);
        }

        foreach (var name in settings.Inputs.IsEmpty ? [] : decision.Inputs.Items)
        {
            var given = settings.Inputs.Items.FirstOrDefault(input => input.Variable == name);
            if (given is null) inputs = inputs.With(name, FeelValue.Null);
            else if (given.Expression.IsConstant) inputs = inputs.With(name, given.Expression.Evaluate(FeelContext.Empty, new FeelSession(DateTimeOffset.UnixEpoch)));
        }

        return inputs;
    }

    private static FeelContext With(FeelContext context, ReadOnlySpan<string> path, FeelValue value)
    {
        if (path is [var last]) return context.With(last, value);
        _ = context[path[0]].TryGetContext(out var inner);
        return context.With(path[0], FeelValue.Context(With(inner ?? FeelContext.Empty, path[1..], value)));
    }
}
