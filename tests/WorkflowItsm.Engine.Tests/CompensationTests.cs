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
