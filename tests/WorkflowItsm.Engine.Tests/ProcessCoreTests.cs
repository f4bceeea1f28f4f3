using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Plain processes: cases without a ticket.</summary>
public sealed class ProcessCoreTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly string _order =
        """<startEvent id="S"/><serviceTask id="J"><extensionElements><itsm:handler name="reserve" result="stock"/></extensionElements></serviceTask><userTask id="T"/>"""
        + $"""<intermediateCatchEvent id="W">{Timer("timeDuration", "PT1H")}</intermediateCatchEvent><endEvent id="E"/>"""
        + Flows("S>J>T>W>E");

    private readonly ProcessCore _core = new();
    private CaseState _state = new ProcessCore().Initial("c");

    private ProcessState State => (ProcessState)_state;

    [Fact]
    public void A_process_goes_from_its_start_over_a_handler_a_task_and_a_timer_to_its_end()
    {
        var call = Assert.Single(Do(_order, new ProcessCommand.Start("P", Values(("item", "lamp")))).Items);
        Assert.Equal(("call", "reserve"), (call.Kind, call.Target));
        Assert.True(call.Payload["wait"].TryGetInt(out var wait));

        Do(_order, _core.Answer(wait, new JobAnswer.Completed(Values(("shelf", 7)))));
        Assert.Equal("T", Assert.Single(_core.Rows(_state).Tasks.Items).ElementId);

        Do(_order, new ProcessCommand.Complete("T", Values(("by", "ada"))));
        var due = Assert.Single(_core.Rows(_state).Due.Items);
        Assert.Equal(_noon.AddHours(1), due.At);

        Do(_order, _core.Due(due.Key), due.At);
        Assert.True(State.Instance.Ended);
        Assert.Equal("{\"shelf\": 7}", State.Instance.Variables["stock"].ToText());
        Assert.Equal((CaseRows.None, 3), (_core.Rows(_state), _core.ReleaseOf(_state)));
    }

    [Fact]
    public void A_handler_that_failed_leaves_an_incident_that_can_be_tried_again()
    {
        Do(_order, new ProcessCommand.Start("P", Values()));
        Do(_order, _core.Answer(State.Instance.Waits.Single().Id, new JobAnswer.Failed("The shelf is locked.")));
        var incident = Assert.Single(State.Instance.Incidents);
        Assert.Equal("job-failed", incident.Code);

        Assert.Equal("call", Assert.Single(Do(_order, new ProcessCommand.Ask(new Command.Retry(incident.Id))).Items).Kind);
    }

    [Fact]
    public void A_message_starts_a_process_and_the_next_one_is_delivered_to_it()
    {
        var listens = """<startEvent id="S" itsm:resultVariable="first"><messageEventDefinition messageRef="alert"/></startEvent>"""
            + $"""<intermediateCatchEvent id="M">{Message("reply", "conversation")}</intermediateCatchEvent><endEvent id="E"/>""" + Flows("S>M>E");
        var start = new Effect(EffectKinds.StartCase, "c", Values(("process", "P"), ("start", "S"), ("key", "k"), ("payload", FeelValue.Context(Values(("n", 1))))));
        var effects = Do(listens, _core.Receive(start)!);
        Assert.Equal("{\"n\": 1}", State.Instance.Variables["first"].ToText());
        Assert.All(effects.Items, effect => Assert.Equal(("listen", "c"), (effect.Kind, effect.Payload["case"].ToText())));

        Do(listens, _core.Receive(new Effect(EffectKinds.Deliver, "c", Values(("name", "reply"), ("key", "k"))))!);
        Assert.True(State.Instance.Ended);
        Assert.Null(_core.Receive(new Effect(EffectKinds.Mail, "c", Values())));
    }

    [Fact]
    public void What_does_not_hold_is_refused_with_what_would()
    {
        Assert.Equal("No process has been started under this id; start it first.", Refused(new ProcessCommand.Complete("T", Values())).Sentence);
        Assert.Equal("No process 'Q' is published; published: P.", Refused(new ProcessCommand.Start("Q", Values())).Sentence);
        Do(_order, new ProcessCommand.Start("P", Values()));
        Assert.Equal("The process P runs under this id already; start under another id.", Refused(new ProcessCommand.Start("P", Values())).Sentence);
        Assert.Equal("No task 'T' waits here; waiting: none.", Refused(new ProcessCommand.Complete("T", Values())).Sentence);
        Do(_order, _core.Answer(State.Instance.Waits.Single().Id, new JobAnswer.Completed(Values())));
        Assert.Equal("这里没有等待处理的任务“X”；现有：T。", Refused(new ProcessCommand.Complete("X", Values())).SentenceZh);
        Do(_order, new ProcessCommand.Ask(new Command.Cancel("enough")));
        Assert.Equal("ended", Refused(new ProcessCommand.Complete("T", Values())).Code);
    }

    [Fact]
    public void Its_facts_are_written_so_for_ever() => Assert.Equal("E00306", Written(new ProcessFact.Begun(3)));

    private static string Written(CaseFact fact)
    {
        var writer = new FactWriter();
        new ProcessCore().Codec.Write(writer, fact);
        return Convert.ToHexString(writer.Record.ToArray());
    }

    private static Release Under(string elements) =>
        new(3, [new("some", 1, [], [new ProcessPart("some.bpmn", Read(elements).File ?? throw new InvalidOperationException("The process has errors."))])]);

    private ValueList<Effect> Do(string elements, CaseCommand command, DateTimeOffset? at = null)
    {
        var header = new CommandHeader(at ?? _noon, new("ada", Role.Agent)) { CaseId = "c" };
        var verdict = _core.Decide(Under(elements), _state, command, header);
        Assert.True(verdict is CaseVerdict.Accepted, (verdict as CaseVerdict.Refused)?.Refusal.Sentence);
        var accepted = (CaseVerdict.Accepted)verdict;
        var folded = accepted.Facts.Items.Select(Reread).Aggregate(_state, (state, fact) => _core.Evolve(state, fact, new(header.Time, "ada")));
        Assert.Equal(accepted.State, folded);
        _state = folded;
        return accepted.Effects;
    }

    private CaseFact Reread(CaseFact fact)
    {
        var writer = new FactWriter();
        _core.Codec.Write(writer, fact);
        return _core.Codec.Read(new FactReader(writer.Record.ToArray(), writer.Personal.ToArray()));
    }

    private Refusal Refused(ProcessCommand command) =>
        Assert.IsType<CaseVerdict.Refused>(_core.Decide(Under(_order), _state, command, new(_noon, new("ada", Role.Agent)) { CaseId = "c" })).Refusal;
}
