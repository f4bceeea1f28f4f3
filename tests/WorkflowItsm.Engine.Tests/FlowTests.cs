using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Sequence flows, gateways, starts and ends.</summary>
public sealed class FlowTests
{
    private const string Choice = """
        <startEvent id="S"/><exclusiveGateway id="G" name="Big?" default="G_C"/><userTask id="A"/><userTask id="B"/><userTask id="C"/>
        <endEvent id="E"/>
        """;

    private static readonly string _choice = Choice + Flows("S>G", "G>A ? x > 10", "G>B ? x > 5", "G>C", "A>E", "B>E", "C>E");

    [Fact]
    public void An_instance_starts_runs_and_ends()
    {
        var play = Play.Started("""<startEvent id="S"/><task id="T"/><endEvent id="E"/>""" + Flows("S>T>E"));

        Assert.True(play.State.Ended);
        Assert.Equal("E", play.State.EndElementId);
        Assert.Equal("S, T, E", play.Entered);
        Assert.Equal(new EngineEvent.InstanceEnded("E", null), play.Events[^1]);
    }

    [Theory]
    [InlineData(11, "A")]
    [InlineData(6, "B")]
    [InlineData(1, "C")]
    public void An_exclusive_gateway_takes_the_first_true_flow_in_file_order_else_the_default(int x, string task) =>
        Assert.Equal(task, Play.Started(_choice, ("x", x)).Where);

