using System.Text;
using WorkflowItsm.Bpmn;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Compensation and transactions (BPMN 2.0, 10.7 and 13.5.5).</summary>
public sealed class CompensationTests
{
    private const string Compensate = "<compensateEventDefinition/>";

    /// <summary>A task with what undoes it: <c>A</c> and <c>undoA</c>, which notes its name.</summary>
    private static string Undoable(string id) => $"""
        <userTask id="{id}"/><boundaryEvent id="B{id}" attachedToRef="{id}">{Compensate}</boundaryEvent>
        <scriptTask id="undo{id}" isForCompensation="true" scriptFormat="feel" itsm:resultVariable="undone"><script>append(undone, "{id}")</script></scriptTask>{Undo($"B{id}", $"undo{id}")}
        """;

    private static Play Started(string elements) => Play.Started(elements, ("undone", Feel.FeelValue.List([])));

    private static string Undone(Play play) => play["undone"].ToText();

    [Fact]
    public void What_was_done_last_is_undone_first()
    {
        var play = Started($"""
            <startEvent id="S"/>{Undoable("A")}{Undoable("B")}<intermediateThrowEvent id="X">{Compensate}</intermediateThrowEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>A>B>X>U>E")}
            """).Complete("A").Complete("B");

        Assert.Equal("""["B", "A"]""", Undone(play));
        Assert.Equal("U", play.Where);
        Assert.Empty(play.State.Completions);
    }

    [Fact]
    public void The_association_may_be_drawn_from_either_end_and_the_event_may_refer_to_its_definition()
    {
        var undoable = Undoable("A").Replace(Compensate, "<eventDefinitionRef>undo</eventDefinitionRef>", StringComparison.Ordinal)
            .Replace(Undo("BA", "undoA"), """<association id="drawn" sourceRef="undoA" targetRef="BA"/>""", StringComparison.Ordinal);
        var process = ProcessXml($"""
            <startEvent id="S"/>{undoable}<intermediateThrowEvent id="X"><eventDefinitionRef>undo</eventDefinitionRef></intermediateThrowEvent><endEvent id="E"/>{Flows("S>A>X>E")}
            """).Replace("<process ", """<compensateEventDefinition id="undo"/><process """, StringComparison.Ordinal);
        var read = BpmnFile.Read("some.bpmn", Encoding.UTF8.GetBytes(process));
        var play = new Play(Assert.Single(read.File!.Processes)).Start(("undone", Feel.FeelValue.List([]))).Complete("A");

        Assert.Equal("""["A"]""", Undone(play));
        Assert.True(play.State.Ended);
    }

    [Fact]
    public void Only_what_was_completed_is_undone_and_only_once()
    {
        var play = Started($"""
            <startEvent id="S"/><parallelGateway id="F"/>{Undoable("A")}{Undoable("B")}<userTask id="U"/>
            <intermediateThrowEvent id="X">{Compensate}</intermediateThrowEvent><intermediateThrowEvent id="Y">{Compensate}</intermediateThrowEvent><endEvent id="E"/>{Flows("S>F>A>U>X>Y>E", "F>B>E")}
            """).Complete("A").Complete("U");

        Assert.Equal("""["A"]""", Undone(play));
        Assert.Equal("B", play.Where);
    }

    [Fact]
    public void One_activity_can_be_meant()
    {
        var play = Started($"""
            <startEvent id="S"/>{Undoable("A")}{Undoable("B")}<intermediateThrowEvent id="X"><compensateEventDefinition activityRef="A"/></intermediateThrowEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>A>B>X>U>E")}
            """).Complete("A").Complete("B");

        Assert.Equal("""["A"]""", Undone(play));
        Assert.Equal("B", Assert.Single(play.State.Completions).ElementId);
    }

    [Fact]
    public void The_throwing_event_waits_for_what_undoes_the_work()
    {
        var play = Started($"""
            <startEvent id="S"/><userTask id="A"/><boundaryEvent id="BA" attachedToRef="A">{Compensate}</boundaryEvent><userTask id="undo" isForCompensation="true"/>{Undo("BA", "undo")}
            <intermediateThrowEvent id="X">{Compensate}</intermediateThrowEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>A>X>U>E")}
            """).Complete("A");

        Assert.Equal("X, undo", play.Where);
        Assert.Equal("U", play.Complete("undo").Where);
    }

