using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Where messages and cases meet.</summary>
public sealed class ConversationTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly ConversationCore _core = new();
    private readonly Release _release;
    private CaseState _state;

    public ConversationTests()
    {
        const string starts = """<startEvent id="S"><messageEventDefinition messageRef="alert"/></startEvent><endEvent id="E"/>""";
        _release = new(1, [new("incident", 1, [], [new ProcessPart("incident.bpmn", Read(starts + Flows("S>E"), id: "incident").File!)])]);
        _state = _core.Initial(ConversationCore.CaseIdOf("disk"));
    }

    private ConversationState State => (ConversationState)_state;

    [Fact]
    public void The_first_message_opens_a_case_and_the_next_goes_to_it()
    {
        Assert.Equal(
            [new Effect("start-case", "c1", Values(("process", "incident"), ("start", "S"), ("key", "disk"), ("payload", FeelValue.Context(Values(("n", 1))))))],
            Do(new ConversationCommand.Publish("alert", Values(("n", 1)), "c1")).Items);
        Assert.Equal(
            [new Effect("deliver", "c1", Values(("name", "alert"), ("key", "disk"), ("payload", FeelValue.Context(Values(("n", 2))))))],
            Do(new ConversationCommand.Publish("alert", Values(("n", 2)), "c2")).Items);
        Assert.Equal("c1", State.CaseId);
    }

    [Fact]
    public void After_the_case_has_ended_a_message_begins_anew()
    {
        Do(new ConversationCommand.Publish("alert", Values(), "c1"));
        Assert.Empty(Do(new ConversationCommand.Forget("other")).Items);
        Assert.Equal("c1", State.CaseId);

        Do(new ConversationCommand.Forget("c1"));
        Assert.Equal("start-case", Assert.Single(Do(new ConversationCommand.Publish("alert", Values(), "c2")).Items).Kind);
    }

    [Fact]
    public void A_message_that_comes_back_from_a_case_that_has_ended_opens_the_next_one()
    {
        Do(new ConversationCommand.Publish("alert", Values(), "c1"));
        Do(new ConversationCommand.Publish("alert", Values(("n", 2)), "c2"));

        var opened = Assert.Single(Do(new ConversationCommand.Return("c1", "alert", Values(("n", 2)))).Items);
        Assert.Equal(("start-case", 2), (opened.Kind, opened.Payload["payload"]["n"].TryGetInt(out var n) ? n : 0));
        Assert.Equal(opened.Target, State.CaseId);
        Assert.NotEqual("c1", State.CaseId);
    }

    [Fact]
    public void A_message_that_comes_back_after_the_next_case_has_begun_goes_to_that_one()
    {
        Do(new ConversationCommand.Publish("alert", Values(), "c1"));
        Do(new ConversationCommand.Forget("c1"));
        Do(new ConversationCommand.Publish("alert", Values(), "c2"));

        var delivered = Assert.Single(Do(new ConversationCommand.Return("c1", "alert", Values())).Items);
        Assert.Equal(("deliver", "c2"), (delivered.Kind, delivered.Target));
    }

    [Fact]
    public void Messages_that_nobody_listens_to_wait_in_order()
    {
        Assert.Empty(Do(new ConversationCommand.Publish("reply", Values(("n", 1)), "x")).Items);
        Assert.Empty(Do(new ConversationCommand.Publish("reply", Values(("n", 2)), "x")).Items);

        var delivered = Do(new ConversationCommand.Listen("c1"));
        Assert.Equal([1, 2], delivered.Items.Select(effect => effect.Payload["payload"]["n"].TryGetInt(out var n) ? n : 0));
        Assert.All(delivered.Items, effect => Assert.Equal(("deliver", "c1"), (effect.Kind, effect.Target)));
        Assert.Empty(State.Buffer.Items);
        Assert.Empty(Do(new ConversationCommand.Listen("c1")).Items);
    }

    [Fact]
    public void A_second_case_cannot_listen_while_the_first_one_lives()
    {
        Do(new ConversationCommand.Listen("c1"));
        var refusal = Refused(new ConversationCommand.Listen("c2"));

        Assert.Equal(("already-bound", "The conversation 'disk' belongs to the case c1 until that ends; the case c2 cannot listen to it."), (refusal.Code, refusal.Sentence));
    }

    [Fact]
    public void A_full_conversation_refuses_more_messages()
    {
        for (var i = 0; i < ConversationCore.MaxBuffered; i++) Do(new ConversationCommand.Publish("reply", Values(), "x"));
        var refusal = Refused(new ConversationCommand.Publish("reply", Values(), "x"));

        Assert.Equal(
            "100 messages of the conversation 'disk' wait for a case that listens; 'reply' is not taken. Publish a process that begins with this message, or stop its sender.",
            refusal.Sentence);
    }

    [Fact]
    public void A_case_id_that_nobody_gave_is_derived_and_sorts_by_time()
    {
        var first = Assert.Single(Do(new ConversationCommand.Publish("alert", Values(), null)).Items).Target;
        Do(new ConversationCommand.Forget(first));
        var second = Assert.Single(Do(new ConversationCommand.Publish("alert", Values(), null)).Items).Target;

        Assert.Matches("^[0-9a-f]{32}$", first);
        Assert.StartsWith($"{_now.ToUnixTimeMilliseconds():x12}", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Effects_of_cases_become_commands()
    {
        Assert.Equal(
            new ConversationCommand.Publish("alert", Values(("n", 1)), null),
            _core.Receive(new("publish", "alert", Values(("key", "disk"), ("payload", FeelValue.Context(Values(("n", 1))))))));
        Assert.Equal(new ConversationCommand.Listen("c1"), _core.Receive(new("listen", "disk", Values(("case", "c1"), ("listens", true)))));
        Assert.Equal(new ConversationCommand.Forget("c1"), _core.Receive(new("listen", "disk", Values(("case", "c1"), ("listens", false)))));
        Assert.Null(_core.Receive(new("mail", "a@b", Values())));
    }

    [Fact]
    public void What_a_conversation_never_does_is_the_callers_bug()
    {
        Assert.Throws<ArgumentException>(() => _core.Initial("ticket:1"));
        Assert.Throws<ArgumentException>(() => _core.Due("timer:1"));
        Assert.Throws<ArgumentException>(() => _core.Answer(1, new JobAnswer.Failed("x")));
    }

    private ValueList<Effect> Do(ConversationCommand command)
    {
        var before = _state;
        var accepted = Assert.IsType<CaseVerdict.Accepted>(Decide(command));
        _state = accepted.State;

        var header = new FactHeader(DateTimeOffset.UnixEpoch, "test");
        Assert.Equal(_state, accepted.Facts.Items.Aggregate(before, (state, fact) => _core.Evolve(state, fact, header)));
        foreach (var fact in accepted.Facts)
        {
            var writer = new FactWriter();
            _core.Codec.Write(writer, fact);
            Assert.Equal(fact, _core.Codec.Read(new FactReader(writer.Record.ToArray(), writer.Personal.ToArray())));
        }

        Assert.Equal((null, null), (_core.ReleaseOf(_state), _core.NumberPrefix(_release, _state, command)));
        Assert.Equal(CaseRows.None, _core.Rows(_state));
        return accepted.Effects;
    }

    private Refusal Refused(ConversationCommand command) => Assert.IsType<CaseVerdict.Refused>(Decide(command)).Refusal;

    private CaseVerdict Decide(ConversationCommand command)
    {
        var header = new CommandHeader(_now, Actor.System);
        var verdict = _core.Decide(_release, _state, command, header);
        Assert.Equal(verdict, _core.Decide(_release, _state, command, header));
        return verdict;
    }
}
