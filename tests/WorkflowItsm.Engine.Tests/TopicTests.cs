using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Where signals, and messages without a key, meet the cases that listen.</summary>
public sealed class TopicTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly TopicCore _core = new();
    private Release _release = Release.Empty;
    private CaseState _state = new TopicState("");

    private TopicState State => (TopicState)_state;

    [Fact]
    public void A_signal_goes_to_all_who_listen_but_its_thrower_and_is_kept_for_nobody()
    {
        Topic(Engine.Topic.OfSignal("storm"));
        foreach (var caseId in (string[])["a", "b", "c", "b"]) Do(new TopicCommand.Listen(caseId));
        Do(new TopicCommand.Leave("c"));
        Do(new TopicCommand.Leave("c"));

        var told = Do(new TopicCommand.Publish(Values(("force", 9)), "a"));

        Assert.Equal(new Effect("deliver-signal", "b", Values(("name", "storm"), ("payload", FeelValue.Context(Values(("force", 9)))))), Assert.Single(told.Items));
        Assert.Equal(["a", "b"], State.Listeners.Cases);
        Assert.Equal(["a", "b"], Do(new TopicCommand.Publish(Values(), null)).Items.Select(effect => effect.Target));
    }

    [Fact]
    public void A_signal_begins_a_case_of_every_process_that_starts_with_it_also_as_one_of_several_triggers()
    {
        const string one = """<startEvent id="S"><signalEventDefinition signalRef="storm"/></startEvent><endEvent id="E"/>""";
        const string several = """
            <startEvent id="S" parallelMultiple="true"><messageEventDefinition messageRef="alert"/><signalEventDefinition signalRef="storm"/></startEvent><endEvent id="E"/>
            """;
        _release = Holds(("p", one + Flows("S>E")), ("q", several + Flows("S>E")));
        Topic(Engine.Topic.OfSignal("storm"));

        var begun = Do(new TopicCommand.Publish(Values(("force", 9)), "a"));

        Assert.Equal(["p", "q"], begun.Items.Select(effect => effect.Payload["process"].ToText()));
        Assert.All(begun.Items, effect => Assert.Equal(("start-case", ""), (effect.Kind, effect.Payload["key"].ToText())));
        Assert.Equal([FeelValue.Null, 1], begun.Items.Select(effect => effect.Payload["part"]));
        var again = Do(new TopicCommand.Publish(Values(), null));
        Assert.Equal(4, begun.Items.Concat(again.Items).Select(effect => effect.Target).Distinct().Count());
    }

    [Fact]
    public void A_message_is_brought_to_the_case_that_has_listened_longest_and_to_no_other_until_it_asks_again()
    {
        Topic(Engine.Topic.OfMessage("part"));
        foreach (var caseId in (string[])["a", "b"]) Do(new TopicCommand.Listen(caseId));

        Assert.Equal(["a", "b"], ((int[])[1, 2]).Select(n => Assert.Single(Do(new TopicCommand.Publish(Values(("n", n)), null)).Items).Target));
        Assert.Empty(Do(new TopicCommand.Publish(Values(("n", 3)), null)).Items);
        var late = Assert.Single(Do(new TopicCommand.Listen("b")).Items);
        Assert.Equal(("deliver", "b", "", "3"), (late.Kind, late.Target, late.Payload["key"].ToText(), late.Payload["payload"]["n"].ToText()));
        Assert.Empty(State.Buffer.Items);
        Assert.Equal(0, State.Listeners.Count);
    }

    [Fact]
    public void A_message_that_comes_back_goes_to_the_next_case_and_is_kept_when_there_is_none()
    {
        Topic(Engine.Topic.OfMessage("part"));
        foreach (var caseId in (string[])["a", "b"]) Do(new TopicCommand.Listen(caseId));
        Do(new TopicCommand.Publish(Values(("n", 1)), null));

        Assert.Equal("b", Assert.Single(Do(new TopicCommand.Return(Values(("n", 1)))).Items).Target);
        Assert.Empty(Do(new TopicCommand.Return(Values(("n", 1)))).Items);
        Assert.Equal([Values(("n", 1))], State.Buffer.Items);
    }

    [Fact]
    public void A_message_that_nobody_waits_for_begins_a_process()
    {
        const string behindGateway = """
            <eventBasedGateway id="G" instantiate="true"/><intermediateCatchEvent id="M"><messageEventDefinition messageRef="alert"/></intermediateCatchEvent>
            <receiveTask id="R" messageRef="reply"/><endEvent id="E"/><endEvent id="F"/>
            """;
        _release = Holds(("p", behindGateway + Flows("G>M>E", "G>R>F")));
        Topic(Engine.Topic.OfMessage("reply"));

        var begun = Assert.Single(Do(new TopicCommand.Publish(Values(("n", 1)), null)).Items);
        Assert.Equal(("start-case", "p", "R"), (begun.Kind, begun.Payload["process"].ToText(), begun.Payload["start"].ToText()));
        Assert.NotEqual(begun.Target, Assert.Single(Do(new TopicCommand.Publish(Values(), null)).Items).Target);
    }

    [Fact]
    public void A_full_topic_refuses_more_messages()
    {
        Topic(Engine.Topic.OfMessage("part"));
        for (var i = 0; i < TopicCore.MaxBuffered; i++) Do(new TopicCommand.Publish(Values(), null));

        var refused = Assert.IsType<CaseVerdict.Refused>(_core.Decide(_release, _state, new TopicCommand.Publish(Values(), null), new(_now, Actor.System)));
        Assert.Equal(
            "100 messages 'part' without a key wait for a case that listens; this one is not taken. Publish a process that begins with this message or waits for it, or stop its sender.",
            refused.Refusal.Sentence);
    }

    [Fact]
    public void Effects_of_cases_become_commands()
    {
        var payload = ("payload", FeelValue.Context(Values(("n", 1))));
        Assert.Equal(new TopicCommand.Publish(Values(("n", 1)), null), _core.Receive(new("publish", "part", Values(("key", ""), payload))));
        Assert.Equal(new TopicCommand.Publish(Values(("n", 1)), "a"), _core.Receive(new("signal", "storm", Values(("case", "a"), payload))));
        Assert.Equal(new TopicCommand.Return(Values(("n", 1))), _core.Receive(new("pass-on", "message:part", Values(("case", "a"), payload))));
        Assert.Equal(new TopicCommand.Listen("a"), _core.Receive(new("hear", "signal:storm", Values(("case", "a"), ("listens", true)))));
        Assert.Equal(new TopicCommand.Leave("a"), _core.Receive(new("hear", "signal:storm", Values(("case", "a"), ("listens", false)))));
        Assert.Null(_core.Receive(new("mail", "a@b", Values())));
    }

    [Fact]
    public void What_a_topic_never_does_is_the_callers_bug()
    {
        Assert.Throws<ArgumentException>(() => _core.Initial("topic:storm"));
        Assert.Throws<ArgumentException>(() => _core.Due("timer:1"));
        Assert.Throws<ArgumentException>(() => _core.Answer(1, new JobAnswer.Failed("x")));
    }

    private static Release Holds(params (string Id, string Body)[] processes) =>
        new(1, [new("b", 1, [], [.. processes.Select(process => (DefinitionPart)new ProcessPart(process.Id + ".bpmn", Read(process.Body, id: process.Id).File!))])]);

    private void Topic(string name) => _state = _core.Initial(TopicCore.CaseIdOf(name));

    private ValueList<Effect> Do(TopicCommand command)
    {
        var header = new CommandHeader(_now, Actor.System);
        var before = _state;
        var accepted = Assert.IsType<CaseVerdict.Accepted>(_core.Decide(_release, _state, command, header));
        Assert.Equal(accepted, _core.Decide(_release, _state, command, header));
        _state = accepted.State;

        var recorded = new FactHeader(DateTimeOffset.UnixEpoch, "test");
        Assert.Equal(_state, accepted.Facts.Items.Aggregate(before, (state, fact) => _core.Evolve(state, fact, recorded)));
        foreach (var fact in accepted.Facts) Assert.Equal(fact, Through(writer => _core.Codec.Write(writer, fact), _core.Codec.Read));
        Assert.Equal(_state, Through(writer => _core.StateCodec!.Write(writer, _state), _core.StateCodec!.Read));
        Assert.Equal((null, null, CaseRows.None), (_core.ReleaseOf(_state), _core.NumberPrefix(_release, _state, command), _core.Rows(_state)));
        return accepted.Effects;
    }

    private static T Through<T>(Action<FactWriter> write, Func<FactReader, T> read)
    {
        var writer = new FactWriter();
        write(writer);
        return read(new FactReader(writer.Record.ToArray(), writer.Personal.ToArray()));
    }
}
