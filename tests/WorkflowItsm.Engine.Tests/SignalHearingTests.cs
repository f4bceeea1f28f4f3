using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Who hears a signal that is thrown in the instance itself, and when.</summary>
public sealed class SignalHearingTests
{
    private const string Bell = """<signalEventDefinition signalRef="bell"/>""";

    [Fact]
    public void A_process_hears_what_its_last_end_event_throws()
    {
        var play = Play.Started($"""<startEvent id="S"/><endEvent id="E">{Bell}</endEvent>{Beside("V", interrupting: false)}{Flows("S>E")}""");

        Assert.Equal("V.u", play.Where);
    }

    [Fact]
    public void A_catcher_on_another_branch_hears_whichever_was_drawn_first()
    {
        const string nodes = $"""
            <startEvent id="S"/><parallelGateway id="G"/><intermediateThrowEvent id="T">{Bell}</intermediateThrowEvent><endEvent id="E"/>
            <task id="A"/><intermediateCatchEvent id="C">{Bell}</intermediateCatchEvent><userTask id="U"/>
            """;

        Assert.Equal("U", Play.Started(nodes + Flows("S>G>T>E", "G>A>C>U>E")).Where);
        Assert.Equal("U", Play.Started(nodes + Flows("S>G>A>C>U>E", "G>T>E")).Where);
    }

    [Fact]
    public void A_catcher_behind_the_thrower_does_not_hear_it()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><intermediateThrowEvent id="T">{Bell}</intermediateThrowEvent><intermediateCatchEvent id="C">{Bell}</intermediateCatchEvent><endEvent id="E"/>
            """ + Flows("S>T>C>E"));

        Assert.Equal(("C", "C"), (play.Where, play.Waiting));
    }

    [Fact]
    public void A_thrower_that_its_own_signal_interrupts_does_not_go_on()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><intermediateThrowEvent id="T">{Bell}</intermediateThrowEvent><userTask id="U"/><endEvent id="E"/>{Beside("V", interrupting: true)}
            """ + Flows("S>T>U>E"));

        Assert.Equal("V.u", play.Where);
    }

    [Fact]
    public void Nothing_is_begun_that_the_same_signal_ends()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><endEvent id="E">{Bell}</endEvent>{Beside("N", interrupting: false)}{Beside("V", interrupting: true)}{Flows("S>E")}
            """);

        Assert.Equal("V.u", play.Where);
        Assert.DoesNotContain(play.Events.Items, happened => happened is EngineEvent.ScopeOpened { ElementId: "N" });
    }

    [Fact]
    public void An_event_sub_process_absorbs_what_the_border_of_its_activity_waits_for()
    {
        var play = Play.Started(Nested("""<endEvent id="V.e"/>"""));

        Assert.True(play.State.Ended);
        Assert.Equal("S, R, s, x, V.s, V.e, E", play.Entered);
    }

    [Fact]
    public void What_an_event_sub_process_throws_again_reaches_the_border()
    {
        var play = Play.Started(Nested($"""<endEvent id="V.e">{Bell}</endEvent>"""));

        Assert.Equal("B", play.Where);
    }

    [Fact]
    public void A_message_too_goes_to_the_event_sub_process_before_the_border()
    {
        var play = Play.Started($"""
            <startEvent id="S"/>
            <subProcess id="R"><startEvent id="s"/><userTask id="u"/><endEvent id="e"/>{Flows("s>u>e")}
              <subProcess id="V" triggeredByEvent="true"><startEvent id="V.s">{Message("reply", "1")}</startEvent><userTask id="V.u"/><endEvent id="V.e"/>{Flows("V.s>V.u>V.e")}</subProcess>
            </subProcess>
            <boundaryEvent id="C" attachedToRef="R">{Message("reply", "1")}</boundaryEvent><userTask id="B"/><endEvent id="E"/>
            """ + Flows("S>R>E", "C>B>E"));

        Assert.Equal("R, V.u", play.Deliver("reply", "1").Where);
        Assert.Equal("B", play.Deliver("reply", "1").Where);
    }

    private static string Beside(string id, bool interrupting) => $"""
        <subProcess id="{id}" triggeredByEvent="true">
          <startEvent id="{id}.s" isInterrupting="{(interrupting ? "true" : "false")}">{Bell}</startEvent><userTask id="{id}.u"/><endEvent id="{id}.e"/>{Flows($"{id}.s>{id}.u>{id}.e")}
        </subProcess>
        """;

    private static string Nested(string end) => $"""
        <startEvent id="S"/>
        <subProcess id="R"><startEvent id="s"/><endEvent id="x">{Bell}</endEvent>{Flows("s>x")}
          <subProcess id="V" triggeredByEvent="true"><startEvent id="V.s">{Bell}</startEvent>{end}{Flows("V.s>V.e")}</subProcess>
        </subProcess>
        <boundaryEvent id="C" attachedToRef="R">{Bell}</boundaryEvent><userTask id="B"/><endEvent id="E"/>
        """ + Flows("S>R>E", "C>B>E");
}
