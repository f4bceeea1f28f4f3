using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>What becomes of the result of a script, decision, handler or message.</summary>
internal static class Results
{
    /// <summary>
    /// The result goes to the result variable, or to the outputs that read it as <c>result</c>, or, when there is neither and
    /// it is a context, its entries become variables.
    /// </summary>
    public static Onward Keep(Run run, TokenState token, FlowNode element, FeelValue? result)
    {
        var settings = element.Settings;
        if (result is { } value)
        {
            if (settings.ResultVariable is { } name) Variables.Write(run, token.ScopeId, element.Id, FeelContext.Of((name, value)));
            else if (settings.Outputs.IsEmpty && value.TryGetContext(out var entries)) Variables.Write(run, token.ScopeId, element.Id, entries);
        }

        if (settings.Outputs.IsEmpty) return Onward.Leaves;
        if (Outputs(run, element, token.ScopeId, result) is not { } outputs) return Incidents.Budget(run, token);
        Variables.Write(run, token.ScopeId, element.Id, outputs);
        return Onward.Leaves;
    }

    /// <summary>The values of an element's outputs; null when the budget ran out.</summary>
    public static FeelContext? Outputs(Run run, FlowNode element, int scopeId, FeelValue? result)
    {
        if (element.Settings.Outputs.IsEmpty) return FeelContext.Empty;
        var outputs = run.Expressions.Evaluate(element.Settings.Outputs, scopeId, result is { } value ? FeelContext.Of(("result", value)) : null);
        return run.Expressions.Exhausted is null ? outputs : null;
    }
}
