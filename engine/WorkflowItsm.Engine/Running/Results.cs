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

    /// <summary>What one of several triggers brought, while the others are still waited for.</summary>
    public static void Store(Run run, int scopeId, FlowNode element, FeelValue? result)
    {
        if (result is not { } value) return;
        if (element.Settings.ResultVariable is { } name) Variables.Write(run, scopeId, element.Id, FeelContext.Of((name, value)));
        else if (value.TryGetContext(out var entries)) Variables.Write(run, scopeId, element.Id, entries);
    }

    /// <summary>The values of an element's outputs; null when the budget ran out.</summary>
    public static FeelContext? Outputs(Run run, FlowNode element, int scopeId, FeelValue? result)
    {
        if (element.Settings.Outputs.IsEmpty) return FeelContext.Empty;
        FeelContext? moment = null;
        if (result is { } value) moment = (value.TryGetContext(out var entries) ? entries : FeelContext.Empty).With("result", value);
        var outputs = run.Expressions.Evaluate(element.Settings.Outputs, scopeId, moment);
        return run.Expressions.Exhausted is null ? outputs : null;
    }
}
