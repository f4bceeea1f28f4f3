using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Loops, forks and expressions without an end: the case stops, visibly.</summary>
public sealed class BoundTests
{
    private static readonly string _loop = """<startEvent id="S"/><userTask id="T"/><exclusiveGateway id="M"/>""" + Script("C", "n", "if n = null then 1 else n + 1")
        + """<exclusiveGateway id="G" name="Done?" default="G_M"/><endEvent id="E"/>""" + Flows("S>T>M>C>G>M", "G>E ? done = true");

    private static readonly string _fork = """
        <startEvent id="S"/><exclusiveGateway id="M" default="M_F"/><parallelGateway id="F" name="More"/><task id="A"/><task id="B"/><endEvent id="E"/>
        """ + Flows("S>M>F>A>M", "F>B>M", "M>E ? done = true");

    [Fact]
    public void A_loop_without_a_wait_is_undone_and_leaves_an_incident()
    {
        var play = Play.Started(_loop, ("x", 1));
        var before = play.State;
        play.Complete("T", "complete", ("x", 2));

        Assert.Equal(("step-limit", null, "M"), (play.Incident.Code, play.Incident.TokenId, play.Incident.ElementId));
        Assert.Equal(
            "Exclusive gateway M was entered 16667 times in one command, which entered more than 50000 elements; the command was undone. Put a task or an event that waits into the loop, or a condition that ends it, then retry.",
            play.Incident.Sentence);
        Assert.Equal([new EngineEvent.IncidentRaised(play.Incident)], play.Events.Items);
        Assert.Equal(before.Variables, play.State.Variables);
        Assert.Equal("T", play.Waiting);

        Assert.True(play.Retry().Complete("T", "complete", ("done", true)).State.Ended);
    }

    [Fact]
    public void A_first_run_without_an_end_leaves_a_case_with_its_variables_and_a_retry_starts_it_again()
    {
        var play = Play.Started(_loop.Replace("userTask", "task", StringComparison.Ordinal), ("summary", "disk"));

        Assert.Equal("step-limit", play.Incident.Code);
        Assert.Equal("disk", play["summary"]);
        Assert.Equal(("", ""), (play.Where, play.Waiting));
        Assert.Empty(play.Effects.Items);

        play.Retry();
        Assert.Equal("step-limit", play.Incident.Code);
        Assert.True(play.Set(("done", true)).Retry().State.Ended);
    }

    [Fact]
    public void A_fork_without_a_join_stops_at_the_bound_of_tokens()
    {
        var play = new Play(Process(_fork)) { Limits = new EngineLimits(Tokens: 100) }.Start();

        Assert.Equal("token-limit", play.Incident.Code);
        Assert.Matches(
            "^(Exclusive gateway M|Task A|Task B|Parallel gateway \"More\" \\(F\\)) was entered [0-9]+ times in one command, which made more than 100 tokens; the command was undone. Join the branches before they fork again, then retry.$",
            play.Incident.Sentence);
    }

    [Fact]
    public void An_expression_that_runs_out_of_its_budget_is_an_incident_never_a_null()
    {
        var play = Play.Started("""<startEvent id="S"/><userTask id="T"/>""" + Script("C", "x", "count(for i in 1..100000000 return i)") + """<userTask id="U"/><endEvent id="E"/>"""
            + Flows("S>T>C>U>E")).Complete("T");

        Assert.Equal(("feel-budget", "C", "C"), (play.Incident.Code, play.Incident.ElementId, play.Where));
        Assert.StartsWith("Script task C could not be evaluated: ", play.Incident.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(" Make its expressions smaller, then retry.", play.Incident.Sentence, StringComparison.Ordinal);
        Assert.False(play.State.Variables.TryGet("x", out _));
    }

    [Fact]
    public void A_condition_that_runs_out_of_its_budget_stops_its_gateway()
    {
        var play = Play.Started("""<startEvent id="S"/><exclusiveGateway id="G" default="G_T"/><userTask id="T"/><endEvent id="E"/>"""
            + Flows("S>G", "G>E ? count(for i in 1..n return i) = 3", "G>T>E"), ("n", 100_000_000));

        Assert.Equal(("feel-budget", "G"), (play.Incident.Code, play.Where));
        Assert.True(play.Set(("n", 3)).Retry().State.Ended);
    }

    [Fact]
    public void A_timer_whose_run_is_undone_stands_still_until_the_incident_is_over()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><userTask id="T"/><boundaryEvent id="B" attachedToRef="T" cancelActivity="false">{Timer("timeDuration", "PT1H")}</boundaryEvent>
            <exclusiveGateway id="M"/><exclusiveGateway id="G" default="G_M"/><endEvent id="E"/><endEvent id="X"/>
            """ + Flows("S>T>E", "B>M>G>M", "G>X ? done = true")).Fire("B");

        Assert.Equal("step-limit", play.Incident.Code);
        Assert.Equal("T", play.Waiting);
        Assert.Equal("B", play.Incident.HeldTimer?.ElementId);

        play.Set(("done", true)).Retry();
        Assert.Equal("B, T", play.Waiting);
        Assert.Equal("T", play.Fire("B").Waiting);
    }

    [Fact]
    public void A_held_timer_goes_with_its_task()
    {
        var play = Play.Started($"""
            <startEvent id="S"/><userTask id="T"/><boundaryEvent id="B" attachedToRef="T" cancelActivity="false">{Timer("timeDuration", "PT1H")}</boundaryEvent>
            <exclusiveGateway id="M"/><exclusiveGateway id="G" default="G_M"/><endEvent id="E"/><endEvent id="X"/>
            """ + Flows("S>T>E", "B>M>G>M", "G>X ? done = true")).Fire("B").Complete("T");

        Assert.True(play.State.Ended);
    }

    [Fact]
    public void An_incident_that_is_not_open_cannot_be_retried()
    {
        var play = Play.Started("""<startEvent id="S"/><userTask id="T"/><endEvent id="E"/>""" + Flows("S>T>E"));
        var refusal = play.Refused(new Command.Retry(5));

        Assert.Equal(("no-such-incident", "No incident 5 is open here; there is none."), (refusal.Code, refusal.Sentence));
    }
}
