using WorkflowItsm.Engine;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>
/// Moves a ticket on. What may happen now is asked of the process alone: the outcomes of its open tasks and its
/// enabled actions. A wanted state is reached by the single one that declares it.
/// </summary>
internal static class Transitions
{
    public static Refusal? Complete(TicketRun run, TicketCommand.Complete task)
    {
        var options = TicketOptions.Of(run.Release, run.Ticket, run.Actor);
        var option = options.Items.FirstOrDefault(option => !option.Option.IsAction && option.Option.WaitId == task.WaitId && option.Option.Outcome.Id == task.Outcome);
        return option?.WhyNot is { } why
            ? Refusals.Of("not-permitted", why.En, why.Zh)
            : run.Ask(new Command.CompleteTask(task.WaitId, task.Outcome, task.Fields));
    }

    public static Refusal? Act(TicketRun run, TicketCommand.Act action)
    {
        var options = TicketOptions.Of(run.Release, run.Ticket, run.Actor);
        var option = options.Items.FirstOrDefault(option => option.Option.IsAction && option.Option.WaitId == action.WaitId);
        return option?.WhyNot is { } why
            ? Refusals.Of("not-permitted", why.En, why.Zh)
            : run.Ask(new Command.TakeAction(action.WaitId, action.Fields));
    }

    public static Refusal? To(TicketRun run, int wanted)
    {
        if (run.Ticket.Instance.State == wanted) return null;
        var options = TicketOptions.Of(run.Release, run.Ticket, run.Actor).Items.Where(option => option.Option.Outcome.State is not null).ToArray();
        var leading = options.Where(option => option.Option.Outcome.State == wanted && option.Option.Enabled).ToArray();
        var allowed = leading.Where(option => option.WhyNot is null).ToArray();
        var (from, to) = (StateWords(run.Ticket.Table, run.Ticket.Instance.State), StateWords(run.Ticket.Table, wanted));
        var number = run.Ticket.Number;
        return (allowed, leading) switch
        {
            ([var one], _) => Take(run, one.Option),
            ([], [var one, ..]) => Refusals.Of("not-permitted", $"{number} is {from.En}; {one.WhyNot!.En}", $"{number} 的状态是“{from.Zh}”；{one.WhyNot.Zh}"),
            ([], []) => Refusals.Of("transition-not-allowed",
                $"{number} is {from.En} and cannot become {to.En} now; possible: {Possible(run.Ticket, options, words => words.En, ", ", "nothing")}.",
                $"{number} 的状态是“{from.Zh}”，现在不能变为“{to.Zh}”；可以变为：{Possible(run.Ticket, options, words => words.Zh, "、", "无")}。"),
            _ => Refusals.Of("transition-ambiguous",
                $"{number} can become {to.En} in several ways: {string.Join(", ", allowed.Select(option => $"'{option.Option.Outcome.Name}'"))}; complete the task or take the action instead of setting the state.",
                $"{number} 有多种方式变为“{to.Zh}”：{string.Join("、", allowed.Select(option => option.Option.Outcome.NameZh ?? option.Option.Outcome.Name))}；请直接完成任务或执行动作。"),
        };
    }

    /// <summary>The words of a state number.</summary>
    public static Words StateWords(string table, int? state) =>
        TicketFields.Of(table)?.Find("state")?.Choices.Items.FirstOrDefault(choice => choice.Value == (state ?? 0))?.Label
        ?? new(state is { } number ? $"state {number}" : "without a state", state is { } code ? $"状态 {code}" : "无状态");

    private static Refusal? Take(TicketRun run, Option option) => option.IsAction
        ? run.Ask(new Command.TakeAction(option.WaitId, FeelContext.Empty))
        : run.Ask(new Command.CompleteTask(option.WaitId, option.Outcome.Id, FeelContext.Empty));

    private static string Possible(TicketState ticket, TicketOption[] options, Func<Words, string> language, string separator, string none)
    {
        var states = options.Where(option => option.WhyNot is null).Select(option => language(StateWords(ticket.Table, option.Option.Outcome.State))).Distinct().ToArray();
        return states.Length == 0 ? none : string.Join(separator, states);
    }
}
