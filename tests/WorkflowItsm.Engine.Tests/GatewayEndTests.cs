using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Gateways at the end of a way, and inclusive gateways behind events on a border.</summary>
public sealed class GatewayEndTests
{
    private const string Guarded = """
        <startEvent id="S"/><userTask id="T"/><boundaryEvent id="B" attachedToRef="T" cancelActivity="false"><messageEventDefinition messageRef="reply"/></boundaryEvent>
        <inclusiveGateway id="J"/><userTask id="U"/><endEvent id="E"/>
        """;

    [Theory]
    [InlineData("exclusiveGateway")]
    [InlineData("inclusiveGateway")]
    [InlineData("parallelGateway")]
    [InlineData("complexGateway")]
    public void A_gateway_without_a_flow_ends_its_way(string kind)
    {
        var play = Play.Started($"""<startEvent id="S"/><{kind} id="G"/>{Flows("S>G")}""");

        Assert.True(play.State.Ended);
        Assert.Empty(play.State.Incidents);
    }

    [Fact]
    public void A_way_ends_where_no_flow_leads_on_though_others_have_an_end_event()
    {
        var play = Play.Started("""<startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>""" + Flows("S>F>A>E", "F>B"));

        Assert.Equal("A", play.Complete("B").Where);
        Assert.True(play.Complete("A").State.Ended);
    }

    [Fact]
    public void A_condition_behind_a_parallel_gateway_is_never_asked()
    {
        var play = Play.Started("""<startEvent id="S"/><parallelGateway id="G"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>""" + Flows("S>G", "G>A ? false", "G>B", "A>E", "B>E"));

        Assert.Equal("A, B", play.Where);
    }

    [Fact]
    public void Conditions_are_asked_in_the_order_in_which_the_gateway_lists_its_flows()
    {
        var play = Play.Started("""
            <startEvent id="S"/><exclusiveGateway id="G"><outgoing>G_B</outgoing><outgoing>G_C</outgoing></exclusiveGateway>
            <userTask id="A"/><userTask id="B"/><userTask id="C"/><endEvent id="E"/>
            """ + Flows("S>G", "G>A ? true", "G>C ? true", "G>B ? true", "A>E", "B>E", "C>E"));

        Assert.Equal("B", play.Where);
    }

    [Fact]
    public void What_an_event_on_a_border_brought_waits_for_the_activity_itself()
    {
        var play = Play.Started(Guarded + Flows("S>T>J>U>E", "B>J")).Deliver("reply", "").Deliver("reply", "");
        Assert.Equal("J, J, T", play.Where);

        Assert.Equal("U, U", play.Complete("T").Where);
    }
}
