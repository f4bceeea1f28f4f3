using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Service tasks.</summary>
public sealed class JobTests
{
    private static string Calling(string settings) =>
        $"""<startEvent id="S"/><serviceTask id="C" name="Restart"><extensionElements>{settings}</extensionElements></serviceTask><userTask id="T"/><endEvent id="E"/>"""
        + Flows("S>C>T>E");

    [Fact]
    public void A_service_task_calls_its_handler_with_its_inputs()
    {
        var play = Play.Started(Calling("""<itsm:handler name="restart"/><itsm:input name="host" value="ci"/>"""), ("ci", "web-1"), ("secret", "x"));
        var wait = play.WaitAt<Wait.Job>("C");

        Assert.Equal("restart", wait.Handler);
        Assert.Equal(
            [new Effect("call", "restart", Values(("wait", wait.Id), ("element", "C"), ("input", FeelValue.Context(Values(("host", "web-1"))))))],
            play.Effects.Items);
    }

    [Theory]
    [InlineData("handler", "call")]
    [InlineData("topic", "job")]
    public void A_send_task_that_is_bound_calls_and_waits_like_a_service_task(string setting, string kind)
    {
        var play = Play.Started(Sending($"""<itsm:{setting} name="mail" result="sent"/><itsm:input name="to" value="who"/>"""), ("who", "ann@example.org"));
        var wait = play.WaitAt<Wait.Job>("C");

        Assert.Equal(
            [new Effect(kind, "mail", Values(("wait", wait.Id), ("element", "C"), ("input", FeelValue.Context(Values(("to", "ann@example.org"))))))],
            play.Effects.Items);
        play.Answer("C", ("messageId", "m"));
        Assert.Equal(("T", """{"who": "ann@example.org", "sent": {"messageId": "m"}}"""), (play.Where, FeelValue.Context(play.State.Variables).ToString()));
    }

    [Fact]
    public void An_error_of_a_send_task_is_caught_on_its_border()
    {
        var play = Play.Started(
            """<startEvent id="S"/><sendTask id="C"><extensionElements><itsm:handler name="mail"/></extensionElements></sendTask><userTask id="T"/><userTask id="U"/>"""
            + """<boundaryEvent id="B" attachedToRef="C"><errorEventDefinition/></boundaryEvent>""" + Flows("S>C>T", "B>U"));
        play.Do(new Command.ThrowError(play.WaitAt<Wait.Job>("C").Id, "refused", "No such user.", Values()));
        Assert.Equal("U", play.Where);
    }

    private static string Sending(string settings) =>
        $"""<startEvent id="S"/><sendTask id="C" name="Tell"><extensionElements>{settings}</extensionElements></sendTask><userTask id="T"/><endEvent id="E"/>"""
        + Flows("S>C>T>E");

    [Fact]
    public void Without_inputs_a_handler_sees_all_variables()
    {
        var play = Play.Started(Calling("""<itsm:handler name="restart"/>"""), ("ci", "web-1"));

        Assert.Equal(FeelValue.Context(Values(("ci", "web-1"))), play.Effects[0].Payload["input"]);
    }

    [Theory]
    [InlineData("""<itsm:handler name="h"/>""", """{"code": 0, "text": "ok"}""")]
    [InlineData("""<itsm:handler name="h" result="answer"/>""", """{"answer": {"code": 0, "text": "ok"}}""")]
    [InlineData("""<itsm:handler name="h"/><itsm:output name="exit" value="result.code + 1"/>""", """{"exit": 1}""")]
    public void An_answer_becomes_variables(string settings, string variables)
    {
        var play = Play.Started(Calling(settings)).Answer("C", ("code", 0), ("text", "ok"));

        Assert.Equal("T", play.Where);
        Assert.Equal(variables, FeelValue.Context(play.State.Variables).ToString());
    }

    [Fact]
    public void A_failed_job_stops_its_token_and_a_retry_calls_again()
    {
        var play = Play.Started(Calling("""<itsm:handler name="restart"/>"""));
        var first = play.WaitAt<Wait.Job>("C").Id;
        play.Do(new Command.FailJob(first, "The host did not answer."));

        Assert.Equal(
            ("job-failed", "Service task \"Restart\" (C): the handler 'restart' failed: The host did not answer. Remove the cause, then retry."),
            (play.Incident.Code, play.Incident.Sentence));
        Assert.Equal(("C", ""), (play.Where, play.Waiting));
        Assert.Equal($"No job {first} is awaited here; there is none.", play.Refused(new Command.CompleteJob(first, Values())).Sentence);

        play.Retry();
        Assert.NotEqual(first, play.WaitAt<Wait.Job>("C").Id);
        Assert.Equal(EffectKinds.Call, Assert.Single(play.Effects.Items).Kind);
        Assert.Equal("T", play.Answer("C").Where);
    }

    [Fact]
    public void A_job_that_is_not_awaited_is_refused_naming_those_that_are()
    {
        var play = Play.Started(Calling("""<itsm:handler name="restart"/>"""));
        var refusal = play.Refused(new Command.FailJob(99, "x"));

        Assert.Equal(("no-such-job", $"No job 99 is awaited here; awaited: {play.WaitAt<Wait.Job>("C").Id}."), (refusal.Code, refusal.Sentence));
    }

    [Fact]
    public void A_timer_on_a_failed_service_task_keeps_its_time_over_a_retry()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><serviceTask id="C"><extensionElements><itsm:handler name="h"/></extensionElements></serviceTask>
            <boundaryEvent id="B" attachedToRef="C">{Timer("timeDuration", "PT1H")}</boundaryEvent><userTask id="T"/><endEvent id="E"/>
            """ + Flows("S>C>E", "B>T>E"));
        var timer = play.WaitAt<Wait.Timer>("B");
        play.Do(new Command.FailJob(play.WaitAt<Wait.Job>("C").Id, "Down.")).After(TimeSpan.FromMinutes(5)).Retry();

        Assert.Equal(timer, play.WaitAt<Wait.Timer>("B"));
        play.Do(new Command.FailJob(play.WaitAt<Wait.Job>("C").Id, "Down.")).Fire("B");
        Assert.Equal("T", play.Where);
        Assert.Empty(play.State.Incidents);
    }

    [Fact]
    public void An_answer_whose_run_is_undone_can_be_asked_for_again()
    {
        var play = Play.Started("""
            <startEvent id="S"/><serviceTask id="C"><extensionElements><itsm:handler name="h"/></extensionElements></serviceTask>
            <exclusiveGateway id="M"/><exclusiveGateway id="G" default="G_M"/><endEvent id="E"/>
            """ + Flows("S>C>M>G>M", "G>E ? done = true")).Answer("C");

        Assert.Equal("step-limit", play.Incident.Code);
        Assert.Equal("C", play.Set(("done", true)).Retry().Where);
        Assert.Single(play.Effects.Items);
        Assert.True(play.Answer("C").State.Ended);
    }
}
