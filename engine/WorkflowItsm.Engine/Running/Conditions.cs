using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Conditional events happen when their condition becomes true (BPMN 2.0, 10.5.5): asked when they begin to wait, and whenever
/// a variable has changed, before any other token moves. What is neither true nor false is not true.
/// </summary>
internal static class Conditions
{
    public static void Await(Run run, TokenState? owner, int scopeId, FlowNode element, int part)
    {
        run.Happened(new EngineEvent.WaitOpened(new Wait.Condition(run.NextId, owner?.Id, scopeId, element.Id, false) { Part = part }));
        run.ConditionsChanged = true;
    }

    /// <summary>Asks all; the first that becomes true happens, and the others are asked again afterwards.</summary>
    /// <returns>Whether one happened.</returns>
    public static bool Ask(Run run)
    {
        run.ConditionsChanged = false;
        if (!run.Model.MayWaitForConditions) return false;
        foreach (var wait in run.State.Waits())
        {
            if (wait is not Wait.Condition condition) continue;
            var element = run.Model[wait.ElementId];
            var asked = ((EventTrigger.Conditional)Triggers.TriggerOf(element)!.Each()[wait.Part]).Condition;
            var holds = run.Expressions.Evaluate(asked, wait.ScopeId).IsTrue;
            if (run.Expressions.Exhausted is not null)
            {
                Incidents.Budget(run, null, element);
                return false;
            }

            if (holds == condition.Holds) continue;
            run.Happened(new EngineEvent.ConditionChanged(wait.Id, wait.ElementId, holds));
            if (!holds) continue;
            run.ConditionsChanged = true;
            Triggers.Fulfil(run, run.State.FindWait(wait.Id)!);
            return true;
        }

        return false;
    }
}
