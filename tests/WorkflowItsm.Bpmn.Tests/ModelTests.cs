using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Bpmn.Tests;

public sealed class ModelTests
{
    private static readonly BpmnRead Read = BpmnFile.Read("rich.bpmn", Repository.Rich);

    private static readonly ProcessModel Desk = Assert.Single(Read.File!.Processes);

    [Fact]
    public void The_rich_file_has_nothing_wrong_and_one_process_that_is_only_drawn() =>
        Assert.Equal("""
            Information not-executable of caller at 123:4
              Process "Caller" (caller): found that it is not marked as executable, so that it is kept as a drawing only.
              Set isExecutable to true if it is to run.

            """, Some.Text(Read.Findings));

    [Fact]
    public void A_process_says_which_ticket_it_is_and_what_is_derived()
    {
        Assert.Equal(("desk", "Service desk"), (Desk.Id, Desk.Name));
        Assert.Equal(
            new ProcessSettings
            {
                TicketTable = "incident",
                NumberPrefix = "INC",
                Derivations = [new("priority", "priority"), new("class", "class")],
                Clauses = ["H4.1.1", "H4.1.2"],
                PersonalVariables = ["short_description", "description", "caller_id"],
            },
            Desk.Settings);
    }

    [Fact]
    public void Every_kind_of_node_is_read_in_file_order()
    {
        Assert.Equal(
            "StartEvent StartEvent StartEvent BusinessRuleTask SendTask ParallelGateway UserTask BoundaryEvent BoundaryEvent EndEvent EndEvent "
            + "ExclusiveGateway EventBasedGateway CatchEvent CatchEvent ReceiveTask ServiceTask BoundaryEvent PlainTask ExclusiveGateway ParallelGateway ScriptTask "
            + "SubProcess StartEvent PlainTask EndEvent BoundaryEvent ThrowEvent EndEvent SubProcess StartEvent UserTask EndEvent",
            string.Join(' ', Desk.Nodes.Select(node => node.GetType().Name)));
        Assert.Equal(["Review_start", "Look", "Review_end"], Desk.NodesOf("Review").Select(node => node.Id));
        Assert.Equal(["Late", "Withdrawn"], Desk.BoundariesOf("Task_handle").Select(node => node.Id));
        var (hold, start) = Assert.Single(Desk.EventSubProcessesOf("desk"));
        Assert.Equal(("Hold", "Hold_start", false), (hold.Id, start.Id, start.IsInterrupting));
    }

    [Theory]
    [InlineData("policy=\"fireOnce\"", "FireOnce { }")]
    [InlineData("policy=\"fireAll\"", "FireAll { AtMost = 100 }")]
    [InlineData("policy=\"fireAll\" limit=\"7\"", "FireAll { AtMost = 7 }")]
    [InlineData("policy=\"skip\"", "Skip { }")]
    [InlineData("policy=\"fireWithin\" window=\"P1DT2H\"", "FireWithin { Window = 1.02:00:00 }")]
    public void A_timer_says_what_becomes_of_it_when_it_is_missed(string misfire, string policy)
    {
        var model = Some.Model($"""
            <startEvent id="S"/><sequenceFlow id="F1" sourceRef="S" targetRef="T"/><userTask id="T"/><sequenceFlow id="F2" sourceRef="T" targetRef="X"/><endEvent id="X"/>
            <boundaryEvent id="B" attachedToRef="T" cancelActivity="false"><extensionElements><itsm:misfire {misfire}/></extensionElements><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="F3" sourceRef="B" targetRef="X"/>
            """);

        var timer = Assert.IsType<EventTrigger.Timer>(Assert.IsType<FlowNode.BoundaryEvent>(model["B"]).Trigger);
        Assert.Equal(policy, timer.Misfire.ToString());
    }

