using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Boundary events and errors.</summary>
public sealed class BoundaryTests
{
    private static string Guarded(string activity, string boundary, bool interrupting) => $"""
        <startEvent id="S"/>{activity}
        <boundaryEvent id="B" attachedToRef="T" cancelActivity="{(interrupting ? "true" : "false")}">{boundary}</boundaryEvent>
        <userTask id="U"/><endEvent id="E"/><endEvent id="X"/>
        """ + Flows("S>T>E", "B>U>X");

    private static string Sub(string end, string outside = "") => $"""
        <startEvent id="S"/>
        <subProcess id="P1"><startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/>{end}<endEvent id="e"/>{Flows("s>f>a>x", "f>b>e")}</subProcess>
        <boundaryEvent id="B" attachedToRef="P1"><errorEventDefinition errorRef="lost"/></boundaryEvent>{outside}
        <userTask id="U"/><endEvent id="E"/>
        """ + Flows("S>P1>E", "B>U>E");

    [Fact]
    public void An_interrupting_timer_ends_its_task()
    {
        var play = Play.Started(Guarded("""<userTask id="T" itsm:overlay="3"/>""", Timer("timeDuration", "PT1H"), true));
        Assert.Equal(("B, T", 3), (play.Waiting, play.State.State));

        Assert.Equal("U", play.Fire("B").Where);
        Assert.Equal("U", play.Waiting);
        Assert.Null(play.State.State);
        Assert.Contains(play.Events.Items, happened => happened is EngineEvent.ElementLeft { ElementId: "T", Canceled: true });
    }

    [Fact]
    public void A_completed_task_gives_up_its_timer()
    {
        var play = Play.Started(Guarded("""<userTask id="T"/>""", Timer("timeDuration", "PT1H"), true)).Complete("T");

        Assert.True(play.State.Ended);
    }

    [Fact]
    public void A_message_that_does_not_interrupt_may_come_again_and_again()
    {
        var play = Play.Started(Guarded("""<userTask id="T"/>""", Message("reply", "key"), false), ("key", "k")).Deliver("reply", "k").Deliver("reply", "k");

        Assert.Equal("T, U, U", play.Where);
        Assert.Equal("B, T, U, U", play.Waiting);
    }

    [Fact]
    public void A_timer_that_does_not_interrupt_fires_once()
    {
        var play = Play.Started(Guarded("""<userTask id="T"/>""", Timer("timeDuration", "PT1H"), false)).Fire("B");

        Assert.Equal(("T, U", "T, U"), (play.Where, play.Waiting));
    }

    [Fact]
    public void A_boundary_event_that_cannot_wait_holds_its_task_back()
    {
        var play = Play.Started(Guarded("""<userTask id="T"/>""", Timer("timeDuration", "patience"), true));
        Assert.Equal(("T", "B", ""), (play.Where, play.Incident.ElementId, play.Waiting));

        Assert.Equal("B, T", play.Set(("patience", "PT5M")).Retry().Waiting);
    }

    [Fact]
    public void An_error_goes_to_the_boundary_event_that_names_it()
    {
        const string end = """<endEvent id="x"><errorEventDefinition errorRef="lost"/></endEvent>""";
        var play = Play.Started(Sub(end)).Complete("a");

        Assert.Equal("U", play.Where);
        Assert.Contains(new EngineEvent.ErrorThrown("x", "lost", "B"), play.Events.Items);
        Assert.Contains(play.Events.Items, happened => happened is EngineEvent.ElementLeft { ElementId: "b", Canceled: true });
        Assert.True(play.Complete("U").State.Ended);
    }

    [Fact]
    public void An_error_that_nothing_catches_stops_the_token()
    {
        const string end = """<endEvent id="x"><errorEventDefinition errorRef="late"/></endEvent>""";
        var play = Play.Started(Sub(end)).Complete("a");

        Assert.Equal("P1, b, x", play.Where);
        Assert.Equal("uncaught-error", play.Incident.Code);
        Assert.Equal(
            "End event x throws the error 'late', which no boundary event or event sub-process around it catches. Add one that does, or cancel the case.",
            play.Incident.Sentence);
    }

    [Fact]
    public void An_error_event_without_a_code_catches_what_nobody_names()
    {
        const string end = """<endEvent id="x"><errorEventDefinition errorRef="late"/></endEvent>""";
        const string any = """<boundaryEvent id="C" attachedToRef="P1"><errorEventDefinition/></boundaryEvent><userTask id="V"/><endEvent id="E2"/>""";

        Assert.Equal("V", Play.Started(Sub(end, any + Flows("C>V>E2"))).Complete("a").Where);
    }

    [Fact]
    public void An_error_event_sub_process_comes_before_the_boundary()
    {
        const string end = """
            <endEvent id="x"><errorEventDefinition errorRef="lost"/></endEvent>
            <subProcess id="H" triggeredByEvent="true"><startEvent id="h"><errorEventDefinition errorRef="lost"/></startEvent><userTask id="r"/><endEvent id="k"/>
            """;
        var play = Play.Started(Sub(end + Flows("h>r>k") + "</subProcess>")).Complete("a");

        Assert.Equal("P1, r", play.Where);
        Assert.True(play.Complete("r").State.Ended);
        Assert.Equal("E", play.State.EndElementId);
    }

    [Fact]
    public void An_error_thrown_by_an_event_sub_process_goes_outwards()
    {
        const string end = """
            <endEvent id="x"><errorEventDefinition errorRef="lost"/></endEvent>
            <subProcess id="H" triggeredByEvent="true"><startEvent id="h"><errorEventDefinition errorRef="lost"/></startEvent><userTask id="r"/>
            <endEvent id="k"><errorEventDefinition errorRef="lost"/></endEvent>
            """;
        var play = Play.Started(Sub(end + Flows("h>r>k") + "</subProcess>")).Complete("a").Complete("r");

        Assert.Equal("U", play.Where);
        Assert.Contains(new EngineEvent.ErrorThrown("k", "lost", "B"), play.Events.Items);
    }

    [Fact]
    public void A_terminate_end_in_a_sub_process_ends_only_that()
    {
        var play = Play.Started(Sub("""<endEvent id="x"><terminateEventDefinition/></endEvent>""")).Complete("a");

        Assert.True(play.State.Ended);
        Assert.Equal("E", play.State.EndElementId);
        Assert.Contains(play.Events.Items, happened => happened is EngineEvent.ElementLeft { ElementId: "P1", Canceled: false });
    }
}
