using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>User tasks.</summary>
internal static class Tasks
{
    public static Onward Open(Run run, TokenState token, FlowNode.UserTask task)
    {
        if (!Boundaries.Await(run, token)) return Onward.Stays;
        string? team = null;
        if (task.Settings.CandidateTeam is { } expression)
        {
            var value = run.Expressions.Evaluate(expression, token.ScopeId);
            if (run.Expressions.Exhausted is not null) return Incidents.Budget(run, token);
            team = value.IsNull ? null : value.ToText();
        }

        run.Happened(new EngineEvent.WaitOpened(new Wait.Task(run.NextId, token.Id, token.ScopeId, task.Id, team, null)));
        return Onward.Stays;
    }

    /// <summary>The variables are written first: the outcome's condition and required fields see them, and what is derived from them.</summary>
    public static Verdict Complete(Run run, Command.CompleteTask command)
    {
        if (run.State.FindWait(command.WaitId) is not Wait.Task wait) return Refusals.NoSuchTask(run.State, command.WaitId);
        var task = run.Model[wait.ElementId];
        if (Outcomes.Of(task).Items.FirstOrDefault(outcome => outcome.Id == command.Outcome) is not { } outcome) return Outcomes.NoSuch(task, command.Outcome);
        Variables.Write(run, wait.ScopeId, task.Id, command.Variables.With("outcome", outcome.Id));
        if (Outcomes.Refuse(run, wait.ScopeId, task, outcome) is { } refused) return refused;
        run.Happened(new EngineEvent.TaskCompleted(wait.Id, task.Id, outcome.Id));
        Triggers.Fulfil(run, wait);
        return run.Go();
    }

    public static Verdict Assign(Run run, Command.AssignTask command)
    {
        if (run.State.FindWait(command.WaitId) is not Wait.Task wait) return Refusals.NoSuchTask(run.State, command.WaitId);
        if (wait.Assignee != command.Assignee) run.Happened(new EngineEvent.TaskAssigned(wait.Id, wait.ElementId, command.Assignee));
        return run.Go();
    }
}
