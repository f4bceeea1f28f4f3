using WorkflowItsm.Bpmn.Model;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Timers that could not fire at their time, under each policy of their owner (decision 13).</summary>
public sealed class MisfireTests
{
    private static readonly string[] _hourly = ["timeCycle", "R/PT1H"];

    private static string Reminding(string misfire, string form, string time, bool interrupting = false) => $"""
        <startEvent id="S"/><userTask id="T"/>
        <boundaryEvent id="B" attachedToRef="T" cancelActivity="{(interrupting ? "true" : "false")}">
          <extensionElements><itsm:misfire {misfire}/></extensionElements>{Timer(form, time)}</boundaryEvent>
        <task id="R"/><endEvent id="E"/><endEvent id="X"/>
        """ + Flows("S>T>E", "B>R>X");

    [Theory]
    // Down for a minute (within the grace), a day, thirty days, and half an hour more.
    [InlineData("policy=\"fireOnce\"", "00:01:00", 1, 0)]
    [InlineData("policy=\"fireOnce\"", "1.00:00:00", 1, 0)]
    [InlineData("policy=\"fireOnce\"", "30.00:30:00", 1, 0)]
    [InlineData("policy=\"fireAll\" limit=\"1000\"", "00:01:00", 1, 0)]
    [InlineData("policy=\"fireAll\" limit=\"1000\"", "1.00:00:00", 25, 0)]
    [InlineData("policy=\"fireAll\" limit=\"1000\"", "30.00:30:00", 721, 0)]
    [InlineData("policy=\"fireAll\"", "30.00:30:00", 100, 621)]
    [InlineData("policy=\"fireAll\" limit=\"3\"", "1.00:00:00", 3, 22)]
    [InlineData("policy=\"skip\"", "00:01:00", 1, 0)]
    [InlineData("policy=\"skip\"", "1.00:00:00", 1, 24)]
    [InlineData("policy=\"skip\"", "30.00:30:00", 0, 721)]
    [InlineData("policy=\"fireWithin\" window=\"PT15M\"", "00:01:00", 1, 0)]
    [InlineData("policy=\"fireWithin\" window=\"PT15M\"", "1.00:10:00", 1, 24)]
    [InlineData("policy=\"fireWithin\" window=\"PT15M\"", "30.00:30:00", 0, 721)]
    [InlineData("policy=\"fireWithin\" window=\"PT45M\"", "30.00:30:00", 1, 720)]
    public void A_cycle_of_an_hour_that_could_not_fire_for(string misfire, string late, int fired, int missed)
    {
        var play = Play.Started(Reminding(misfire, _hourly[0], _hourly[1]));
        var first = play.WaitAt<Wait.Timer>("B").DueAt;
        var now = first + TimeSpan.Parse(late, System.Globalization.CultureInfo.InvariantCulture);
        var (fires, passed) = CatchUp(play, now);

        Assert.Equal((fired, missed), (fires, passed));
        var next = play.WaitAt<Wait.Timer>("B").DueAt;
        Assert.InRange(next, now.AddTicks(1), now.AddHours(1));
        Assert.Equal(0, (next - first).Ticks % TimeSpan.TicksPerHour);
    }

    [Fact]
    public void Of_all_missed_rounds_the_newest_fire_each_at_its_place()
    {
        var play = Play.Started(Reminding("policy=\"fireAll\" limit=\"2\"", "timeCycle", "R/PT1H"));
        var first = play.WaitAt<Wait.Timer>("B").DueAt;
        play.After(first.AddHours(5) - play.Now).Do(Due(play));

        Assert.Equal([new EngineEvent.TimerMissed(4, "B", 4), new EngineEvent.TimerFired(4, "B")], play.Events.Items.Take(2));
        Assert.Equal(first.AddHours(5), play.WaitAt<Wait.Timer>("B").DueAt);
    }

    [Theory]
    [InlineData("fireAll", "R3/PT1H", 3, 0)]
    [InlineData("fireOnce", "R3/PT1H", 1, 0)]
    [InlineData("skip", "R3/PT1H", 0, 25)]
    public void The_number_of_a_cycle_counts_what_fired(string policy, string cycle, int fired, int missed)
    {
        var play = Play.Started(Reminding($"policy=\"{policy}\"", "timeCycle", cycle));
        var now = play.WaitAt<Wait.Timer>("B").DueAt.AddHours(24).AddMinutes(30);

        Assert.Equal((fired, missed), CatchUp(play, now));
        var left = 0;
        for (; play.Waiting == "B, T"; left++) play.Fire("B");
        Assert.Equal(3, fired + left);
    }

