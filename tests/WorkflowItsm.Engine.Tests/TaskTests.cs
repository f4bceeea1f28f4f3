using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>User tasks and what may be done now.</summary>
public sealed class TaskTests
{
    private static readonly string _handle = """
        <startEvent id="S"/>
        <userTask id="T" name="Handle" itsm:nameZh="处理" itsm:state="2"><extensionElements>
          <itsm:task form="handle" candidateTeam="assignment_group" performers="agent caller"/>
          <itsm:outcome id="resolve" name="Resolve" nameZh="解决" state="6" requires="close_code close_notes"/>
          <itsm:outcome id="wait" name="Wait" performers="agent" condition="impact &lt; 3"/>
        </extensionElements></userTask>
        <exclusiveGateway id="G" default="G_T"/><endEvent id="E"/>
        """ + Flows("S>T>G", "G>E ? outcome = \"resolve\"", "G>T");

    private static Play Handling(params (string, FeelValue)[] variables) => Play.Started(_handle, [("impact", 1), ("assignment_group", "operations"), .. variables]);

    [Fact]
    public void A_task_waits_for_its_team()
    {
        var wait = Handling().WaitAt<Wait.Task>("T");

        Assert.Equal(("operations", null), (wait.CandidateTeam, wait.Assignee));
    }

    [Fact]
    public void A_task_whose_team_is_not_known_is_for_everybody() =>
        Assert.Null(Play.Started(_handle, ("impact", 1)).WaitAt<Wait.Task>("T").CandidateTeam);

    [Fact]
    public void A_task_is_given_and_given_back()
    {
        var play = Handling();
        var id = play.WaitAt<Wait.Task>("T").Id;

        Assert.Equal([new EngineEvent.TaskAssigned(id, "T", "ada")], play.Do(new Command.AssignTask(id, "ada")).Events.Items);
        Assert.Equal("ada", play.WaitAt<Wait.Task>("T").Assignee);
        Assert.Empty(play.Do(new Command.AssignTask(id, "ada")).Events.Items);
        Assert.Null(play.Do(new Command.AssignTask(id, null)).WaitAt<Wait.Task>("T").Assignee);
    }

    [Fact]
    public void Completing_sets_the_variables_given_and_the_outcome()
    {
        var play = Handling().Complete("T", "resolve", ("close_code", "Solution provided"), ("close_notes", "done"));

        Assert.True(play.State.Ended);
        Assert.Equal("resolve", play["outcome"]);
        Assert.Equal("done", play["close_notes"]);
        Assert.Contains(play.Events.Items, happened => happened is EngineEvent.TaskCompleted { ElementId: "T", Outcome: "resolve" });
    }

    [Fact]
    public void An_outcome_is_refused_until_its_required_fields_have_a_value()
    {
        var play = Handling(("close_notes", "  "));
        var refusal = play.Refused(new Command.CompleteTask(play.WaitAt<Wait.Task>("T").Id, "resolve", Values()));

        Assert.Equal(("field-required", "close_code"), (refusal.Code, refusal.Field));
        Assert.Equal("To resolve, fill in close_code and close_notes.", refusal.Sentence);
        Assert.Equal("要“解决”，请填写 close_code、close_notes。", refusal.SentenceZh);

        var one = play.Refused(new Command.CompleteTask(play.WaitAt<Wait.Task>("T").Id, "resolve", Values(("close_code", "x"))));
        Assert.Equal("To resolve, fill in close_notes.", one.Sentence);
        Assert.True(play.Complete("T", "resolve", ("close_code", "x"), ("close_notes", "y")).State.Ended);
    }

    [Fact]
    public void An_outcome_that_is_not_there_is_refused_naming_those_there_are()
    {
        var play = Handling();
        var refusal = play.Refused(new Command.CompleteTask(play.WaitAt<Wait.Task>("T").Id, "close", Values()));

        Assert.Equal(("no-such-outcome", "User task \"Handle\" (T) has no outcome 'close'; it has: resolve, wait."), (refusal.Code, refusal.Sentence));
        Assert.Equal("“处理”（T）没有结果“close”；现有：resolve、wait。", refusal.SentenceZh);
    }

    [Fact]
    public void An_outcome_whose_condition_does_not_hold_is_refused()
    {
        var play = Handling(("impact", 3));
        var refusal = play.Refused(new Command.CompleteTask(play.WaitAt<Wait.Task>("T").Id, "wait", Values()));

        Assert.Equal(("outcome-not-offered", "User task \"Handle\" (T) does not offer 'wait' now: its condition `impact < 3` is not true."), (refusal.Code, refusal.Sentence));
        Assert.Equal("T", play.Complete("T", "wait", ("impact", 2)).Where);
    }

    [Fact]
    public void A_task_that_does_not_wait_is_refused_naming_those_that_do()
    {
        var play = Handling();
        var refusal = play.Refused(new Command.CompleteTask(99, "resolve", Values()));
        Assert.Equal(("no-such-task", $"No task 99 waits here; waiting: {play.WaitAt<Wait.Task>("T").Id}."), (refusal.Code, refusal.Sentence));
        Assert.Equal(refusal, play.Refused(new Command.AssignTask(99, "ada")));

        var idle = Play.Started($"""<startEvent id="S"/><intermediateCatchEvent id="C">{Timer("timeDuration", "PT1H")}</intermediateCatchEvent><endEvent id="E"/>""" + Flows("S>C>E"));
        Assert.Equal("No task 1 waits here; there is none.", idle.Refused(new Command.CompleteTask(1, "x", Values())).Sentence);
    }

    [Fact]
    public void Options_are_the_outcomes_of_open_tasks()
    {
        var play = Handling(("impact", 3));
        var id = play.WaitAt<Wait.Task>("T").Id;
        var options = Options.Of(play.Context, play.State);

        Assert.Equal([("resolve", true), ("wait", false)], options.Items.Select(option => (option.Outcome.Id, option.Enabled)));
        Assert.All(options.Items, option => Assert.Equal((id, "T", false), (option.WaitId, option.ElementId, option.IsAction)));
        Assert.Equal<ValueList<string>>(["agent", "caller"], options[0].Performers);
        Assert.Equal<ValueList<string>>(["agent"], options[1].Performers);
    }

    [Fact]
    public void A_task_without_outcomes_can_be_completed_by_an_agent()
    {
        var play = Play.Started("""<startEvent id="S"/><userTask id="T"/><endEvent id="E"/>""" + Flows("S>T>E"));
        var option = Assert.Single(Options.Of(play.Context, play.State).Items);

        Assert.Equal(("complete", "Complete", "完成"), (option.Outcome.Id, option.Outcome.Name, option.Outcome.NameZh));
        Assert.Equal<ValueList<string>>(["agent"], option.Performers);
        Assert.Empty(Options.Of(play.Context, play.Complete("T").State).Items);
        Assert.Empty(Options.Of(play.Context, InstanceState.Initial).Items);
    }

    [Fact]
    public void Outputs_are_written_when_a_task_is_left()
    {
        var play = Play.Started("""
            <startEvent id="S"/><userTask id="T"><extensionElements><itsm:output name="handled_by" value="actor"/></extensionElements></userTask><userTask id="U"/><endEvent id="E"/>
            """ + Flows("S>T>U>E")).Complete("T");

        Assert.Equal("ada", play["handled_by"]);
    }
}
