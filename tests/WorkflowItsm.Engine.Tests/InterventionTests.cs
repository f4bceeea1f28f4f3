using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>What an operator does by hand.</summary>
public sealed class InterventionTests
{
    private static readonly string _drawn = $"""
        <startEvent id="S"/><serviceTask id="J"><extensionElements><itsm:handler name="h"/></extensionElements></serviceTask><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><parallelGateway id="G"/><userTask id="U"/><endEvent id="E"/>
        {Flows("S>J>F>A>G", "F>B>G", "G>U>E")}
        """;

    [Fact]
    public void An_incident_can_be_skipped_with_what_the_work_would_have_given()
    {
        var play = Play.Started(_drawn);
        play.Do(new Command.FailJob(play.WaitAt<Wait.Job>("J").Id, "Down."));
        play.Do(new Command.Skip(play.Incident.Id, Values(("x", 1))));

        Assert.Equal("A, B", play.Where);
        Assert.Equal(1, play["x"]);
        Assert.Empty(play.State.Incidents);
        Assert.Contains(new EngineEvent.Intervened("skip", "J", null), play.Events.Items);
    }

    [Fact]
    public void A_token_can_be_moved_inside_its_scope()
    {
        var play = Play.Started(_drawn).Answer("J");
        var token = play.State.Tokens.First(token => token.ElementId == "A").Id;

        Assert.Equal("B, U", play.Do(new Command.MoveToken(token, "U")).Where);
        Assert.Equal("cannot-move", play.Refused(new Command.MoveToken(play.State.Tokens.First().Id, "nowhere")).Code);
        Assert.Equal($"No token {token} is here; here: {string.Join(", ", play.State.Tokens.Select(one => one.Id))}.", play.Refused(new Command.CancelToken(token)).Sentence);
    }

    [Fact]
    public void Taking_the_last_token_away_completes_the_case()
    {
        var play = Play.Started(_drawn);
        play.Do(new Command.CancelToken(play.State.Tokens.Single().Id));

        Assert.True(play.State.Ended);
    }

    [Fact]
    public void Only_the_work_of_an_element_can_be_skipped()
    {
        var play = Play.Started($"""<startEvent id="S"/><exclusiveGateway id="G"/><userTask id="A"/><userTask id="B"/><endEvent id="E"/>{Flows("S>G", "G>A ? x = 1", "G>B ? x = 2", "A>E", "B>E")}""");
        Assert.Equal("cannot-skip", play.Refused(new Command.Skip(play.Incident.Id, Values())).Code);
    }

    [Fact]
    public void Variables_of_an_inner_scope_can_be_set()
    {
        var play = Play.Started($"""<startEvent id="S"/><subProcess id="Q"><extensionElements><itsm:input name="x" value="1"/></extensionElements><startEvent id="s"/><userTask id="t"/><endEvent id="e"/>{Flows("s>t>e")}</subProcess><endEvent id="E"/>{Flows("S>Q>E")}""");
        var scope = play.State.Scopes.Single(scope => scope.ElementId == "Q").Id;

        play.Do(new Command.SetVariables(Values(("x", 2))) { ScopeId = scope });
        Assert.Equal(2, play.State.Scopes.Single(one => one.Id == scope).Variables["x"]);
        Assert.True(play["x"].IsNull);
    }

    [Fact]
    public void A_command_that_writes_without_end_is_undone()
    {
        var play = new Play(Process($"""<startEvent id="S"/><userTask id="T"/>{Script("X", "text", "text + text")}<endEvent id="E"/>{Flows("S>T>X>E")}"""))
        {
            Limits = new() { VariableSize = 1000 },
        }.Start(("text", new string('x', 600)));
        play.Complete("T");

        Assert.Equal("variable-limit", play.Incident.Code);
        Assert.Equal("T", play.Waiting);
    }
}