    [Theory]
    [InlineData("timeDuration", "PT1H", false)]
    [InlineData("timeDate", "2026-03-02T09:00:00Z", false)]
    [InlineData("timeDuration", "PT1H", true)]
    [InlineData("timeCycle", "R5/PT1H", true)]
    [InlineData("timeCycle", "R1/PT1H", false)]
    public void A_timer_of_one_time_that_is_passed_over_is_given_up_and_its_activity_goes_on(string form, string time, bool interrupting)
    {
        var play = Play.Started(Reminding("policy=\"skip\"", form, time, interrupting)).After(TimeSpan.FromDays(1));
        play.Do(Due(play));

        Assert.Equal([new EngineEvent.TimerMissed(4, "B", 1), new EngineEvent.WaitClosed(4, false)], play.Events.Items);
        Assert.Equal(("T", "T"), (play.Waiting, play.Where));
        Assert.Equal("E", play.Complete("T").State.EndElementId);
    }

    [Theory]
    [InlineData("policy=\"skip\"", 1)]
    [InlineData("policy=\"fireWithin\" window=\"PT2H\"", 120)]
    public void A_timer_of_one_time_fires_as_long_as_it_is_not_too_late(string misfire, int minutes)
    {
        var inTime = Play.Started(Reminding(misfire, "timeDuration", "PT1H", interrupting: true)).After(TimeSpan.FromMinutes(60 + minutes));
        Assert.Equal("X", inTime.Do(Due(inTime)).State.EndElementId);
        var tooLate = Play.Started(Reminding(misfire, "timeDuration", "PT1H", interrupting: true)).After(TimeSpan.FromMinutes(60 + minutes) + TimeSpan.FromTicks(1));
        Assert.Equal("T", tooLate.Do(Due(tooLate)).Waiting);
    }

    [Fact]
    public void A_cycle_of_months_keeps_its_days()
    {
        var play = Play.Started(Reminding("policy=\"fireAll\"", "timeCycle", "R/2026-03-31T00:00:00Z/P1M"));
        CatchUp(play, new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(new(2026, 7, 30, 0, 0, 0, TimeSpan.Zero), play.WaitAt<Wait.Timer>("B").DueAt);
    }

    [Fact]
    public void The_start_of_an_event_sub_process_is_passed_over_too()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><userTask id="T"/><endEvent id="E"/>
            <subProcess id="Q" triggeredByEvent="true"><startEvent id="QS" isInterrupting="false"><extensionElements><itsm:misfire policy="skip"/></extensionElements>{Timer("timeDuration", "PT1H")}</startEvent>
            <endEvent id="QE"/>{Flows("QS>QE")}</subProcess>
            """ + Flows("S>T>E")).After(TimeSpan.FromDays(1));
        play.Do(new Command.FireTimer(play.WaitAt<Wait.Timer>("QS").Id));

        Assert.Equal("T", play.Waiting);
        Assert.Equal(1, Assert.Single(play.Events.Items.OfType<EngineEvent.TimerMissed>()).Rounds);
    }

    [Fact]
    public void Every_policy_is_tried_here() => Assert.Equal(
        ["FireAll", "FireOnce", "FireWithin", "Skip"], typeof(Misfire).GetNestedTypes().Select(type => type.Name).Order(StringComparer.Ordinal));

    /// <summary>Fires whatever is due, as the scheduler does; how often it fired and how many rounds were passed over.</summary>
    private static (int Fired, int Missed) CatchUp(Play play, DateTimeOffset now)
    {
        play.After(now - play.Now);
        var (fired, missed) = (0, 0);
        while (play.State.Waits.OfType<Wait.Timer>().SingleOrDefault() is { } timer && timer.DueAt <= now)
        {
            play.Do(new Command.FireTimer(timer.Id));
            fired += play.Events.Items.OfType<EngineEvent.TimerFired>().Count();
            missed += play.Events.Items.OfType<EngineEvent.TimerMissed>().Sum(passed => passed.Rounds);
        }

        return (fired, missed);
    }

    private static Command.FireTimer Due(Play play) => new(play.WaitAt<Wait.Timer>("B").Id);
}
