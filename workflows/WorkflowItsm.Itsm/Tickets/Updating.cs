using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>Changes fields, comments, and asks for a state: one atomic step.</summary>
internal static class Updating
{
    public static Refusal? Update(TicketRun run, TicketCommand.Update update)
    {
        if (MayUpdate(run, update) is { } refusal) return refusal;
        if (SetFields(run, update.Fields) is { } refused) return refused;
        Comments.Add(run, update.Comment, update.WorkNote);
        return Comments.TellProcess(run, update.Comment)
            ?? (update.State is { } wanted ? Transitions.To(run, wanted) : null);
    }

    private static Refusal? MayUpdate(TicketRun run, TicketCommand.Update update)
    {
        if (Permissions.WorksOnTickets(run.Actor.Role)) return null;
        if (run.Actor.Role is not Role.Requester || !Permissions.IsCaller(run.Ticket, run.Actor) || update.WorkNote is not null) return Refusals.NotPermitted(run.Actor);
        var fields = TicketFields.Of(run.Ticket.Table);
        var forbidden = update.Fields.Keys.Where(name => fields?.Find(name) is not { IsForRequesters: true }).ToArray();
        return forbidden.Length == 0
            ? null
            : Refusals.Of("not-permitted",
                $"Those who report may not set {string.Join(", ", forbidden)}.",
                $"报告人不能设置：{string.Join("、", forbidden)}。") with
            { Field = forbidden[0] };
    }

    private static Refusal? SetFields(TicketRun run, FeelContext fields)
    {
        if (fields.Count == 0) return null;
        var group = fields.TryGet("assignment_group", out var named) && named != run.Ticket["assignment_group"];
        if (group && !fields.TryGet("assigned_to", out _)) fields = fields.With("assigned_to", FeelValue.Null);
        var refusal = run.Ask(new Command.SetVariables(fields));
        if (refusal is null && group)
            run.Record(new TicketFact.Stamped(FeelContext.Of(("reassignment_count", Stamps.Count(run.Ticket, "reassignment_count") + 1))));
        return refusal;
    }
}