    [Fact]
    public void A_completed_sub_process_is_undone_with_the_variables_it_had()
    {
        var play = Started($"""
            <startEvent id="S"/>
            <subProcess id="Q"><extensionElements><itsm:input name="x" value="1"/></extensionElements><startEvent id="s"/>{Undoable("A")}{Script("change", "x", "x + 41")}<endEvent id="e"/>{Flows("s>A>change>e")}
              <subProcess id="Z" triggeredByEvent="true"><startEvent id="zs">{Compensate}</startEvent>{Script("note", "undone", "append(undone, x)")}<intermediateThrowEvent id="zx">{Compensate}</intermediateThrowEvent><endEvent id="ze"/>{Flows("zs>note>zx>ze")}</subProcess>
            </subProcess>
            <intermediateThrowEvent id="X">{Compensate}</intermediateThrowEvent><userTask id="U"/><endEvent id="E"/>{Flows("S>Q>X>U>E")}
            """).Complete("A");

        Assert.Equal("""[42, "A"]""", Undone(play));
        Assert.Equal("U", play.Where);
    }

    [Fact]
    public void A_sub_process_without_a_way_of_its_own_undoes_what_was_done_in_it()
    {
        var play = Started($"""
            <startEvent id="S"/><subProcess id="Q"><startEvent id="s"/>{Undoable("A")}{Undoable("B")}<endEvent id="e"/>{Flows("s>A>B>e")}</subProcess>{Undoable("C")}
            <endEvent id="X">{Compensate}</endEvent>{Flows("S>Q>C>X")}
            """).Complete("A").Complete("B").Complete("C");

        Assert.Equal("""["C", "B", "A"]""", Undone(play));
        Assert.True(play.State.Ended);
    }

    private static readonly string _transaction = $"""
        <startEvent id="S"/>
        <transaction id="T"><startEvent id="s"/>{Undoable("A")}<userTask id="B"/><exclusiveGateway id="g" default="g_e"/><endEvent id="e"/><endEvent id="c"><cancelEventDefinition/></endEvent>{Flows("s>A>B>g", "g>e", "g>c ? cancel")}</transaction>
        <boundaryEvent id="CB" attachedToRef="T"><cancelEventDefinition/></boundaryEvent><userTask id="sorry"/><userTask id="done"/><endEvent id="E"/>{Flows("S>T>done>E", "CB>sorry>E")}
        """;

    [Fact]
    public void A_cancelled_transaction_undoes_its_work_and_leaves_over_the_border()
    {
        var play = Started(_transaction).Complete("A").Complete("B", "complete", ("cancel", true));

        Assert.Equal("""["A"]""", Undone(play));
        Assert.Equal("sorry", play.Where);
    }

    [Fact]
    public void A_transaction_that_is_not_cancelled_goes_on_and_can_be_undone_later()
    {
        var play = Started(_transaction).Complete("A").Complete("B", "complete", ("cancel", false));

        Assert.Equal("done", play.Where);
        Assert.Equal(["A", "T"], play.State.Completions.Select(completion => completion.ElementId));
    }

    private const string Hazardous = """
        <serviceTask id="A"><extensionElements><itsm:handler name="h"/></extensionElements></serviceTask><boundaryEvent id="BA" attachedToRef="A"><compensateEventDefinition/></boundaryEvent>
        <serviceTask id="undo" isForCompensation="true"><extensionElements><itsm:handler name="h"/></extensionElements></serviceTask><association id="a" associationDirection="One" sourceRef="BA" targetRef="undo"/>
        """;

    /// <summary>A transaction whose undoing can fail, with an event sub-process that catches errors inside of it.</summary>
    private static string Hazard(string border) => $"""
        <startEvent id="S"/>
        <transaction id="T"><startEvent id="s"/>{Hazardous}<endEvent id="c"><cancelEventDefinition/></endEvent>{Flows("s>A>c")}
          <subProcess id="Z" triggeredByEvent="true"><startEvent id="zs"><errorEventDefinition/></startEvent><userTask id="inside"/><endEvent id="ze"/>{Flows("zs>inside>ze")}</subProcess>
        </transaction>
        <boundaryEvent id="CB" attachedToRef="T"><cancelEventDefinition/></boundaryEvent>{border}<userTask id="sorry"/><userTask id="hazard"/><endEvent id="E"/>{Flows("S>T>E", "CB>sorry>E", "hazard>E")}
        """;