    [Fact]
    public void Flows_join_the_nodes_in_file_order()
    {
        Assert.Equal(["Flow_11", "Flow_12"], Desk["Asked"].Outgoing.Select(flow => flow.Id));
        Assert.Equal(["Flow_12", "Flow_17", "Flow_18", "Flow_22"], Desk["Join"].Incoming.Select(flow => flow.Id));
        Assert.Equal("outcome = \"ask\" and count(reasons) < 3", Desk["Asked"].Outgoing[0].Condition?.Text.Trim());
        Assert.Equal(("yes", "Asked", "First_of"), (Desk["Asked"].Outgoing[0].Name, Desk["Asked"].Outgoing[0].SourceId, Desk["Asked"].Outgoing[0].TargetId));
        Assert.Equal("Flow_12", Assert.IsType<FlowNode.ExclusiveGateway>(Desk["Asked"]).DefaultFlowId);
        Assert.Null(Desk["Asked"].Outgoing[1].Condition);
    }

    [Fact]
    public void A_user_task_names_its_form_team_outcomes_and_words_in_both_languages()
    {
        var handle = Assert.IsType<FlowNode.UserTask>(Desk["Task_handle"]);
        var settings = handle.Settings;
        Assert.Equal(("Handle", "处理", 2, "resolve", "assignment_group"), (handle.Name, settings.NameZh, settings.State, settings.Form, settings.CandidateTeam?.Text));
        Assert.Equal(["agent", "caller"], settings.Performers);
        Assert.Equal(["H4.1.3"], settings.Clauses);
        Assert.Equal(new Outcome("resolve", "Resolve", "解决", 6, ["close_code", "close_notes"], [], null), settings.Outcomes[0]);
        Assert.Equal("caller_id != null", settings.Outcomes[1].Condition?.Text);
        Assert.Equal([("what", "short_description")], settings.Inputs.Select(input => (input.Variable, input.Expression.Text)));
        Assert.Equal([("handled by", "assigned_to")], settings.Outputs.Select(output => (output.Variable, output.Expression.Text)));
    }

    [Fact]
    public void Triggers_carry_messages_keys_timers_and_errors()
    {
        Assert.Equal(new EventTrigger.Message("alert", null), ((FlowNode.StartEvent)Desk["Start_alert"]).Trigger);
        var answered = Assert.IsType<EventTrigger.Message>(((FlowNode.CatchEvent)Desk["Answered"]).Trigger);
        Assert.Equal(("answer", "number"), (answered.MessageName, answered.CorrelationKey?.Text));
        Assert.Equal("hold", Assert.IsType<EventTrigger.Message>(((FlowNode.ReceiveTask)Desk["Receive"]).Trigger).MessageName);
        Assert.Equal(new EventTrigger.Error("FAILED"), ((FlowNode.BoundaryEvent)Desk["Failed"]).Trigger);
        Assert.Equal(new EventTrigger.Error(null), ((FlowNode.BoundaryEvent)Desk["Any_error"]).Trigger);
        Assert.Equal(new EventTrigger.Terminate(), ((FlowNode.EndEvent)Desk["Stop"]).Trigger);
        Assert.Equal(new EventTrigger.None(), ((FlowNode.SendTask)Desk["Notify"]).Trigger);
        Assert.Equal((TimerKind.Duration, "duration(\"PT30M\")"), Timer(((FlowNode.BoundaryEvent)Desk["Late"]).Trigger));
        Assert.Equal((TimerKind.Date, "opened_at + duration(\"P3D\")"), Timer(((FlowNode.CatchEvent)Desk["Waited"]).Trigger));
        Assert.Equal((TimerKind.Cycle, "\"R/2026-01-01T08:00:00+08:00/P1D\""), Timer(((FlowNode.StartEvent)Desk["Start_daily"]).Trigger));
    }

