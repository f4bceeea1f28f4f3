using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Messages, send tasks, event-based gateways.</summary>
public sealed class MessageTests
{
    private static readonly string _waiting = $"""
        <startEvent id="S"/><intermediateCatchEvent id="C" itsm:resultVariable="reply">{Message("reply", "key")}</intermediateCatchEvent><userTask id="T"/><endEvent id="E"/>
        """ + Flows("S>C>T>E");

    private static readonly string _first = $"""
        <startEvent id="S"/><eventBasedGateway id="G"/>
        <intermediateCatchEvent id="M" itsm:state="2">{Message("reply", "key")}</intermediateCatchEvent>
        <intermediateCatchEvent id="W">{Timer("timeDuration", "PT1H")}</intermediateCatchEvent>
        <userTask id="A"/><userTask id="B"/><endEvent id="E"/>
        """ + Flows("S>G>M>A>E", "G>W>B>E");

    private static Effect Listen(string key, bool listens) => new("listen", key, Values(("case", "$self"), ("listens", listens)));

    [Fact]
    public void A_message_is_taken_by_the_event_that_waits_for_it()
    {
        var play = Play.Started(_waiting, ("key", "k1"));
        Assert.Equal([Listen("k1", true)], play.Effects.Items);

        var id = play.WaitAt<Wait.Message>("C").Id;
        play.Deliver("reply", "k1", ("text", "yes"));
        Assert.Equal(new EngineEvent.MessageReceived(id, "C", "reply", "k1"), play.Events[0]);
        Assert.Equal("yes", play["reply"]["text"]);
        Assert.Equal("T", play.Where);
        Assert.Equal([Listen("k1", false)], play.Complete("T").Effects.Items);
    }

    [Theory]
    [InlineData("reply", "k2")]
    [InlineData("alert", "k1")]
    public void A_message_that_nothing_waits_for_is_ignored(string name, string key)
    {
        var play = Play.Started(_waiting, ("key", "k1")).Deliver(name, key);

        Assert.Equal([new EngineEvent.MessageIgnored(name, key)], play.Events.Items);
        Assert.Equal("C", play.Where);
    }

    [Fact]
    public void Whoever_waits_for_a_message_without_a_key_asks_for_each_and_gives_back_what_it_does_not_wait_for()
    {
        var play = Play.Started("""
            <startEvent id="S"/><parallelGateway id="F"/><receiveTask id="A" messageRef="reply"/><receiveTask id="B" messageRef="reply"/>
            <receiveTask id="C" messageRef="reply"/><userTask id="T"/><endEvent id="E"/>
            """ + Flows("S>F>A>C>T>E", "F>B>E"));
        Assert.Equal([Hear(true), Hear(true)], play.Effects.Items);
        Assert.Equal([Hear(true)], play.Deliver("reply", "").Effects.Items);
        Assert.Equal([Hear(true)], play.Deliver("reply", "").Effects.Items);
        Assert.Empty(play.Deliver("reply", "").Effects.Items);
        Assert.Equal("T", play.Where);

        var back = new Effect("pass-on", "message:reply", Values(("case", "$self"), ("payload", FeelValue.Context(Values(("n", 1))))));
        Assert.Equal([back], play.Deliver("reply", "", ("n", 1)).Effects.Items);
        Assert.Equal([new EngineEvent.MessageIgnored("reply", "")], play.Events.Items);
        Assert.Equal([Hear(false)], play.Complete("T").Effects.Items);
    }

    private static Effect Hear(bool listens) => new("hear", "message:reply", Values(("case", "$self"), ("listens", listens)));

    [Fact]
    public void One_message_is_taken_by_one_token_the_oldest_first()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><parallelGateway id="F"/><receiveTask id="A" messageRef="reply"><extensionElements><itsm:correlation key="key"/></extensionElements></receiveTask>
            <receiveTask id="B" messageRef="reply"><extensionElements><itsm:correlation key="key"/></extensionElements></receiveTask><endEvent id="E"/>
            """ + Flows("S>F>A>E", "F>B>E"), ("key", 7));

        Assert.Equal([Listen("7", true)], play.Effects.Items);
        Assert.Equal("B", play.Deliver("reply", "7").Where);
        Assert.True(play.Deliver("reply", "7").State.Ended);
    }

    [Fact]
    public void A_message_without_a_key_to_wait_under_leaves_an_incident()
    {
        var play = Play.Started(_waiting);

        Assert.Equal("no-correlation-key", play.Incident.Code);
        Assert.Equal(
            "Catch event C: the correlation key `key` of the message 'reply' gives null, expected a text that is not empty or a number. Correct the data or the expression, then retry.",
            play.Incident.Sentence);
        Assert.Equal("C", play.Set(("key", "k")).Retry().Waiting);
    }

    [Fact]
    public void The_first_event_after_an_event_based_gateway_wins()
    {
        var play = Play.Started(_first, ("key", "k"));
        Assert.Equal(("G", "M, W"), (play.Where, play.Waiting));

        play.Deliver("reply", "k", ("text", "hello"));
        Assert.Equal("A", play.Where);
        Assert.Equal("M, A", play.Entered);
        Assert.Equal(2, play.State.State);
        Assert.Equal("hello", play["text"]);
        Assert.Contains(play.Events.Items, happened => happened is EngineEvent.WaitClosed { Fulfilled: false });

        Assert.Equal("B", Play.Started(_first, ("key", "k")).Fire("W").Where);
    }

    [Fact]
    public void An_event_based_gateway_with_an_event_that_cannot_wait_opens_only_that_one_again()
    {
        var play = Play.Started(_first);
        Assert.Equal(("G", "M", "W"), (play.Where, play.Incident.ElementId, play.Waiting));

        var timer = play.WaitAt<Wait.Timer>("W");
        play.Set(("key", "k")).Retry();
        Assert.Equal("M, W", play.Waiting);
        Assert.Equal(timer, play.WaitAt<Wait.Timer>("W"));
    }

    [Fact]
    public void Throw_events_send_tasks_and_message_ends_publish_their_inputs()
    {
        const string body = """<extensionElements><itsm:correlation key="key"/><itsm:input name="n" value="x + 1"/></extensionElements>""";
        var play = Play.Started($"""
            <startEvent id="S"/><sendTask id="A" messageRef="alert">{body}</sendTask>
            <intermediateThrowEvent id="B">{body}<messageEventDefinition messageRef="reply"/></intermediateThrowEvent>
            <intermediateThrowEvent id="N"/>
            <endEvent id="E">{body}<messageEventDefinition messageRef="alert"/></endEvent>
            """ + Flows("S>A>B>N>E"), ("key", "k"), ("x", 1));

        Assert.True(play.State.Ended);
        Assert.Equal(
            ["alert", "reply", "alert"],
            play.Effects.Items.Select(effect => effect.Target));
        Assert.All(play.Effects.Items, effect => Assert.Equal(
            new Effect("publish", effect.Target, Values(("key", "k"), ("payload", FeelValue.Context(Values(("n", 2)))))), effect));
    }
}
