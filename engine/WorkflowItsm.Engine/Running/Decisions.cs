using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Decisions asked by business rule tasks, and the record of every decision.</summary>
internal static class Decisions
{
    public static Onward Perform(Run run, TokenState token, FlowNode.BusinessRuleTask task)
    {
        if (!TryFind(run, token, task, task.Settings.Decision, out var decision)) return Onward.Stays;
        if (!Make(run, decision, task.Id, Inputs(run, token.ScopeId, task.Settings, decision), run.Model.Personal.Of(task.Id, task.Settings.Inputs), out var value))
            return Incidents.Budget(run, token);
        if (!value.IsNull || task.Settings.RequiresResult is not true) return Results.Keep(run, token, task, value);
        Incidents.Raise(run, token, task, "decision-without-value",
            $"{Elements.Says(task)} needs a value from the decision '{decision.Id}', which gave null. Correct the data or the table, then retry.");
        return Onward.Stays;
    }

    /// <summary>Finds a decision; one that is not published leaves an incident.</summary>
    public static bool TryFind(Run run, TokenState token, FlowNode element, string? name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Decision? decision)
    {
        decision = name is null ? null : run.Model.FindDecision(element.Id, name);
        if (decision is not null) return true;
        Incidents.Raise(run, token, element, "no-such-decision",
            $"{Elements.Says(element)} asks the decision '{name}', which is not published. Publish it, then retry.");
        return false;
    }

    /// <summary>What a decision is asked with: the element's inputs, else the visible variables it reads.</summary>
    public static FeelContext Inputs(Run run, int scopeId, NodeSettings settings, Decision decision) =>
        settings.Inputs.IsEmpty ? Visible(run, scopeId, decision) : run.Expressions.Evaluate(settings.Inputs, scopeId);

    /// <summary>The visible variables that a decision reads.</summary>
    public static FeelContext Visible(Run run, int scopeId, Decision decision)
    {
        var inputs = FeelContext.Empty;
        foreach (var name in decision.Inputs)
            if (run.Expressions.TryFind(name, scopeId, null, out var value))
                inputs = inputs.With(name, value);
        return inputs;
    }

    /// <summary>Evaluates a decision and records all it used; false when the budget ran out, then nothing is recorded.</summary>
    public static bool Make(Run run, Decision decision, string? elementId, FeelContext inputs, ValueList<string> personal, out FeelValue value)
    {
        var outcome = decision.Evaluate(inputs, run.Expressions.Session);
        value = outcome.Value;
        if (run.Expressions.Exhausted is not null) return false;
        var at = elementId ?? run.Model.Id;
        run.Happened(new EngineEvent.DecisionMade(
            elementId,
            decision.Id,
            outcome.Inputs,
            outcome.Matched.Items.Select(rule => new RuleHit(rule.TableId, rule.RuleId, rule.RuleNumber)).ToValueList(),
            value,
            outcome.Problems)
        {
            Personal = [.. outcome.Inputs.Keys.Where(name => personal.Items.Contains(name) || run.Model.Personal.Holds(at, name))],
        });
        return true;
    }
}
