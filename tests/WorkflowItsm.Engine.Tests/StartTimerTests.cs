using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Timers that start processes, decided.</summary>
public sealed class StartTimerTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly StartTimersCore _core = new();
    private CaseState _state = StartTimersState.Initial;

    private StartTimersState State => (StartTimersState)_state;

    [Fact]
    public void Every_timer_of_a_start_event_is_set_also_one_of_several_triggers()
    {
        var release = Holds("""
            <startEvent id="S" parallelMultiple="true"><signalEventDefinition signalRef="storm"/><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></startEvent>
            <startEvent id="D"><timerEventDefinition><timeDate>2026-03-02T09:00:00+01:00</timeDate></timerEventDefinition></startEvent>
            <startEvent id="C"><timerEventDefinition><timeCycle>R3/PT10M</timeCycle></timerEventDefinition></startEvent><endEvent id="E"/>
            """ + Flows("S>E", "D>E", "C>E"));
        Do(release, new StartTimersCommand.Follow(), _now);

        Assert.Equal(
            [("start:P/C/0", _now.AddMinutes(10), "R2/PT10M"), ("start:P/D/0", _now, null), ("start:P/S/1", _now.AddHours(2), null)],
            State.Timers.Items.Select(timer => (timer.Key, timer.DueAt!.Value, timer.Repeat)));
        var begun = Assert.Single(Do(release, new StartTimersCommand.Fire("start:P/S/1"), _now.AddHours(2)).Items);
        Assert.Equal(new StartTimerRun(_now.AddHours(2), begun.Target), State.Find("start:P/S/1")!.Last);
        Assert.Equal(("start-case", "P", "S", "1", ""), (begun.Kind, begun.Payload["process"].ToText(), begun.Payload["start"].ToText(), begun.Payload["part"].ToText(), begun.Payload["key"].ToText()));
    }

    [Fact]
    public void A_date_that_has_passed_when_it_is_published_is_never_due()
    {
        Do(Holds(Start("<timeDate>2026-03-02T07:59:59Z</timeDate>")), new StartTimersCommand.Follow(), _now);
        Assert.Null(Assert.Single(State.Timers.Items).DueAt);
        Assert.Empty(_core.Rows(_state).Due.Items);
    }

    [Fact]
    public void Each_missed_round_is_made_good_where_the_policy_says_so_and_the_cycle_counts_what_fired()
    {
        var release = Holds(Start("<timeCycle>R4/PT10M</timeCycle>", """<extensionElements><itsm:misfire policy="fireAll" limit="2"/></extensionElements>"""));
        Do(release, new StartTimersCommand.Follow(), _now);
        var late = _now.AddMinutes(35);
        var cases = new List<string>();
        while (State.Timers[0].DueAt is { } due && due <= late) cases.Add(Assert.Single(Do(release, new StartTimersCommand.Fire("start:P/S/0"), late).Items).Target);

        Assert.Equal((2, 2, _now.AddMinutes(40)), (cases.Count, cases.Distinct().Count(), State.Timers[0].DueAt!.Value));
        var refused = Assert.IsType<CaseVerdict.Refused>(_core.Decide(release, _state, new StartTimersCommand.Fire("start:P/S/0"), new(late, Actor.System)));
        Assert.Equal("No timer 'start:P/S/0' that starts a process is due.", refused.Refusal.Sentence);
    }

    [Fact]
    public void A_timer_that_the_newest_definitions_no_longer_have_starts_nothing()
    {
        Do(Holds(Start("<timeCycle>R/PT10M</timeCycle>")), new StartTimersCommand.Follow(), _now);
        Assert.Empty(Do(Holds(Start("<timeCycle>R/PT20M</timeCycle>")), new StartTimersCommand.Fire("start:P/S/0"), _now.AddMinutes(10)).Items);
        Assert.Empty(State.Timers.Items);
    }

    [Fact]
    public void What_the_timers_never_do_is_the_callers_bug() =>
        Assert.Throws<ArgumentException>(() => _core.Answer(1, new JobAnswer.Failed("x")));

    private static string Start(string timer, string extensions = "") =>
        $"""<startEvent id="S">{extensions}<timerEventDefinition>{timer}</timerEventDefinition></startEvent><endEvent id="E"/>""" + Flows("S>E");

    private static Release Holds(string body)
    {
        var read = Read(body);
        Assert.True(read.File is not null, string.Join('\n', read.Findings.Items.Select(finding => finding.Message)));
        return new(1, [new("b", 1, [], [new ProcessPart("p.bpmn", read.File)])]);
    }

    private ValueList<Effect> Do(Release release, StartTimersCommand command, DateTimeOffset now)
    {
        var header = new CommandHeader(now, Actor.System);
        var before = _state;
        var accepted = Assert.IsType<CaseVerdict.Accepted>(_core.Decide(release, _state, command, header));
        Assert.Equal(accepted, _core.Decide(release, _state, command, header));
        _state = accepted.State;
        Assert.Equal(_state, accepted.Facts.Items.Aggregate(before, (state, fact) => _core.Evolve(state, fact, new(now, "test"))));
        foreach (var fact in accepted.Facts) Assert.Equal(fact, Through(writer => _core.Codec.Write(writer, fact), _core.Codec.Read));
        Assert.Equal(_state, Through(writer => _core.StateCodec!.Write(writer, _state), _core.StateCodec!.Read));
        return accepted.Effects;
    }

    private static T Through<T>(Action<FactWriter> write, Func<FactReader, T> read)
    {
        var writer = new FactWriter();
        write(writer);
        return read(new FactReader(writer.Record.ToArray(), writer.Personal.ToArray()));
    }
}
