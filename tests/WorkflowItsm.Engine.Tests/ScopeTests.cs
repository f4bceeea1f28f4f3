using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Sub-processes, event sub-processes, states and overlays.</summary>
public sealed class ScopeTests
{
    /// <summary>A ticket in miniature: hold and answer run beside, cancel instead.</summary>
    private static readonly string _ticket = $"""
        <startEvent id="S"/><userTask id="T" itsm:state="2"/><userTask id="R" itsm:state="6"/><endEvent id="E" itsm:state="7"/>{Flows("S>T>R>E")}
        <subProcess id="Hold" triggeredByEvent="true" itsm:overlay="3">
          <startEvent id="hold" isInterrupting="false"><extensionElements>
            <itsm:action id="hold" name="Put on hold" nameZh="挂起" state="3" requires="hold_reason" condition="state = 2"/></extensionElements>
            <messageEventDefinition messageRef="alert"/></startEvent>
          <userTask id="resume"/><endEvent id="h2"/>{Flows("hold>resume>h2")}
        </subProcess>
        <subProcess id="Cancel" triggeredByEvent="true">
          <startEvent id="cancel"><extensionElements><itsm:action id="cancel" name="Cancel" state="8"/></extensionElements><messageEventDefinition messageRef="alert"/></startEvent>
          <endEvent id="c2" itsm:state="8"/>{Flows("cancel>c2")}
        </subProcess>
        <subProcess id="Note" triggeredByEvent="true">
          <startEvent id="note" isInterrupting="false">{Message("alert", "key")}</startEvent>
          {Script("count", "alerts", "if alerts = null then 1 else alerts + 1")}<endEvent id="n2"/>{Flows("note>count>n2")}
        </subProcess>
        """;

    private static Play Ticket() => Play.Started(_ticket, ("key", "k"));

