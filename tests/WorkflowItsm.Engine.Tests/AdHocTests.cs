using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Ad hoc sub-processes, started by the engine or by people (BPMN 2.0, 10.3.5).</summary>
public sealed class AdHocTests
{
    private static string Drawn(string attributes, string settings = "", string condition = "") => $"""
        <startEvent id="S"/><adHocSubProcess id="H" {attributes}><extensionElements>{settings}</extensionElements><userTask id="A" name="Ask"/><userTask id="B"/><userTask id="B2"/>{Flows("B>B2")}
        {(condition.Length > 0 ? $"<completionCondition>{condition}</completionCondition>" : "")}</adHocSubProcess><userTask id="U"/><endEvent id="E"/>{Flows("S>H>U>E")}
        """;

    [Fact]
    public void The_engine_starts_every_activity_that_nothing_leads_to()
    {
        var play = Play.Started(Drawn("ordering=\"Parallel\""));
        Assert.Equal("A, B, H", play.Where);
        Assert.Equal("U", play.Complete("A").Complete("B").Complete("B2").Where);
    }

    [Fact]
    public void One_at_a_time_when_it_is_sequential()
    {
        var play = Play.Started(Drawn("ordering=\"Sequential\""));
        Assert.Equal("A, H", play.Where);
        Assert.Equal("B, H", play.Complete("A").Where);
        Assert.Equal("U", play.Complete("B").Complete("B2").Where);
    }

    [Fact]
    public void Nothing_more_begins_in_it_once_it_is_terminated()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><adHocSubProcess id="H" ordering="Sequential"><userTask id="A"/><endEvent id="T"><terminateEventDefinition/></endEvent>{Flows("A>T")}<userTask id="B"/></adHocSubProcess>
            <userTask id="U"/><endEvent id="E"/>{Flows("S>H>U>E")}
            """);
        Assert.Equal("U", play.Complete("A").Where);
    }

    [Fact]
    public void A_condition_completes_it()
    {
        Assert.Equal("U", Play.Started(Drawn("", condition: "enough")).Complete("A", "complete", ("enough", true)).Where);
        var patient = Play.Started(Drawn("cancelRemainingInstances=\"false\"", condition: "enough")).Complete("A", "complete", ("enough", true));
        Assert.Equal("B, H", patient.Where);
        Assert.Equal("U", patient.Complete("B").Complete("B2").Where);
    }

    [Fact]
    public void Nothing_more_begins_in_it_once_its_condition_has_held()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><adHocSubProcess id="H" ordering="Sequential" cancelRemainingInstances="false"><userTask id="A"/><boundaryEvent id="R" attachedToRef="A" cancelActivity="false"><signalEventDefinition signalRef="bell"/></boundaryEvent>
            <userTask id="A2"/>{Flows("R>A2")}<userTask id="B"/><completionCondition>enough</completionCondition></adHocSubProcess><userTask id="U"/><endEvent id="E"/>{Flows("S>H>U>E")}
            """);
        play.Hear("bell").Complete("A", "complete", ("enough", true));
        Assert.Equal("A2, H", play.Where);
        Assert.Equal("U", play.Complete("A2", "complete", ("enough", false)).Where);
    }

    [Fact]
    public void People_choose_what_is_started_how_often_and_when_it_is_done()
    {
        var play = Play.Started(Drawn("", "<itsm:adHoc manual=\"true\"/>"));
        Assert.Equal("H", play.Where);
        Assert.Equal([("A", "Ask"), ("B", "B"), ("complete", "Complete")], Options.Of(play.Context, play.State).Items.Select(option => (option.Outcome.Id, option.Outcome.Name)));

        play.Act("A").Complete("A").Act("A").Complete("A");
        Assert.Equal("H", play.Where);
        Assert.Equal("U", play.Act("H").Where);
    }

    [Fact]
    public void People_cannot_start_two_at_a_time_when_it_is_sequential()
    {
        var play = Play.Started(Drawn("ordering=\"Sequential\"", "<itsm:adHoc manual=\"true\"/>")).Act("A");
        Assert.Equal("one-at-a-time", play.Refused(new Command.TakeAction(play.WaitAt<Wait.Action>("B").Id, Values())).Code);
    }
}
