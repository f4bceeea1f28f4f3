using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>The refusals that several commands share.</summary>
internal static class Refusals
{
    public static Refusal Of(string code, string en, string zh) => new(code, en) { SentenceZh = zh };

    public static Refusal Archived(TicketState ticket) => Of("archived",
        $"{ticket.Number} is closed and archived; nothing of it can change. Its timeline stays readable.",
        $"{ticket.Number} 已关闭并归档，不能再修改；其时间线仍可查看。");

    public static Refusal NotPermitted(Actor actor) => Of("not-permitted",
        $"'{actor.Name}' has the role {actor.Role} and may not do this.",
        $"“{actor.Name}”的角色是 {actor.Role}，无权执行此操作。");

    /// <summary>Null when the actor works on tickets.</summary>
    public static Refusal? UnlessWorker(Actor actor) => Permissions.WorksOnTickets(actor.Role) ? null : NotPermitted(actor);

    /// <summary>Null when the actor may change by hand where a process stands.</summary>
    public static Refusal? UnlessOperator(Actor actor) => actor.Role is Role.ProcessOwner or Role.Administrator or Role.System ? null : NotPermitted(actor);
}
