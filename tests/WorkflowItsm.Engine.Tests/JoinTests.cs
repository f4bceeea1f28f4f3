using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Inclusive and complex gateways, conditional and default flows of activities (BPMN 2.0, 13.4).</summary>
public sealed class JoinTests
{
    private static readonly string _inclusive = $"""
        <startEvent id="S"/><inclusiveGateway id="G" default="G_C"/><userTask id="A"/><userTask id="B"/><userTask id="C"/><inclusiveGateway id="J"/><userTask id="U"/><endEvent id="E"/>
        {Flows("S>G", "G>A ? a", "G>B ? b", "G>C", "A>J", "B>J", "C>J", "J>U>E")}
        """;

    [Theory]
    [InlineData(true, true, "A, B")]
    [InlineData(true, false, "A")]
    [InlineData(false, true, "B")]
    [InlineData(false, false, "C")]
    public void An_inclusive_gateway_takes_every_flow_that_holds_else_the_default(bool a, bool b, string taken) =>
        Assert.Equal(taken, Play.Started(_inclusive, ("a", a), ("b", b)).Where);

    [Fact]
    public void An_inclusive_join_waits_for_what_can_still_come_and_no_more()
    {
        var play = Play.Started(_inclusive, ("a", true), ("b", true)).Complete("A");
        Assert.Equal("B, J", play.Where);
        Assert.Equal("U", play.Complete("B").Where);
        Assert.Equal("U", Play.Started(_inclusive, ("a", true), ("b", false)).Complete("A").Where);
    }

