using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>
/// Who works on a ticket. The field <c>assigned_to</c> and the assignee of the open task that agents do are the
/// same thing: whichever changes, the other follows, and the next such task begins with the same person.
/// </summary>
internal static class Assignments
{
    private const string AssignedTo = "assigned_to";

    public static Refusal? Assign(TicketRun run, int waitId, string? assignee)
    {
        if (Refusals.UnlessWorker(run.Actor) is { } refusal) return refusal;
        if (run.Ask(new Command.AssignTask(waitId, assignee)) is { } refused) return refused;
        return run.Ticket.Instance.FindWait(waitId) is Wait.Task task && IsForAgents(run, task)
            ? run.Ask(new Command.SetVariables(FeelContext.Of((AssignedTo, assignee))))
            : null;
    }

    /// <summary>Gives the open tasks of agents to whom the field names.</summary>
    public static Refusal? Align(TicketRun run)
    {
        if (run.Ticket.IsArchived) return null;
        var assignee = run.Ticket[AssignedTo].TryGetString(out var name) ? name : null;
        foreach (var task in run.Ticket.Instance.Waits.OfType<Wait.Task>().ToArray())
        {
            if (task.Assignee == assignee || !IsForAgents(run, task)) continue;
            if (run.Ask(new Command.AssignTask(task.Id, assignee)) is { } refusal) return refusal;
        }

        return null;
    }

    /// <summary>Whether agents alone do it; what the caller may do too is nobody's in particular.</summary>
    private static bool IsForAgents(TicketRun run, Wait.Task task)
    {
        var performers = (run.Process.Find(task.ElementId)?.Settings ?? NodeSettings.None).Performers;
        return performers.Items.All(performer => performer == Permissions.Agent);
    }
}