    [Fact]
    public void A_condition_that_is_not_boolean_stops_the_token_until_the_data_are_right()
    {
        var play = Play.Started(_choice, ("x", "many"));

        Assert.Equal("G", play.Where);
        Assert.Equal("condition-not-boolean", play.Incident.Code);
        Assert.StartsWith("Exclusive gateway \"Big?\" (G): the condition `x > 10` of the flow G_A gives null, expected true or false", play.Incident.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(" Correct the data or the condition, then retry.", play.Incident.Sentence, StringComparison.Ordinal);

        play.Set(("x", 7)).Retry();
        Assert.Equal("B", play.Where);
        Assert.Empty(play.State.Incidents);
    }

    [Fact]
    public void A_retry_that_fails_again_leaves_one_incident()
    {
        var play = Play.Started(_choice, ("x", "many")).Retry();

        Assert.Equal("G", play.Where);
        Assert.Equal("condition-not-boolean", play.Incident.Code);
    }

    [Fact]
    public void A_gateway_without_a_way_on_says_so()
    {
        var play = Play.Started("""<startEvent id="S"/><exclusiveGateway id="G"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>"""
            + Flows("S>G", "G>A ? x = 1", "G>B ? x = 2", "A>E", "B>E"), ("x", 3));

        Assert.Equal("no-flow-matches", play.Incident.Code);
        Assert.Equal(
            "Exclusive gateway G has no flow to take: the conditions of G_A and G_B are all false and no default flow is marked. Correct the data or mark a default flow, then retry.",
            play.Incident.Sentence);
        Assert.Equal("A", play.Set(("x", 1)).Retry().Where);
    }

    [Fact]
    public void A_parallel_gateway_forks_and_joins()
    {
        var play = Play.Started("""
            <startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><parallelGateway id="J"/><userTask id="C"/><endEvent id="E"/>
            """ + Flows("S>F>A>J>C>E", "F>B>J"));

        Assert.Equal("A, B", play.Where);
        Assert.Equal("A, J", play.Complete("B").Where);
        Assert.Equal("C", play.Complete("A").Where);
        Assert.True(play.Complete("C").State.Ended);
    }

    [Fact]
    public void A_surplus_token_at_a_join_waits_for_the_next_round()
    {
        // A splits without a gateway, so two tokens come over the same flow.
        var play = Play.Started("""
            <startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><task id="A1"/><task id="A2"/><exclusiveGateway id="M"/>
            <userTask id="B"/><parallelGateway id="J"/><endEvent id="E"/>
            """ + Flows("S>F>A>A1>M>J>E", "A>A2>M", "F>B>J"));

        Assert.Equal("B, J, J", play.Complete("A").Where);
        Assert.Equal("J", play.Complete("B").Where);
        Assert.False(play.State.Ended);
    }

    [Fact]
    public void Several_flows_out_of_a_task_are_taken_at_once_and_conditions_are_honoured()
    {
        const string elements = """
            <startEvent id="S"/><userTask id="T"/><userTask id="A"/><userTask id="B"/><userTask id="C"/><endEvent id="E"/>
            """;
        var model = Process(elements + Flows("S>T", "T>A", "T>B", "T>C", "A>E", "B>E", "C>E")).WithCondition("T_B", "x > 1").WithCondition("T_C", "x > 5");
        var play = new Play(model).Start(("x", 3)).Complete("T");

        Assert.Equal("A, B", play.Where);
        Assert.False(play.Complete("A").State.Ended);
        Assert.True(play.Complete("B").State.Ended);
    }

    [Fact]
    public void A_task_whose_flows_cannot_be_chosen_is_not_done_again_by_a_retry()
    {
        var model = Process("""<startEvent id="S"/><userTask id="T"/><userTask id="A"/><endEvent id="E"/>""" + Flows("S>T", "T>A", "T>E", "A>E"))
            .WithCondition("T_A", "x > 1").WithCondition("T_E", "x > 5");
        var play = new Play(model).Start(("x", "?")).Complete("T");

        Assert.Equal("T", play.Where);
        Assert.Equal("", play.Waiting);
        Assert.Equal("A", play.Set(("x", 2)).Retry().Where);
        Assert.DoesNotContain(play.Events.Items, happened => happened is EngineEvent.WaitOpened { Wait.ElementId: "T" });
    }

    [Fact]
    public void Tokens_that_meet_at_a_task_pass_one_by_one()
    {
        var play = Play.Started("""
            <startEvent id="S"/><parallelGateway id="F"/><task id="A"/><task id="B"/><userTask id="T"/><endEvent id="E"/>
            """ + Flows("S>F>A>T>E", "F>B>T"));

        Assert.Equal("T, T", play.Where);
        Assert.False(play.Complete("T").State.Ended);
        Assert.True(play.Complete("T").State.Ended);
    }

    [Fact]
    public void A_terminate_end_ends_everything_in_its_scope()
    {
        var play = Play.Started("""
            <startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>
            <endEvent id="X"><terminateEventDefinition/></endEvent>
            """ + Flows("S>F>A>X", "F>B>E")).Complete("A");

        Assert.True(play.State.Ended);
        Assert.Equal("X", play.State.EndElementId);
        Assert.Contains(play.Events.Items, happened => happened is EngineEvent.ElementLeft { ElementId: "B", Canceled: true });
    }

    [Fact]
    public void A_message_or_timer_start_is_named_and_what_is_not_there_is_refused()
    {
        var model = Process("""
            <startEvent id="S"><messageEventDefinition messageRef="alert"/></startEvent><startEvent id="S2"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent>
            <userTask id="T"/><endEvent id="E"/>
            """ + Flows("S>T>E", "S2>T"));

        Assert.Equal("T", new Play(model).Do(new Command.Start("S", Values(("summary", "disk")))).Where);
        Assert.Equal("T", new Play(model).Do(new Command.Start("S2", Values())).Where);

        var none = new Play(model).Refused(new Command.Start(null, Values()));
        Assert.Equal(("no-such-start", "Process P has no start event without a trigger; name one of: S, S2."), (none.Code, none.Sentence));
        Assert.Equal("流程 P 没有无触发条件的开始事件；请指定：S、S2。", none.SentenceZh);
        Assert.Equal("Process P has no start event 'X'; it has: S, S2.", new Play(model).Refused(new Command.Start("X", Values())).Sentence);
    }

    [Fact]
    public void A_conversation_that_started_an_instance_is_left_when_it_ends()
    {
        var model = Process("""<startEvent id="S"><messageEventDefinition messageRef="alert"/></startEvent><userTask id="T"/><endEvent id="E"/>""" + Flows("S>T>E"));
        var play = new Play(model).Do(new Command.Start("S", Values()) { ConversationKey = "disk" });

        Assert.Empty(play.Effects);
        Assert.Equal([new Effect("listen", "disk", Values(("case", "$self"), ("listens", false)))], play.Complete("T").Effects.Items);
    }

    [Fact]
    public void A_command_before_the_start_and_after_the_end_is_refused()
    {
        var play = new Play(Process("""<startEvent id="S"/><endEvent id="E"/>""" + Flows("S>E")));
        var early = play.Refused(new Command.SetVariables(Values(("x", 1))));
        Assert.Equal(("not-started", "The instance has not started; start it first."), (early.Code, early.Sentence));

        play.Start();
        var late = play.Refused(new Command.SetVariables(Values(("x", 1))));
        Assert.Equal(("ended", "The instance has ended.", "流程实例已经结束。"), (late.Code, late.Sentence, late.SentenceZh));
        Assert.Equal("The instance of process P has started already.", play.Refused(new Command.Start(null, Values())).Sentence);
    }

    [Fact]
    public void A_cancelled_instance_refuses_further_commands()
    {
        var play = Play.Started("""<startEvent id="S"/><userTask id="T"/><endEvent id="E"/>""" + Flows("S>T>E")).Do(new Command.Cancel("opened by mistake"));

        Assert.Equal((true, null, "opened by mistake"), (play.State.Ended, play.State.EndElementId, play.State.EndReason));
        Assert.Equal("The instance has ended.", play.Refused(new Command.Cancel("twice")).Sentence);
    }
}
