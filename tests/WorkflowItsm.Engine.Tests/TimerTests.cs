using WorkflowItsm.Engine.Running;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Timers: dates, durations, cycles.</summary>
public sealed class TimerTests
{
    private static string Waiting(string form, string time) =>
        $"""<startEvent id="S"/><intermediateCatchEvent id="C" name="Wait">{Timer(form, time)}</intermediateCatchEvent><endEvent id="E"/>""" + Flows("S>C>E");

    private static string Reminding(string cycle, bool interrupting = false) => $"""
        <startEvent id="S"/><userTask id="T"/><boundaryEvent id="B" attachedToRef="T" cancelActivity="{(interrupting ? "true" : "false")}">{Timer("timeCycle", cycle)}</boundaryEvent>
        <task id="R"/><endEvent id="E"/><endEvent id="X"/>
        """ + Flows("S>T>E", "B>R>X");

    [Theory]
    [InlineData("timeDuration", "PT30M", "2026-03-02T08:30:00Z")]
    [InlineData("timeDuration", "duration(\"P1Y1M\")", "2027-04-02T08:00:00Z")]
    [InlineData("timeDuration", "patience", "2026-03-02T09:00:00Z")]
    [InlineData("timeDate", "2026-03-05T10:00:00+02:00", "2026-03-05T08:00:00Z")]
    [InlineData("timeDuration", "P2W", "2026-03-16T08:00:00Z")]
    [InlineData("timeCycle", "R3/P1W", "2026-03-09T08:00:00Z")]
    [InlineData("timeDate", "2026-03-05T10:00:00", "2026-03-05T10:00:00Z")]
    [InlineData("timeDate", "2026-03-05", "2026-03-05T00:00:00Z")]
    [InlineData("timeDate", "now() + duration(\"PT5M\")", "2026-03-02T08:05:00Z")]
    [InlineData("timeCycle", "R3/PT10M", "2026-03-02T08:10:00Z")]
    [InlineData("timeCycle", "R/2026-03-02T07:00:00Z/PT45M", "2026-03-02T08:30:00Z")]
    [InlineData("timeCycle", "R2/2026-03-03T00:00:00Z/P1D", "2026-03-03T00:00:00Z")]
    public void A_timer_is_due_at_its_moment(string form, string time, string due)
    {
        var play = Play.Started(Waiting(form, time), ("patience", "PT1H"));

        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), play.WaitAt<Wait.Timer>("C").DueAt);
        Assert.Null(play.WaitAt<Wait.Timer>("C").Repeat);
        Assert.True(play.Fire("C").State.Ended);
        Assert.IsType<EngineEvent.TimerFired>(play.Events[0]);
    }

    [Fact]
    public void A_timer_that_is_not_due_is_refused()
    {
        var play = Play.Started(Waiting("timeDuration", "PT30M")).After(TimeSpan.FromMinutes(1));
        var id = play.WaitAt<Wait.Timer>("C").Id;
        var refusal = play.Refused(new Command.FireTimer(id));

        Assert.Equal(("not-due", $"Timer {id} is due at 2026-03-02T08:30:00Z, and it is 2026-03-02T08:01:00Z."), (refusal.Code, refusal.Sentence));
    }

    [Fact]
    public void A_late_duplicate_of_a_timer_is_refused()
    {
        var play = Play.Started(Reminding("R2/PT10M"));
        var first = play.WaitAt<Wait.Timer>("B").Id;
        play.Fire("B");
        var refusal = play.Refused(new Command.FireTimer(first));

        Assert.Equal(("no-such-timer", $"No timer {first} runs here; running: {play.WaitAt<Wait.Timer>("B").Id}."), (refusal.Code, refusal.Sentence));
    }

    [Fact]
    public void A_timer_without_a_moment_leaves_an_incident_and_a_retry_opens_it()
    {
        var play = Play.Started(Waiting("timeDate", "planned"));

        Assert.Equal(("timer-not-a-time", "C"), (play.Incident.Code, play.Incident.ElementId));
        Assert.Equal(
            "Catch event \"Wait\" (C): the timer's expression `planned` gives null that is no moment, expected a date and time such as 2026-01-31T12:00:00Z. Correct the data or the expression, then retry.",
            play.Incident.Sentence);
        play.Set(("planned", "2026-04-01T00:00:00Z")).Retry();
        Assert.Equal("C", play.Waiting);
    }

    [Fact]
    public void A_cycle_repeats_as_often_as_it_says()
    {
        var play = Play.Started(Reminding("R3/PT10M"));
        Assert.Equal("R2/PT10M", play.WaitAt<Wait.Timer>("B").Repeat);
        Assert.Equal("R1/PT10M", play.Fire("B").WaitAt<Wait.Timer>("B").Repeat);
        Assert.Null(play.Fire("B").WaitAt<Wait.Timer>("B").Repeat);
        Assert.Equal("T", play.Fire("B").Waiting);
        Assert.True(play.Complete("T").State.Ended);
    }

    [Fact]
    public void A_cycle_without_a_number_repeats_for_ever()
    {
        var play = Play.Started(Reminding("R/PT10M"));
        for (var i = 0; i < 20; i++) play.Fire("B");

        Assert.Equal("B, T", play.Waiting);
    }

    [Fact]
    public void Rounds_missed_while_nobody_looked_fire_once_and_the_next_one_keeps_the_rhythm()
    {
        var play = Play.Started(Reminding("R/PT10M")).After(TimeSpan.FromMinutes(34));
        var missed = play.WaitAt<Wait.Timer>("B");
        play.Do(new Command.FireTimer(missed.Id));

        Assert.Equal(missed.DueAt.AddMinutes(30), play.WaitAt<Wait.Timer>("B").DueAt);
    }

    [Fact]
    public void An_interrupting_cycle_fires_once()
    {
        var play = Play.Started(Reminding("R3/PT10M", interrupting: true)).Fire("B");

        Assert.True(play.State.Ended);
        Assert.Equal("X", play.State.EndElementId);
    }

    [Theory]
    [InlineData("P1Y2M3DT4H5M6.5S", 14, "3.04:05:06.5000000")]
    [InlineData("P2W", 0, "14.00:00:00")]
    [InlineData("-PT10M", 0, "-00:10:00")]
    public void A_duration_is_read(string text, int months, string exact)
    {
        var interval = IsoInterval.Parse(text);

        Assert.Equal((months, exact), (interval!.Value.Months, interval.Value.Exact.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1H")]
    [InlineData("PT1D")]
    [InlineData("P1.5M")]
    [InlineData("PT1..5S")]
    [InlineData("PX")]
    [InlineData("P99999999999Y")]
    [InlineData("1 hour")]
    public void What_is_no_duration_is_not_read(string text) => Assert.Null(IsoInterval.Parse(text));

    [Theory]
    [InlineData("R0/PT1H")]
    [InlineData("R/PT0S")]
    [InlineData("R/-PT1H")]
    [InlineData("R-1/PT1H")]
    [InlineData("PT1H")]
    [InlineData("R3")]
    [InlineData("R3/x/PT1H")]
    [InlineData("R3/a/b/c")]
    [InlineData(null)]
    public void What_is_no_cycle_is_not_read(string? text) => Assert.Null(Repetition.Parse(text));

    [Fact]
    public void A_moment_beyond_the_calendar_is_none()
    {
        var interval = IsoInterval.Parse("P9000Y")!.Value;

        Assert.Null(interval.AddTo(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Null(IsoInterval.Parse("P999999D")!.Value.AddTo(DateTimeOffset.MaxValue));
        Assert.Equal(2026, IsoInterval.Parse("PT1S")!.Value.NextAfter(DateTimeOffset.MinValue.AddYears(2), new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))!.Value.Year);
    }
}
