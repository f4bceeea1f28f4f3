using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Script tasks in FEEL.</summary>
internal static class Scripts
{
    public static Onward Perform(Run run, TokenState token, FlowNode.ScriptTask task)
    {
        var value = run.Expressions.Evaluate(task.Script, token.ScopeId);
        return run.Expressions.Exhausted is null ? Results.Keep(run, token, task, value) : Incidents.Budget(run, token);
    }
}