    [Fact]
    public void A_sub_process_runs_inside_its_token()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><subProcess id="Q"><startEvent id="s"/><userTask id="t"/><endEvent id="e"/>{Flows("s>t>e")}</subProcess><userTask id="U"/><endEvent id="E"/>
            """ + Flows("S>Q>U>E"));

        Assert.Equal("Q, t", play.Where);
        Assert.Equal("U", play.Complete("t").Where);
    }

    [Fact]
    public void A_sub_process_has_variables_of_its_own_and_hands_out_its_outputs()
    {
        var play = Play.Started($"""
            <startEvent id="S"/>
            <subProcess id="Q"><extensionElements><itsm:input name="x" value="x * 10"/><itsm:output name="y" value="x + 1"/></extensionElements>
              <startEvent id="s"/>{Script("t", "x", "x + 5")}{Script("u", "z", "x")}<endEvent id="e"/>{Flows("s>t>u>e")}</subProcess>
            <userTask id="U"/><endEvent id="E"/>
            """ + Flows("S>Q>U>E"), ("x", 1));

        Assert.Equal<FeelContext>(Values(("x", 1), ("z", 15), ("y", 16)), play.State.Variables);
    }

    [Fact]
    public void Entering_an_element_sets_the_state()
    {
        var play = Ticket();
        Assert.Equal(2, play.State.State);
        Assert.Equal(6, play.Complete("T").State.State);
        Assert.Equal(7, play.Complete("R").State.State);
        Assert.True(play.State.Ended);
    }

    [Fact]
    public void An_event_sub_process_covers_the_state_as_long_as_it_runs()
    {
        var play = Ticket().Act("hold", ("hold_reason", 4));
        Assert.Equal((3, 2), (play.State.State, play.State.BaseState));
        Assert.Equal("T, resume", play.Where);
        Assert.Equal("hold", play["outcome"]);

        Assert.Equal(6, play.Complete("T").State.BaseState);
        Assert.Equal(3, play.State.State);
        Assert.Equal(6, play.Complete("resume").State.State);
        Assert.False(play.State.Ended);
    }

    [Fact]
    public void A_scope_completes_only_after_what_runs_beside_it()
    {
        var play = Ticket().Act("hold", ("hold_reason", 4)).Complete("T").Complete("R");

        Assert.Equal("resume", play.Where);
        Assert.True(play.Complete("resume").State.Ended);
        Assert.Equal("h2", play.State.EndElementId);
    }

    [Fact]
    public void An_action_is_refused_like_an_outcome()
    {
        var play = Ticket();
        var id = play.WaitAt<Wait.Action>("hold").Id;

        var missing = play.Refused(new Command.TakeAction(id, Values()));
        Assert.Equal(("field-required", "To put on hold, fill in hold_reason.", "hold_reason"), (missing.Code, missing.Sentence, missing.Field));
        Assert.Equal("要“挂起”，请填写 hold_reason。", missing.SentenceZh);

        play.Act("hold", ("hold_reason", 1));
        var twice = play.Refused(new Command.TakeAction(play.WaitAt<Wait.Action>("hold").Id, Values(("hold_reason", 1))));
        Assert.Equal("Start event hold does not offer 'hold' now: its condition `state = 2` is not true.", twice.Sentence);

        var ids = play.State.Waits.OfType<Wait.Action>().Select(wait => wait.Id);
        Assert.Equal($"No action {id} is offered here; offered: {string.Join(", ", ids)}.", play.Refused(new Command.TakeAction(id, Values())).Sentence);
    }

    [Fact]
    public void Options_name_the_actions_and_whether_they_are_enabled()
    {
        var play = Ticket();
        Assert.Equal([("cancel", true), ("complete", true), ("hold", true)], Named(play));
        Assert.Equal([("cancel", true), ("complete", true), ("complete", true), ("hold", false)], Named(play.Act("hold", ("hold_reason", 1))));

        static IEnumerable<(string, bool)> Named(Play play) =>
            Options.Of(play.Context, play.State).Items.Select(option => (option.Outcome.Id, option.Enabled)).Order();
    }

    [Fact]
    public void An_interrupting_event_sub_process_ends_everything_else()
    {
        var play = Ticket().Act("hold", ("hold_reason", 1)).Act("cancel");

        Assert.True(play.State.Ended);
        Assert.Equal(("c2", 8), (play.State.EndElementId, play.State.State));
        Assert.Contains(play.Events.Items, happened => happened is EngineEvent.ActionTaken { Action: "cancel" });
        Assert.Contains(play.Events.Items, happened => happened is EngineEvent.OverlayLifted);
    }

    [Fact]
    public void A_message_may_start_an_event_sub_process_many_times()
    {
        var play = Ticket().Deliver("alert", "k").Deliver("alert", "k");

        Assert.Equal(2, play["alerts"]);
        Assert.Equal("T", play.Where);
        Assert.Equal("note", play.WaitAt<Wait.Message>("note").ElementId);
    }

    [Fact]
    public void A_start_with_an_action_and_a_message_waits_for_either()
    {
        var elements = $"""
            <startEvent id="S"/><userTask id="T"/><endEvent id="E"/>{Flows("S>T>E")}
            <subProcess id="Q" triggeredByEvent="true">
              <startEvent id="q"><extensionElements><itsm:action id="stop" name="Stop"/><itsm:correlation key="key"/></extensionElements><messageEventDefinition messageRef="alert"/></startEvent>
              <endEvent id="q2"/>{Flows("q>q2")}
            </subProcess>
            """;

        Assert.Equal("T, q, q", Play.Started(elements, ("key", "k")).Waiting);
        Assert.Equal("q2", Play.Started(elements, ("key", "k")).Act("q").State.EndElementId);
        Assert.Equal("q2", Play.Started(elements, ("key", "k")).Deliver("alert", "k").State.EndElementId);
    }

    [Fact]
    public void A_timer_starts_an_event_sub_process_in_its_rhythm()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><userTask id="T"/><endEvent id="E"/>{Flows("S>T>E")}
            <subProcess id="Q" triggeredByEvent="true">
              <startEvent id="q" isInterrupting="false">{Timer("timeCycle", "R2/PT10M")}</startEvent><userTask id="u"/><endEvent id="q2"/>{Flows("q>u>q2")}
            </subProcess>
            """).Fire("q").Fire("q");

        Assert.Equal("T, u, u", play.Waiting);
        Assert.Equal(3, play.State.Scopes.Count());
    }

    [Fact]
    public void An_event_sub_process_of_a_sub_process_is_there_only_while_that_runs()
    {
        var play = Play.Started($"""
            <startEvent id="S"/>
            <subProcess id="Q"><startEvent id="s"/><userTask id="t"/><endEvent id="e"/>{Flows("s>t>e")}
              <subProcess id="H" triggeredByEvent="true"><startEvent id="h">{Message("alert", "key")}</startEvent><userTask id="u"/><endEvent id="h2"/>{Flows("h>u>h2")}</subProcess>
            </subProcess>
            <userTask id="U"/><endEvent id="E"/>
            """ + Flows("S>Q>U>E"), ("key", "k"));

        Assert.Equal("h, t", play.Waiting);
        Assert.Equal("Q, u", play.Deliver("alert", "k").Where);
        Assert.Equal("U", play.Complete("u").Where);
        Assert.Equal("U", play.Waiting);
    }

    [Fact]
    public void A_start_that_cannot_wait_leaves_an_incident_without_a_token_and_a_retry_opens_it()
    {
        var play = Play.Started(_ticket, ("key", true));
        Assert.Equal((null, "note", "no-correlation-key"), (play.Incident.TokenId, play.Incident.ElementId, play.Incident.Code));
        Assert.Equal("T", play.Where);

        play.Set(("key", "k")).Retry();
        Assert.Equal(1, play.Deliver("alert", "k")["alerts"]);
    }

    [Fact]
    public void An_event_beside_the_flow_whose_key_is_null_is_not_waited_for()
    {
        var play = Play.Started(_ticket);

        Assert.Empty(play.State.Incidents);
        Assert.DoesNotContain(play.State.Waits, wait => wait is Wait.Message);
        Assert.Equal("T", play.Deliver("alert", "k").Where);
    }

    [Fact]
    public void Overlays_lift_one_by_one()
    {
        var play = Play.Started("""
            <startEvent id="S" itsm:state="1"/><parallelGateway id="F"/><userTask id="A" itsm:overlay="3"/><userTask id="B" itsm:overlay="4"/><parallelGateway id="J"/><endEvent id="E"/>
            """ + Flows("S>F>A>J>E", "F>B>J"));

        Assert.Equal(4, play.State.State);
        Assert.Equal(3, play.Complete("B").State.State);
        Assert.Equal(1, play.Complete("A").State.State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>")]
    public void What_could_not_be_waited_for_beside_the_flow_is_forgotten_with_its_last_scope(string loop)
    {
        var play = Play.Started($"""
            <startEvent id="S"/><subProcess id="Q">{loop}<startEvent id="s"/><userTask id="A"/><endEvent id="e"/>{Flows("s>A>e")}
              <subProcess id="Z" triggeredByEvent="true"><startEvent id="zs" isInterrupting="false">{Timer("timeDuration", "missing")}</startEvent><endEvent id="ze"/>{Flows("zs>ze")}</subProcess>
            </subProcess><userTask id="U"/><endEvent id="E"/>{Flows("S>Q>U>E")}
            """);
        Assert.Equal(("timer-not-a-time", "zs", null), (play.Incident.Code, play.Incident.ElementId, play.Incident.TokenId));

        while (play.State.Waits.Any(wait => wait.ElementId == "A"))
        {
            Assert.Single(play.State.Incidents);
            play.Complete("A");
        }

        Assert.Equal("U", play.Where);
        Assert.Empty(play.State.Incidents);
    }
}
