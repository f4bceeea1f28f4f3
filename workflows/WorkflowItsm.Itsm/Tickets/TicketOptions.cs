using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>Something that may be done to a ticket now, or why not.</summary>
/// <param name="Option">The outcome or action, asked of the process.</param>
/// <param name="WhyNot">Why this actor may not take it now; null when they may.</param>
public sealed record TicketOption(Option Option, Words? WhyNot);

/// <summary>
/// The one question behind buttons, the transitions of an API and a client's wanted state: what may happen to
/// this ticket now.
/// </summary>
public static class TicketOptions
{
    /// <summary>The options of an opened ticket, in the order of the open tasks; none for an archived one.</summary>
    /// <param name="release">The release the ticket runs under.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="actor">Who asks.</param>
    public static ValueList<TicketOption> Of(Release release, TicketState ticket, Actor actor)
    {
        if (!ticket.IsOpened || ticket.IsArchived || release.FindProcess(ticket.ProcessId) is not { } process) return [];
        var context = TicketContext.Of(process, release, ticket, ticket.UpdatedAt, actor);
        return Options.Of(context, ticket.Instance).Items.Select(option => new TicketOption(option, WhyNot(option, ticket, actor))).ToValueList();
    }

    private static Words? WhyNot(Option option, TicketState ticket, Actor actor)
    {
        var (name, zh) = (option.Outcome.Name, option.Outcome.NameZh ?? option.Outcome.Name);
        if (!option.Enabled) return new($"'{name}' is not offered now: its condition does not hold.", $"现在不能“{zh}”：条件不满足。");
        return Permissions.Permits(option.Performers, ticket, actor)
            ? null
            : new($"'{name}' is for {string.Join(" or ", option.Performers)}, not for '{actor.Name}' ({actor.Role}).", $"“{zh}”只能由 {string.Join(" 或 ", option.Performers)} 执行，“{actor.Name}”（{actor.Role}）无权。");
    }
}