    [Fact]
    public void A_token_that_turns_away_lets_the_join_go_on()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><exclusiveGateway id="X" default="X_Z"/><endEvent id="Z"/><inclusiveGateway id="J"/><userTask id="U"/><endEvent id="E"/>
            {Flows("S>F>A>J", "F>B>X", "X>J ? stay", "X>Z", "J>U>E")}
            """, ("stay", false));

        Assert.Equal("B, J", play.Complete("A").Where);
        Assert.Equal("U", play.Complete("B").Where);
    }

    [Fact]
    public void An_activity_takes_its_conditional_flows_and_the_default_only_when_none_holds()
    {
        var drawn = $"""
            <startEvent id="S"/><task id="T" default="T_D"/><userTask id="A"/><userTask id="B"/><userTask id="D"/><endEvent id="E"/>
            {Flows("S>T", "T>A ? x > 1", "T>B ? x > 2", "T>D", "A>E", "B>E", "D>E")}
            """;
        Assert.Equal("D", Play.Started(drawn, ("x", 1)).Where);
        Assert.Equal("A", Play.Started(drawn, ("x", 2)).Where);
        Assert.Equal("A, B", Play.Started(drawn, ("x", 3)).Where);
    }

    private static string Complex(string activation, string condition = "") => $"""
        <startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><userTask id="C"/>
        <complexGateway id="J"><activationCondition>{activation}</activationCondition></complexGateway><userTask id="U"/><userTask id="V"/><endEvent id="E"/>
        {Flows("S>F>A>J", "F>B>J", "F>C>J", "J>U>E")}{(condition.Length > 0 ? Flows($"J>V ? {condition}", "V>E") : "<sequenceFlow id=\"U_V\" sourceRef=\"U\" targetRef=\"V\"/>" + Flows("V>E"))}
        """;

    [Fact]
    public void A_complex_gateway_goes_on_when_its_condition_holds_and_swallows_the_rest()
    {
        var play = Play.Started(Complex("activationCount >= 2"));
        Assert.Equal("B, C, J", play.Complete("A").Where);
        Assert.Equal("C, J, U", play.Complete("B").Where);
        play.Complete("C");
        Assert.DoesNotContain("J", play.Where, StringComparison.Ordinal);
        Assert.Equal("U", play.Where);
    }

    [Fact]
    public void What_names_waitingForStart_is_asked_again_when_the_gateway_begins_anew()
    {
        var play = Play.Started(Complex("activationCount >= 1", "not(waitingForStart)")).Complete("A");
        Assert.Equal("B, C, J, U", play.Where);
        Assert.Equal("U, V", play.Complete("B").Complete("C").Where);
    }

    [Fact]
    public void A_complex_gateway_counts_each_flow()
    {
        var play = Play.Started(Complex("A_J + C_J = 2")).Complete("A").Complete("B");
        Assert.Equal("C, J, J", play.Where);
        Assert.Equal("U", play.Complete("C").Where);
    }

    private static readonly string _conditional = $"""
        <startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><userTask id="C"/>
        <complexGateway id="J"><activationCondition>activationCount >= need</activationCondition></complexGateway><userTask id="U"/><endEvent id="E"/>
        {Flows("S>F>A>J", "F>B>J", "F>C>J", "J>U ? waitingForStart and ready and activationCount >= need", "U>E")}
        """;

    [Fact]
    public void A_complex_gateway_that_found_no_flow_fires_when_it_is_tried_again()
    {
        var play = Play.Started(_conditional, ("need", 2), ("ready", false)).Complete("A").Complete("B");
        Assert.Equal("no-flow-matches", play.Incident.Code);
        Assert.Equal("C, J, J", play.Where);

        play.Set(("ready", true)).Retry();
        Assert.Equal("C, J, U", play.Where);
        Assert.Equal(["A_J", "B_J"], Assert.Single(play.Events.Items.OfType<EngineEvent.GatewayFired>()).Flows.Items);
        Assert.Equal("U", play.Complete("C").Where);
    }

    [Fact]
    public void A_complex_gateway_stands_still_while_one_of_its_tokens_is_stopped_and_counts_later_ones_when_tried_again()
    {
        var play = Play.Started(_conditional, ("need", 1), ("ready", false)).Complete("A");
        Assert.Equal("no-flow-matches", play.Incident.Code);

        play.Set(("ready", true)).Complete("B");
        Assert.Equal("C, J, J", play.Where);
        Assert.Equal("C, J, U", play.Retry().Where);
        Assert.Equal(["A_J", "B_J"], Assert.Single(play.Events.Items.OfType<EngineEvent.GatewayFired>()).Flows.Items);
        Assert.Equal("U", play.Complete("C").Where);
    }

    [Fact]
    public void An_activation_condition_without_a_value_can_be_tried_again_or_skipped()
    {
        var tried = Play.Started(_conditional, ("ready", true)).Complete("A");
        Assert.Equal("condition-not-boolean", tried.Incident.Code);
        Assert.Equal("B, C, J, U", tried.Set(("need", 1)).Retry().Where);

        var skipped = Play.Started(_conditional.Replace(" and activationCount >= need", "", StringComparison.Ordinal), ("ready", true)).Complete("A");
        skipped.Do(new Command.Skip(skipped.Incident.Id, Values()));
        Assert.Equal("B, C, J, U", skipped.Where);
        Assert.Equal(["A_J"], Assert.Single(skipped.Events.Items.OfType<EngineEvent.GatewayFired>()).Flows.Items);
        Assert.Equal("U", skipped.Complete("B").Complete("C").Where);
    }

    [Fact]
    public void A_stopped_token_that_is_taken_away_lets_its_complex_gateway_go_on_with_the_others()
    {
        var play = Play.Started(_conditional, ("need", 1), ("ready", false)).Complete("A").Set(("ready", true)).Complete("B");
        var stopped = play.Incident.TokenId!.Value;

        Assert.Equal("C, J, U", play.Do(new Command.CancelToken(stopped)).Where);
        Assert.Equal(["B_J"], Assert.Single(play.Events.Items.OfType<EngineEvent.GatewayFired>()).Flows.Items);
    }

    [Fact]
    public void A_quantity_gathers_tokens_and_sends_several()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><task id="T" startQuantity="2" completionQuantity="3"/><userTask id="U"/><endEvent id="E"/>
            {Flows("S>F>A>T", "F>B>T", "T>U>E")}
            """).Complete("A");
        Assert.Equal("B, T", play.Where);
        Assert.Equal("U, U, U", play.Complete("B").Where);
    }
}
