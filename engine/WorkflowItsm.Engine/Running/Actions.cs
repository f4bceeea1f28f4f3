using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Actions that a person takes to start an event sub-process.</summary>
internal static class Actions
{
    public static Verdict Take(Run run, Command.TakeAction command)
    {
        if (run.State.FindWait(command.WaitId) is not Wait.Action wait) return Refusals.NoSuchAction(run.State, command.WaitId);
        var start = run.Model[wait.ElementId];
        if (start is not FlowNode.StartEvent) return AdHoc.Take(run, wait, start);
        var action = Outcomes.OfAction(start);
        Variables.Write(run, wait.ScopeId, start.Id, command.Variables.With("outcome", action.Id));
        if (Outcomes.Refuse(run, wait.ScopeId, start, action) is { } refused) return refused;
        run.Happened(new EngineEvent.ActionTaken(wait.Id, start.Id, action.Id));
        Triggers.Fulfil(run, wait);
        return run.Go();
    }
}
