using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>Opens tickets.</summary>
internal static class Opening
{
    public static Refusal? Open(TicketRun run, TicketCommand.Open open)
    {
        if (run.Ticket.IsOpened) return Refusals.Of("already-open", $"{run.Ticket.Number} is open already.", $"{run.Ticket.Number} 已经创建。");
        if (run.Release.FindProcess(open.ProcessId) is not { } process)
            return Refusals.Of("no-such-process", $"No process '{open.ProcessId}' is published.", $"没有已发布的流程“{open.ProcessId}”。");
        if (process.Settings.TicketTable is not { } table || run.Header.Number is not { } number)
            return Refusals.Of("no-ticket-process", $"The process '{process.Id}' makes no tickets: it has no ticket element with table and number prefix.", $"流程“{process.Id}”没有带表名和编号前缀的 ticket 元素，不能创建工单。");
        var fields = open.Fields;
        if (open.IsTriggered || open.ConversationKey is not null) fields = AsStart(process, open);
        else if (fields["caller_id"].IsNull) fields = fields.With("caller_id", run.Actor.Name);
        if (run.Actor.Role is Role.Auditor) return Refusals.NotPermitted(run.Actor);
        if (run.Actor.Role is Role.Requester && fields["caller_id"].ToText() != run.Actor.Name)
            return Refusals.Of("not-permitted", $"'{run.Actor.Name}' may report for nobody but themselves; 'caller_id' is '{fields["caller_id"].ToText()}'.", $"“{run.Actor.Name}”只能为自己报告，“caller_id”为“{fields["caller_id"].ToText()}”。") with { Field = "caller_id" };
        run.Record(new TicketFact.Opened(table, number, process.Id, run.Release.Number, open.ConversationKey));
        var refusal = run.Ask(new Command.Start(open.StartElementId, fields) { ConversationKey = open.ConversationKey, StartPart = open.StartPart });
        if (refusal is not null) return refusal;
        Comments.Add(run, open.Comment, open.WorkNote);
        return open.State is { } wanted ? Transitions.To(run, wanted) : null;
    }

    /// <summary>
    /// The variables of a ticket that a message or signal opens: what it carries, under the name the start event gives
    /// it (else by the entries' own names), and of a conversation <c>conversation</c>, by which later messages find it.
    /// </summary>
    private static FeelContext AsStart(ProcessModel process, TicketCommand.Open open)
    {
        var name = open.StartElementId is { } id ? process.Find(id)?.Settings.ResultVariable : null;
        var fields = name is null ? open.Fields : FeelContext.Of((name, FeelValue.Context(open.Fields)));
        return open.ConversationKey is { } key ? fields.With("conversation", key) : fields;
    }
}