    [Fact]
    public void What_fails_while_a_transaction_is_undone_is_caught_on_its_border_and_not_inside()
    {
        var play = Play.Started(Hazard($"""<boundaryEvent id="EB" attachedToRef="T"><errorEventDefinition errorRef="lost"/></boundaryEvent>{Flows("EB>hazard")}""")).Answer("A");
        Assert.Equal("T, undo", play.Where);

        play.Do(new Command.ThrowError(play.WaitAt<Wait.Job>("undo").Id, "lost", "Gone.", Values()));
        Assert.Equal("hazard", play.Where);
        Assert.Empty(play.State.Completions);
    }

    [Fact]
    public void What_fails_while_a_transaction_is_undone_stops_it_where_nothing_around_catches_it()
    {
        var play = Play.Started(Hazard("")).Answer("A");
        play.Do(new Command.ThrowError(play.WaitAt<Wait.Job>("undo").Id, "lost", "Gone.", Values()));

        Assert.Equal("uncaught-error", play.Incident.Code);
        Assert.Equal("T, undo", play.Where);
        Assert.Equal("sorry", play.Retry().Answer("undo").Where);
    }

    [Fact]
    public void An_error_in_a_transaction_that_is_not_cancelled_is_caught_inside()
    {
        var play = Play.Started(Hazard(""));
        play.Do(new Command.ThrowError(play.WaitAt<Wait.Job>("A").Id, "lost", "Gone.", Values()));
        Assert.Equal("T", string.Join(", ", play.Where.Split(", ").Except(["inside"])));
        Assert.Contains("inside", play.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_while_a_completed_sub_process_is_undone_is_caught_where_the_compensation_was_thrown()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><subProcess id="Q"><startEvent id="s"/>{Hazardous}<endEvent id="e"/>{Flows("s>A>e")}
              <subProcess id="Y" triggeredByEvent="true"><startEvent id="ys">{Compensate}</startEvent><endEvent id="ye"><errorEventDefinition errorRef="lost"/></endEvent>{Flows("ys>ye")}</subProcess>
            </subProcess>
            <intermediateThrowEvent id="X">{Compensate}</intermediateThrowEvent><endEvent id="E"/>{Flows("S>Q>X>E")}
            <subProcess id="Z" triggeredByEvent="true"><startEvent id="zs"><errorEventDefinition/></startEvent><userTask id="caught"/><endEvent id="ze"/>{Flows("zs>caught>ze")}</subProcess>
            """).Answer("A");
        Assert.Equal("caught", play.Where);
    }

    [Fact]
    public void An_end_event_that_undoes_and_throws_an_error_throws_it_when_all_is_undone()
    {
        var play = Started($"""
            <startEvent id="S"/><subProcess id="Q"><startEvent id="s"/><userTask id="A"/><boundaryEvent id="BA" attachedToRef="A">{Compensate}</boundaryEvent><userTask id="undo" isForCompensation="true"/>{Undo("BA", "undo")}
            <endEvent id="X"><errorEventDefinition errorRef="lost"/>{Compensate}<signalEventDefinition signalRef="bell"/></endEvent>{Flows("s>A>X")}</subProcess>
            <boundaryEvent id="EB" attachedToRef="Q"><errorEventDefinition/></boundaryEvent><userTask id="after"/><endEvent id="E"/>{Flows("S>Q>E", "EB>after>E")}
            """).Complete("A");

        Assert.Equal("Q, X, undo", play.Where);
        Assert.Contains(new EngineEvent.SignalThrown("X", "bell"), play.Events.Items);
        Assert.Equal("after", play.Complete("undo").Where);
    }

    [Fact]
    public void What_was_done_in_a_cancelled_sub_process_can_no_longer_be_undone()
    {
        var play = Started($"""
            <startEvent id="S"/><subProcess id="Q"><startEvent id="s"/>{Undoable("A")}<userTask id="B"/><endEvent id="e"/>{Flows("s>A>B>e")}</subProcess>
            <boundaryEvent id="M" attachedToRef="Q">{Timer("timeDuration", "PT1H")}</boundaryEvent><endEvent id="X">{Compensate}</endEvent>{Flows("S>Q>X", "M>X")}
            """).Complete("A").Fire("M");

        Assert.Equal("[]", Undone(play));
        Assert.True(play.State.Ended);
    }
}