    [Fact]
    public void Tasks_for_rules_machines_and_notices_name_what_they_call()
    {
        Assert.Equal(("team", "assignment_group"), (Desk["Rule_team"].Settings.Decision, Desk["Rule_team"].Settings.ResultVariable));
        Assert.Equal(("restart", "restarted"), (Desk["Restart"].Settings.Handler, Desk["Restart"].Settings.ResultVariable));
        Assert.Equal(new NotifySettings("notify", "opened"), Desk["Notify"].Settings.Notify);
        Assert.Equal(("impact * urgency", "score"), (((FlowNode.ScriptTask)Desk["Score"]).Script.Text, Desk["Score"].Settings.ResultVariable));
        Assert.Equal((3, "answer"), (Desk["Answered"].Settings.Overlay, Desk["Answered"].Settings.ResultVariable));
    }

    [Fact]
    public void An_action_is_what_a_person_may_do_to_start_an_event_sub_process()
    {
        var action = Desk["Hold_start"].Settings.Action;
        Assert.NotNull(action);
        Assert.Equal(("hold", "Put on hold", "挂起", 3, "state != 6"), (action.Id, action.Name, action.NameZh, action.State, action.Condition?.Text));
        Assert.Equal((["hold_reason"], ["agent"]), (action.Requires, action.Performers));
    }

    [Theory]
    [InlineData("timeDuration", "PT30M", "duration(\"PT30M\")")]
    [InlineData("timeDuration", "= wait", "wait")]
    [InlineData("timeDuration", "duration(\"P1D\")", "duration(\"P1D\")")]
    [InlineData("timeDuration", "P1Y2M", "duration(\"P1Y2M\")")]
    [InlineData("timeDate", "2026-03-01T08:00:00+08:00", "date and time(\"2026-03-01T08:00:00+08:00\")")]
    [InlineData("timeDate", "2026-03-01T00:00:00Z", "date and time(\"2026-03-01T00:00:00Z\")")]
    [InlineData("timeDate", "due", "due")]
    [InlineData("timeCycle", "R3/PT10M", "\"R3/PT10M\"")]
    [InlineData("timeCycle", "\"R/P1D\"", "\"R/P1D\"")]
    public void A_timer_takes_plain_ISO_texts_and_FEEL(string form, string text, string expression)
    {
        var node = Some.Node<FlowNode.CatchEvent>($"<intermediateCatchEvent id=\"N\"><timerEventDefinition><{form}>{text}</{form}></timerEventDefinition></intermediateCatchEvent>");
        Assert.Equal(expression, Assert.IsType<EventTrigger.Timer>(node.Trigger).Expression.Text);
    }

    [Fact]
    public void A_prefix_before_a_reference_is_no_part_of_the_id() =>
        Assert.Equal("answer", Assert.IsType<EventTrigger.Message>(Some.Node<FlowNode.SendTask>("<sendTask id=\"N\" messageRef=\"tns:M\"/>").Trigger).MessageName);

    [Fact]
    public void A_process_that_does_not_say_whether_it_is_executable_is_executed() =>
        Assert.Single(Some.Read(Some.Process("<startEvent id=\"S\"/>").Replace(" isExecutable=\"true\"", "", StringComparison.Ordinal)).File!.Processes);

    [Fact]
    public void A_long_process_is_read_without_deep_recursion()
    {
        var steps = string.Concat(Enumerable.Range(0, 6_000).Select(i => $"<task id=\"T{i}\"/><sequenceFlow id=\"F{i}\" sourceRef=\"T{i}\" targetRef=\"T{i + 1}\"/>"));
        var model = Some.Model($"<startEvent id=\"S\"/><sequenceFlow id=\"F\" sourceRef=\"S\" targetRef=\"T0\"/>{steps}<task id=\"T6000\"/>");
        Assert.Equal(6_002, model.Nodes.Count);
    }

    private static (TimerKind, string) Timer(EventTrigger trigger) =>
        trigger is EventTrigger.Timer timer ? (timer.Kind, timer.Expression.Text) : throw new InvalidOperationException($"{trigger} is no timer.");
}
