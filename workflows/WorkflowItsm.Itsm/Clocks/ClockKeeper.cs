using WorkflowItsm.Engine;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Notifications;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Itsm.Clocks;

/// <summary>
/// Starts, pauses, resumes and stops a ticket's clocks after every change, and records the thresholds they
/// reach. Handbook H4.1.2: answer within 30 minutes, resolve within 2 hours.
/// </summary>
internal static class ClockKeeper
{
    /// <summary>Asks every clock's conditions of the ticket as it is now.</summary>
    public static Refusal? Settle(TicketRun run)
    {
        foreach (var definition in Definitions(run))
        {
            var session = new FeelSession(run.Now);
            var clock = run.Ticket.Clocks.Items.FirstOrDefault(clock => clock.Id == definition.Id);
            if (Next(run, definition, clock, session) is { } fact) run.Record(fact);
            if (session.Exhausted is { } limit)
                return Refusals.Of("feel-budget", $"Clock '{definition.Id}': {limit}", $"时钟“{definition.Name.Zh}”的条件超出计算限额：{limit}");
        }

        return null;
    }

    /// <summary>A due row of a clock has come: records what it has reached, and tells whom the table names.</summary>
    public static Refusal? Due(TicketRun run, string clockId)
    {
        var clock = run.Ticket.Clocks.Items.FirstOrDefault(clock => clock.Id == clockId);
        var definition = Definitions(run).FirstOrDefault(definition => definition.Id == clockId);
        if (clock is null || definition is null)
            return Refusals.Of("no-such-clock", $"{run.Ticket.Number} has no clock '{clockId}'.", $"{run.Ticket.Number} 没有时钟“{clockId}”。");
        var passed = clock.RunningSince is null ? [] : Ledger.Passed(clock, run.Now);
        // Not an empty success: that would use up the key under which the scheduler asks, and the threshold would be lost.
        if (passed.IsEmpty)
        {
            return Refusals.Of("not-due", $"Clock '{clockId}' of {run.Ticket.Number} does not run, or has reached no further threshold.",
                $"{run.Ticket.Number} 的时钟“{definition.Name.Zh}”未在计时，或尚未达到下一个阈值。");
        }

        if (definition.Misfire is MisfirePolicy.Each)
            foreach (var percent in passed) Reach(run, definition, new(clockId, percent, []));
        else
            Reach(run, definition, new(clockId, passed[^1], passed.Items[..^1].ToValueList()));
        return null;
    }

    private static IEnumerable<ClockDefinition> Definitions(TicketRun run) =>
        run.Release.Parts<ClocksPart>().SelectMany(part => part.Clocks.Items).Where(clock => clock.Table == run.Ticket.Table);

    private static TicketFact? Next(TicketRun run, ClockDefinition definition, ClockState? clock, FeelSession session)
    {
        bool Holds(FeelExpression condition) => run.Evaluate(condition, session).IsTrue;
        var stop = run.Ticket.IsArchived || Holds(definition.Stop);
        return clock switch
        {
            null => !stop && Holds(definition.Start) ? new TicketFact.ClockStarted(definition.Id, definition.Goal, definition.Thresholds) : null,
            { StoppedAt: null } when stop => new TicketFact.ClockStopped(definition.Id, clock.SpentAt(run.Now) > clock.Goal),
            { StoppedAt: not null } => stop || Holds(definition.Pause) ? null : new TicketFact.ClockResumed(definition.Id),
            { IsPaused: true } => Holds(definition.Pause) ? null : new TicketFact.ClockResumed(definition.Id),
            _ => Holds(definition.Pause) ? new TicketFact.ClockPaused(definition.Id) : null,
        };
    }

    private static void Reach(TicketRun run, ClockDefinition definition, TicketFact.ClockReached reached)
    {
        run.Record(reached);
        if (definition.Escalation is not { } name || run.Release.FindDecision(name) is not { } decision) return;
        var given = FeelContext.Of(("clock", definition.Id), ("percent", reached.Percent));
        var outcome = run.Decide(decision, given, new FeelSession(run.Now));
        run.Record(new TicketFact.EscalationDecided(definition.Id, decision.Id, outcome.Inputs,
            outcome.Matched.Items.Select(rule => new RuleHit(rule.TableId, rule.RuleId, rule.RuleNumber)).ToValueList(), outcome.Value, outcome.Problems)
        {
            Personal = outcome.Inputs.Keys.Where(run.Process.Settings.PersonalVariables.Items.Contains).ToValueList(),
        });
        Notifier.Tell(run, outcome.Value);
    }
}
