using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Signals, escalations, conditions, links and several triggers in one event (BPMN 2.0, 10.5).</summary>
public sealed class EventTests
{
    private const string Bell = "<signalEventDefinition signalRef=\"bell\"/>";
    private const string Horn = "<signalEventDefinition signalRef=\"horn\"/>";
    private const string Slow = "<escalationEventDefinition escalationRef=\"slow\"/>";

    [Fact]
    public void A_signal_is_heard_by_all_that_wait_once_the_tokens_rest()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><parallelGateway id="F"/><intermediateThrowEvent id="X">{Bell}</intermediateThrowEvent>
            <intermediateCatchEvent id="A">{Bell}</intermediateCatchEvent><intermediateCatchEvent id="B">{Bell}</intermediateCatchEvent><userTask id="U"/><userTask id="V"/><endEvent id="E"/>
            {Flows("S>F>X>E", "F>A>U>E", "F>B>V>E")}
            """);

        Assert.Equal("U, V", play.Where);
        Assert.Equal(["bell", "signal:bell"], play.Effects.Items.Select(effect => effect.Target).Order());
        Assert.Equal(["signal:bell"], play.State.Topics.Items);
    }

    [Fact]
    public void A_signal_from_elsewhere_carries_its_values_and_one_that_nobody_awaits_does_nothing()
    {
        var play = Play.Started($"""<startEvent id="S"/><intermediateCatchEvent id="A">{Bell}</intermediateCatchEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>A>U>E")}""");

        Assert.Empty(play.Hear("horn").Events.Items);
        Assert.Equal("U", play.Hear("bell", ("volume", 11)).Where);
        Assert.Equal(11, play["volume"]);
        Assert.Contains(play.Complete("U").Effects.Items, effect => effect.Kind == EffectKinds.Hear && !effect.Payload["listens"].IsTrue);
    }

    [Fact]
    public void An_escalation_may_leave_everything_running()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><subProcess id="Q"><startEvent id="s"/><intermediateThrowEvent id="x">{Slow}</intermediateThrowEvent><userTask id="t"/><endEvent id="e"/>{Flows("s>x>t>e")}</subProcess>
            <boundaryEvent id="B" attachedToRef="Q" cancelActivity="false">{Slow}</boundaryEvent><userTask id="boss"/><endEvent id="E"/>{Flows("S>Q>E", "B>boss>E")}
            """);

        Assert.Equal("Q, boss, t", play.Where);
    }

    [Fact]
    public void An_interrupting_escalation_ends_its_activity_and_one_that_nobody_catches_does_nothing()
    {
        static string Drawn(string thrown) => $"""
            <startEvent id="S"/><subProcess id="Q"><startEvent id="s"/><intermediateThrowEvent id="x"><escalationEventDefinition escalationRef="{thrown}"/></intermediateThrowEvent><userTask id="t"/><endEvent id="e"/>{Flows("s>x>t>e")}</subProcess>
            <boundaryEvent id="B" attachedToRef="Q">{Slow}</boundaryEvent><userTask id="boss"/><endEvent id="E"/>{Flows("S>Q>E", "B>boss>E")}
            """;
        Assert.Equal("boss", Play.Started(Drawn("slow")).Where);
        Assert.Equal("Q, t", Play.Started(Drawn("slower")).Where);
    }

    [Fact]
    public void An_event_sub_process_does_not_catch_what_it_throws_itself()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><subProcess id="Q"><startEvent id="s"/><endEvent id="e">{Slow}</endEvent>{Flows("s>e")}
              <subProcess id="Z" triggeredByEvent="true"><startEvent id="zs" isInterrupting="false">{Slow}</startEvent><endEvent id="ze">{Slow}</endEvent>{Flows("zs>ze")}</subProcess></subProcess>
            <boundaryEvent id="B" attachedToRef="Q" cancelActivity="false">{Slow}</boundaryEvent><userTask id="boss"/><userTask id="U"/><endEvent id="E"/>{Flows("S>Q>U>E", "B>boss>E")}
            """);

        Assert.Equal("U, boss", play.Where);
    }

    private static string Conditional(string condition) => $"<conditionalEventDefinition><condition>{condition}</condition></conditionalEventDefinition>";

    [Fact]
    public void A_condition_happens_when_it_becomes_true()
    {
        var play = Play.Started($"""<startEvent id="S"/><intermediateCatchEvent id="C">{Conditional("x > 1")}</intermediateCatchEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>C>U>E")}""", ("x", 1));

        Assert.Equal("C", play.Where);
        Assert.Equal("C", play.Set(("x", 0)).Where);
        Assert.Equal("U", play.Set(("x", 2)).Where);
    }

    [Fact]
    public void A_condition_that_stays_true_happens_once_and_again_after_it_was_false()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><userTask id="T"/><boundaryEvent id="B" attachedToRef="T" cancelActivity="false">{Conditional("x > 1")}</boundaryEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>T>E", "B>U>E")}
            """, ("x", 5));

        Assert.Equal("T, U", play.Where);
        Assert.Equal("T, U", play.Set(("x", 6)).Where);
        Assert.Equal("T, U", play.Set(("x", 0)).Where);
        Assert.Equal("T, U, U", play.Set(("x", 2)).Where);
    }

    [Fact]
    public void A_condition_that_is_true_at_the_start_comes_before_the_first_activity()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><userTask id="T"/><endEvent id="E"/>{Flows("S>T>E")}
            <subProcess id="Z" triggeredByEvent="true"><startEvent id="zs">{Conditional("x > 1")}</startEvent><userTask id="U"/><endEvent id="ze"/>{Flows("zs>U>ze")}</subProcess>
            """, ("x", 2));

        Assert.Equal("U", play.Where);
        Assert.DoesNotContain(play.Events.Items, happened => happened is EngineEvent.WaitOpened { Wait.ElementId: "T" });
    }

    [Fact]
    public void A_link_leads_to_its_other_end()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><intermediateThrowEvent id="A"><linkEventDefinition name="next page"/></intermediateThrowEvent>
            <intermediateCatchEvent id="B"><linkEventDefinition name="next page"/></intermediateCatchEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>A", "B>U>E")}
            """);
        Assert.Equal("U", play.Where);
    }

    [Fact]
    public void One_of_several_triggers_is_enough_and_the_others_are_given_up()
    {
        var play = Play.Started($"""<startEvent id="S"/><intermediateCatchEvent id="C">{Bell}{Timer("timeDuration", "PT1H")}{Horn}</intermediateCatchEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>C>U>E")}""");

        Assert.Equal("C, C, C", play.Waiting);
        Assert.Equal("U", play.Hear("horn").Waiting);
    }

    [Fact]
    public void A_parallel_multiple_event_waits_for_all_of_them()
    {
        var play = Play.Started($"""<startEvent id="S"/><intermediateCatchEvent id="C" parallelMultiple="true">{Bell}{Timer("timeDuration", "PT1H")}{Horn}</intermediateCatchEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>C>U>E")}""");

        Assert.Equal("C, C", play.Hear("horn", ("a", 1)).Waiting);
        Assert.Equal("C, C", play.Hear("horn").Waiting);
        Assert.Equal("C", play.Fire("C").Waiting);
        Assert.Equal("U", play.Hear("bell").Waiting);
        Assert.Equal(1, play["a"]);
    }

    [Fact]
    public void A_throwing_event_with_several_results_does_all_of_them()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><parallelGateway id="F"/><intermediateThrowEvent id="X">{Bell}{Horn}</intermediateThrowEvent>
            <intermediateCatchEvent id="A">{Bell}</intermediateCatchEvent><intermediateCatchEvent id="B">{Horn}</intermediateCatchEvent><userTask id="U"/><userTask id="V"/><endEvent id="E"/>
            {Flows("S>F>X>E", "F>A>U>E", "F>B>V>E")}
            """);
        Assert.Equal("U, V", play.Where);
    }

    [Fact]
    public void A_process_without_a_start_event_begins_wherever_no_flow_leads()
    {
        var play = Play.Started($"""<userTask id="A"/><userTask id="B"/><endEvent id="E"/>{Flows("A>E", "B>E")}""");
        Assert.Equal("A, B", play.Where);
    }

    [Fact]
    public void A_receive_task_can_begin_a_process()
    {
        var play = new Play(Process($"""<receiveTask id="R" messageRef="alert" instantiate="true"/><userTask id="U"/><endEvent id="E"/>{Flows("R>U>E")}"""));
        Assert.Equal("U", play.Do(new Command.Start("R", Values(("x", 1)))).Where);
    }

    [Fact]
    public void A_parallel_event_gateway_that_begins_a_process_waits_for_the_other_events()
    {
        var play = new Play(Process($"""
            <eventBasedGateway id="G" instantiate="true" eventGatewayType="Parallel"/><intermediateCatchEvent id="A">{Bell}</intermediateCatchEvent><intermediateCatchEvent id="B">{Horn}</intermediateCatchEvent>
            <userTask id="U"/><userTask id="V"/><endEvent id="E"/>{Flows("G>A>U>E", "G>B>V>E")}
            """)).Do(new Command.Start("A", Values()));

        Assert.Equal("B, U", play.Where);
        Assert.Equal("U, V", play.Hear("horn").Where);
    }

    [Fact]
    public void A_parallel_event_gateway_waits_for_the_other_events_also_where_nothing_follows_them()
    {
        var play = new Play(Process($"""
            <eventBasedGateway id="G" instantiate="true" eventGatewayType="Parallel"/><intermediateCatchEvent id="A">{Bell}</intermediateCatchEvent><intermediateCatchEvent id="B">{Horn}</intermediateCatchEvent>
            {Flows("G>A", "G>B")}
            """)).Do(new Command.Start("A", Values()));

        Assert.Equal("B", play.Where);
        Assert.True(play.Hear("horn").State.Ended);
    }
}
