using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Scenarios.Tests;

/// <summary>What a due row of a clock may do, and when it comes too early, too late, or after a long silence.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly LawfulCore _core = new(new TicketCore());
    private CaseState _ticket;

    public ClockTests()
    {
        _ticket = _core.Initial("c");
        Do(0, new TicketCommand.Open("incident", null, FeelContext.Of(("impact", 1), ("urgency", 1))), new("wang", Role.Requester), "INC0000001");
    }

    private TicketState Ticket => (TicketState)_ticket;

    [Fact]
    public void A_clock_that_is_asked_too_early_refuses_so_that_it_is_asked_again()
    {
        var refusal = Refused(14, new TicketCommand.ClockDue("response"));
        Assert.Equal(("not-due", "Clock 'response' of INC0000001 does not run, or has reached no further threshold."), (refusal.Code, refusal.Sentence));
    }

    [Fact]
    public void A_due_row_that_comes_after_the_clock_stopped_tells_nobody()
    {
        Do(16, new TicketCommand.Update(FeelContext.Of(("assigned_to", "li")), null, null, null), new("li", Role.Agent));
        Assert.Equal("not-due", Refused(17, new TicketCommand.ClockDue("response")).Code);
    }

    [Fact]
    public void Thresholds_that_passed_unseen_are_reached_once_and_people_are_told_of_the_highest()
    {
        var effects = Do(31, new TicketCommand.ClockDue("response"), Actor.System);
        Assert.All(effects.Items, effect => Assert.Contains("已超时", effect.Payload["subject"].ToText(), StringComparison.Ordinal));
        Assert.Equal(["service-desk@example.org", "service-desk-lead@example.org"], effects.Items.Select(effect => effect.Target));
        Assert.Equal((100, true), (Ticket.Clocks[0].ReachedPercent, Ticket.Clocks[0].IsBreached));
        Assert.Equal("not-due", Refused(32, new TicketCommand.ClockDue("response")).Code);
    }

    [Fact]
    public void A_clock_that_the_release_does_not_know_is_named()
    {
        var refusal = Refused(1, new TicketCommand.ClockDue("tea"));
        Assert.Equal(("no-such-clock", "INC0000001 has no clock 'tea'."), (refusal.Code, refusal.Sentence));
    }

    private ValueList<Effect> Do(int minute, TicketCommand command, Actor actor, string? number = null)
    {
        var accepted = Assert.IsType<CaseVerdict.Accepted>(Decide(minute, command, actor, number));
        _ticket = accepted.State;
        return accepted.Effects;
    }

    private Refusal Refused(int minute, TicketCommand command) => Assert.IsType<CaseVerdict.Refused>(Decide(minute, command, Actor.System, null)).Refusal;

    private CaseVerdict Decide(int minute, TicketCommand command, Actor actor, string? number) =>
        _core.Decide(ShippedRelease.Release, _ticket, command, new(Begin.AddMinutes(minute), actor) { CaseId = "c", Number = number });
}
