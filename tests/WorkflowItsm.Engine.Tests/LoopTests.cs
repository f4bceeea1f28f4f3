using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Standard loops and multi-instance activities (BPMN 2.0, 10.3.8).</summary>
public sealed class LoopTests
{
    private static string Around(string activity, string after = "<userTask id=\"U\"/>") =>
        $"""<startEvent id="S"/>{activity}{after}<endEvent id="E"/>{Flows("S>A>U>E")}""";

    private static string Several(string attributes, string content, string loop = "", string task = "userTask") =>
        $"""<{task} id="A"><extensionElements>{loop}</extensionElements><multiInstanceLoopCharacteristics {attributes}>{content}</multiInstanceLoopCharacteristics></{task}>""";

    [Theory]
    [InlineData("false", 0, 1)]
    [InlineData("false", 3, 3)]
    [InlineData("true", 0, 0)]
    [InlineData("true", 3, 3)]
    public void A_loop_goes_on_as_long_as_its_condition_holds(string testBefore, int wanted, int rounds)
    {
        var play = Play.Started(Around($"""
            <scriptTask id="A" scriptFormat="feel" itsm:resultVariable="n"><standardLoopCharacteristics testBefore="{testBefore}"><loopCondition>n &lt; wanted</loopCondition></standardLoopCharacteristics><script>n + 1</script></scriptTask>
            """), ("n", 0), ("wanted", wanted));

        Assert.Equal("U", play.Where);
        Assert.Equal(rounds, play["n"]);
    }

    [Fact]
    public void A_loop_stops_at_its_maximum_and_counts_its_rounds()
    {
        var play = Play.Started(Around("""
            <scriptTask id="A" scriptFormat="feel" itsm:resultVariable="seen"><standardLoopCharacteristics loopMaximum="3"/><script>append(seen, loopCounter)</script></scriptTask>
            """), ("seen", FeelValue.List([])));

        Assert.Equal<FeelValue>(FeelValue.List([1, 2, 3]), play["seen"]);
    }

    [Fact]
    public void Parallel_rounds_wait_all_at_once_and_the_flow_goes_on_after_the_last()
    {
        var play = Play.Started(Around(Several("", "<loopCardinality>3</loopCardinality>")));

        Assert.Equal("A, A, A", play.Waiting);
        Assert.Equal("A, A", play.Complete("A").Waiting);
        Assert.Equal("U", play.Complete("A").Complete("A").Waiting);
    }

    [Fact]
    public void Sequential_rounds_take_the_items_one_after_the_other_and_collect_what_each_gives()
    {
        var play = Play.Started(Around(Several("isSequential=\"true\"", "", """<itsm:loop collection="people" item="person" results="answers" result="person + &quot;: &quot; + answer"/>""")),
            ("people", FeelValue.List(["ada", "bob"])));

        Assert.Equal("A", play.Waiting);
        play.Complete("A", "complete", ("answer", "yes")).Complete("A", "complete", ("answer", "no"));
        Assert.Equal("U", play.Waiting);
        Assert.Equal<FeelValue>(FeelValue.List(["ada: yes", "bob: no"]), play["answers"]);
        Assert.True(play["answer"].IsNull);
        Assert.True(play["person"].IsNull);
    }

    [Fact]
    public void Results_come_in_the_order_of_the_items_whoever_is_faster()
    {
        var play = Play.Started(Around(Several("", "", """<itsm:loop collection="[1, 2, 3]" item="n" results="squares" result="n * n"/>""")));
        foreach (var wait in play.State.Waits.Reverse().ToList()) play.Do(new Command.CompleteTask(wait.Id, "complete", Values()));

        Assert.Equal<FeelValue>(FeelValue.List([1, 4, 9]), play["squares"]);
    }

    [Fact]
    public void A_completion_condition_cancels_the_rest()
    {
        var play = Play.Started(Around(Several("", "<loopCardinality>5</loopCardinality><completionCondition>numberOfCompletedInstances >= 2</completionCondition>")));
        play.Complete("A").Complete("A");

        Assert.Equal("U", play.Waiting);
        Assert.Equal(3, play.Events.Items.OfType<EngineEvent.RoundEnded>().Count(ended => !ended.Completed));
    }

    [Fact]
    public void No_rounds_are_done_at_once()
    {
        Assert.Equal("U", Play.Started(Around(Several("", "<loopCardinality>0</loopCardinality>"))).Where);
        Assert.Equal("U", Play.Started(Around(Several("", "", """<itsm:loop collection="[]"/>"""))).Where);
    }

    [Fact]
    public void A_cardinality_that_is_no_count_is_an_incident_that_can_be_retried()
    {
        var play = Play.Started(Around(Several("", "<loopCardinality>n</loopCardinality>")), ("n", -1));

        Assert.Equal("loop-cardinality", play.Incident.Code);
        Assert.Equal("User task A: the loop cardinality `n` gives a number, expected a whole number that is not negative. Correct the data or the expression, then retry.", play.Incident.Sentence);
        Assert.Equal("A, A", play.Set(("n", 2)).Retry().Waiting);
    }

    [Fact]
    public void A_sub_process_repeats_with_variables_of_each_round()
    {
        var sub = $"""
            <subProcess id="A"><extensionElements><itsm:loop collection="[10, 20]" item="n" results="all" result="m"/><itsm:output name="m" value="n + 1"/></extensionElements>
            <multiInstanceLoopCharacteristics/><startEvent id="s"/><userTask id="t"/><endEvent id="e"/>{Flows("s>t>e")}</subProcess>
            """;
        var play = Play.Started(Around(sub));

        Assert.Equal("A, A, A, t, t", play.Where);
        Assert.Equal("U", play.Complete("t").Complete("t").Where);
        Assert.Equal<FeelValue>(FeelValue.List([11, 21]), play["all"]);
    }

    [Fact]
    public void An_event_on_the_border_belongs_to_all_rounds_together()
    {
        var play = Play.Started(Around(Several("", "<loopCardinality>3</loopCardinality>")
            + $"""<boundaryEvent id="B" attachedToRef="A">{Timer("timeDuration", "PT1H")}</boundaryEvent><endEvent id="X"/>{Flows("B>X")}"""));

        Assert.Equal("A, A, A, B", play.Waiting);
        Assert.Equal("X", play.Fire("B").State.EndElementId);
    }

    [Fact]
    public void An_error_in_one_round_ends_all()
    {
        var sub = $"""
            <subProcess id="A"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>
            <startEvent id="s"/><userTask id="t"/><endEvent id="e"><errorEventDefinition errorRef="lost"/></endEvent>{Flows("s>t>e")}</subProcess>
            <boundaryEvent id="B" attachedToRef="A"><errorEventDefinition errorRef="lost"/></boundaryEvent><userTask id="R"/><endEvent id="X"/>{Flows("B>R>X")}
            """;
        Assert.Equal("R", Play.Started(Around(sub)).Complete("t").Where);
    }

    [Fact]
    public void Ten_thousand_rounds_take_events_in_proportion()
    {
        static int Events(int rounds) => new Play(Process(Around(Several("", $"<loopCardinality>{rounds}</loopCardinality>")))).Start().Events.Count;

        var (few, many) = (Events(100), Events(1_000));
        Assert.Equal((many - few) / 9, Events(200) - few);
    }
}
