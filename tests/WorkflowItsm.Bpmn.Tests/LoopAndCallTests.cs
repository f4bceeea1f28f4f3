using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Tests;

/// <summary>What is read of loops, calls, data, lanes and global tasks.</summary>
public sealed class LoopAndCallTests
{
    [Fact]
    public void A_list_its_item_and_its_results_are_read_from_our_setting()
    {
        var loop = Assert.IsType<Loop.MultiInstance>(Some.Node<FlowNode.UserTask>("""
            <userTask id="N"><extensionElements><itsm:loop collection="approvers" item="approver" results="answers" result="outcome"/></extensionElements>
            <multiInstanceLoopCharacteristics isSequential="true"><completionCondition>numberOfCompletedInstances = 2</completionCondition></multiInstanceLoopCharacteristics></userTask>
            """).Loop);
        Assert.True(loop.IsSequential);
        Assert.Null(loop.Cardinality);
        Assert.Equal(("approvers", "approver", "answers", "outcome"), (loop.Collection?.Text, loop.ItemVariable, loop.ResultVariable, loop.Result?.Text));
        Assert.Equal("numberOfCompletedInstances = 2", loop.CompletionCondition?.Text);
        Assert.Equal(new LoopBehavior.All(), loop.Behavior);
    }

    [Fact]
    public void References_to_data_mean_the_same_as_our_setting()
    {
        var loop = Assert.IsType<Loop.MultiInstance>(Some.Node<FlowNode.UserTask>("""
            <userTask id="N">
              <ioSpecification><dataInput id="In" name="users"/><dataOutput id="Out" name="answers"/></ioSpecification>
              <multiInstanceLoopCharacteristics><loopDataInputRef>In</loopDataInputRef><loopDataOutputRef>Out</loopDataOutputRef>
                <inputDataItem id="One" name="user"/><outputDataItem id="Answer" name="answer"/></multiInstanceLoopCharacteristics>
            </userTask>
            """).Loop);
        Assert.Equal(("users", "user", "answers", "answer"), (loop.Collection?.Text, loop.ItemVariable, loop.ResultVariable, loop.Result?.Text));
    }

    [Fact]
    public void A_standard_loop_has_a_condition_a_bound_and_says_when_it_asks()
    {
        var loop = Assert.IsType<Loop.Standard>(Some.Node<FlowNode.PlainTask>(
            """<task id="N"><standardLoopCharacteristics testBefore="true" loopMaximum="3"><loopCondition>again</loopCondition></standardLoopCharacteristics></task>""").Loop);
        Assert.Equal(("again", true, 3), (loop.Condition?.Text, loop.TestsBefore, loop.Maximum));
    }

    [Theory]
    [InlineData("""behavior="One" oneBehaviorEventRef="D_alarm" """, "One { Event = Signal { SignalName = alarm } }")]
    [InlineData("""behavior="None" noneBehaviorEventRef="D_alarm" """, "None { Event = Signal { SignalName = alarm } }")]
    [InlineData("""behavior="All" """, "All { }")]
    public void What_the_end_of_a_round_throws_is_read(string attributes, string behavior)
    {
        var loop = Assert.IsType<Loop.MultiInstance>(Some.Node<FlowNode.PlainTask>(
            $"<task id=\"N\"><multiInstanceLoopCharacteristics {attributes}><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>").Loop);
        Assert.Equal(behavior, loop.Behavior.ToString());
    }

    [Fact]
    public void A_complex_behavior_throws_what_its_conditions_say()
    {
        var loop = Assert.IsType<Loop.MultiInstance>(Some.Node<FlowNode.PlainTask>("""
            <task id="N"><multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality>2</loopCardinality>
            <complexBehaviorDefinition><condition>loopCounter = 1</condition><event id="Ev"><signalEventDefinition signalRef="Sig"/></event></complexBehaviorDefinition>
            </multiInstanceLoopCharacteristics></task>
            """).Loop);
        var thrown = Assert.Single(Assert.IsType<LoopBehavior.Complex>(loop.Behavior).Events.Items);
        Assert.Equal("loopCounter = 1", thrown.Condition.Text);
        Assert.Equal(new EventTrigger.Signal("alarm"), thrown.Event);
    }

    [Theory]
    [InlineData("", "Deployment { }")]
    [InlineData("<itsm:call/>", "Deployment { }")]
    [InlineData("<itsm:call binding=\"deployment\"/>", "Deployment { }")]
    [InlineData("<itsm:call binding=\"latest\"/>", "Latest { }")]
    [InlineData("<itsm:call binding=\"version\" version=\"7\"/>", "Version { Number = 7 }")]
    [InlineData("<itsm:call binding=\"tag\" tag=\"spring\"/>", "Tag { Name = spring }")]
    public void A_call_says_which_version_it_means(string setting, string binding)
    {
        var call = Some.Node<FlowNode.CallActivity>($"<callActivity id=\"N\" calledElement=\"tns:approval\"><extensionElements>{setting}</extensionElements></callActivity>");
        Assert.Equal(("approval", binding), (call.Called, call.Binding.ToString()));
    }

    [Fact]
    public void A_process_carries_the_tag_by_which_calls_ask_for_it() => Assert.Equal(
        "spring",
        Assert.Single(Some.Read(Some.Process("<startEvent id=\"S\"/>").Replace("<process ", "<process itsm:versionTag=\"spring\" ", StringComparison.Ordinal)).File!.Processes.Items).Settings.VersionTag);

    [Theory]
    [InlineData("<itsm:adHoc manual=\"true\"/>", true)]
    [InlineData("<itsm:adHoc manual=\"false\"/>", false)]
    [InlineData("", false)]
    public void An_ad_hoc_sub_process_says_who_starts_its_activities(string setting, bool isManual)
    {
        var sub = Some.Node<FlowNode.AdHocSubProcess>($"""
            <adHocSubProcess id="N" ordering="Sequential" cancelRemainingInstances="false"><extensionElements>{setting}</extensionElements>
            <task id="A"/><task id="B"/><completionCondition>done</completionCondition></adHocSubProcess>
            """);
        Assert.Equal((true, "done", false, isManual), (sub.IsSequential, sub.CompletionCondition?.Text, sub.CancelsRemaining, sub.IsManual));
    }

    [Fact]
    public void The_inner_lane_gives_its_team_to_the_user_tasks_that_name_none()
    {
        var model = Some.Model("""
            <laneSet id="Ls"><lane id="L1" itsm:team="operations"><flowNodeRef>A</flowNodeRef><flowNodeRef>B</flowNodeRef><flowNodeRef>C</flowNodeRef>
              <childLaneSet id="Cs"><lane id="L2" itsm:team="net &quot;west&quot;"><flowNodeRef>B</flowNodeRef></lane></childLaneSet></lane></laneSet>
            <startEvent id="S"/><sequenceFlow id="F1" sourceRef="S" targetRef="A"/><userTask id="A"/>
            <sequenceFlow id="F2" sourceRef="A" targetRef="B"/><userTask id="B"/>
            <sequenceFlow id="F3" sourceRef="B" targetRef="C"/><userTask id="C"><extensionElements><itsm:task candidateTeam="assignment_group"/></extensionElements></userTask>
            <sequenceFlow id="F4" sourceRef="C" targetRef="D"/><userTask id="D"/>
            <sequenceFlow id="F5" sourceRef="D" targetRef="X"/><endEvent id="X"/>
            """);
        Assert.Equal(
            ["\"operations\"", "\"net \\\"west\\\"\"", "assignment_group", null],
            "ABCD".Select(id => model[id.ToString()].Settings.CandidateTeam?.Text));
    }

    [Fact]
    public void A_lane_gives_its_team_to_the_tasks_inside_a_sub_process_in_it()
    {
        var model = Some.Model("""
            <laneSet id="Ls"><lane id="L1" itsm:team="operations"><flowNodeRef>Sub</flowNodeRef></lane></laneSet>
            <subProcess id="Sub"><userTask id="A"/></subProcess>
            """);
        Assert.Equal("\"operations\"", model["A"].Settings.CandidateTeam?.Text);
    }

    [Fact]
    public void Data_associations_are_what_goes_in_and_comes_out()
    {
        var model = Some.Model("""
            <dataObject id="Obj" name="request"/><dataObjectReference id="Ref" dataObjectRef="Obj"/><property id="Prop" name="answer"/>
            <startEvent id="S"/><sequenceFlow id="F1" sourceRef="S" targetRef="N"/>
            <userTask id="N">
              <ioSpecification><dataInput id="In" name="what"/><dataOutput id="Out" name="done"/></ioSpecification>
              <dataInputAssociation id="D1"><sourceRef>Ref</sourceRef><targetRef>In</targetRef></dataInputAssociation>
              <dataInputAssociation id="D2"><sourceRef>Ref</sourceRef><targetRef>In</targetRef><transformation>request.title</transformation></dataInputAssociation>
              <dataOutputAssociation id="D3"><sourceRef>Out</sourceRef><targetRef>Prop</targetRef><assignment><from>done + 1</from><to>Prop</to></assignment></dataOutputAssociation>
            </userTask>
            <sequenceFlow id="F2" sourceRef="N" targetRef="X"/><endEvent id="X"/>
            """);
        Assert.Equal([("what", "request"), ("what", "request.title")], model["N"].Settings.Inputs.Select(one => (one.Variable, one.Expression.Text)));
        Assert.Equal([("answer", "done + 1")], model["N"].Settings.Outputs.Select(one => (one.Variable, one.Expression.Text)));
        Assert.Equal(["request", "answer"], model.Data["P"]);
    }

    [Theory]
    [InlineData("<dataOutputAssociation id=\"D\"><targetRef>Ref</targetRef><transformation>1 + 1</transformation></dataOutputAssociation>", true)]
    [InlineData("", false)]
    public void A_data_store_is_a_variable_of_the_case_and_says_so_where_data_move(string association, bool told)
    {
        var read = Some.Read(Some.Process($"""
            <dataStoreReference id="Ref" name="shelf"/><startEvent id="S"/><sequenceFlow id="F1" sourceRef="S" targetRef="N"/><userTask id="N">{association}</userTask>
            """));
        Assert.True(read.File is not null, Some.Text(read.Findings));
        if (told) Assert.Equal("shelf", Assert.Single(read.File.Processes[0]["N"].Settings.Outputs.Items).Variable);
        Assert.Equal(told, read.Findings.Items.Any(finding => finding is { Code: "store-of-the-case", Severity: Severity.Warning, ElementId: "P" }
            && finding.Message.EndsWith("which is a variable of each case: one case does not see what another writes.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Several_triggers_of_one_event_are_read_in_file_order()
    {
        var multiple = Assert.IsType<EventTrigger.Multiple>(Some.Node<FlowNode.CatchEvent>("""
            <intermediateCatchEvent id="N" parallelMultiple="true"><signalEventDefinition signalRef="Sig"/>
            <conditionalEventDefinition><condition>risk &gt; 3</condition></conditionalEventDefinition></intermediateCatchEvent>
            """).Trigger);
        Assert.True(multiple.AwaitsAll);
        Assert.Equal(["Signal", "Conditional"], multiple.Parts.Select(part => part.GetType().Name));
    }

    [Theory]
    [InlineData("error", "parallelMultiple=\"true\"", "found an error trigger in an event that waits for all of its triggers, expected message, timer, signal or conditional triggers, because what is thrown is caught at once and cannot wait for the others.")]
    [InlineData("escalation", "parallelMultiple=\"true\"", "found an escalation trigger in an event that waits for all of its triggers, expected message, timer, signal or conditional triggers, because what is thrown is caught at once and cannot wait for the others.")]
    [InlineData("cancel", "parallelMultiple=\"true\"", "found a cancel trigger in an event that waits for all of its triggers, expected message, timer, signal or conditional triggers, because what is thrown is caught at once and cannot wait for the others.")]
    [InlineData("compensate", "", "found a compensation trigger beside other triggers, expected it alone, because it undoes what is complete and the others happen to what still runs.")]
    [InlineData("error", "", null)]
    [InlineData("escalation", "", null)]
    [InlineData("cancel", "", null)]
    public void What_cannot_stand_beside_other_triggers_of_a_catching_event_is_refused(string kind, string attribute, string? message)
    {
        var found = Some.Read(Some.Process($"""
            <startEvent id="S"/><transaction id="T"><startEvent id="s"/></transaction>
            <boundaryEvent id="N" attachedToRef="T" {attribute}><{kind}EventDefinition/><signalEventDefinition signalRef="Sig"/></boundaryEvent>
            <endEvent id="E"/><sequenceFlow id="F1" sourceRef="S" targetRef="T"/><sequenceFlow id="F2" sourceRef="T" targetRef="E"/><sequenceFlow id="F3" sourceRef="N" targetRef="E"/>
            """)).Findings.Items.Where(finding => finding.Code == "trigger-not-allowed").ToList();
        if (message is null) Assert.Empty(found);
        else Assert.EndsWith(message, Assert.Single(found).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subProcess id=\"Q\" triggeredByEvent=\"true\"", "subProcess")]
    [InlineData("subProcess id=\"Q\"", "subProcess")]
    public void A_sub_process_has_one_start_event(string open, string close)
    {
        var definition = open.Contains("triggered", StringComparison.Ordinal) ? "<signalEventDefinition signalRef=\"Sig\"/>" : "";
        Assert.Contains(Some.Read(Some.Process($"""
            <startEvent id="S"/><{open}><startEvent id="s1">{definition}</startEvent><startEvent id="s2">{definition}</startEvent></{close}>
            """)).Findings.Items, finding => finding is { Code: "several-starts", Severity: Severity.Error, ElementId: "Q" });
    }

    [Fact]
    public void An_event_may_refer_to_a_definition_beside_the_processes() => Assert.Equal(
        new EventTrigger.Signal("alarm"),
        Some.Node<FlowNode.CatchEvent>("<intermediateCatchEvent id=\"N\"><eventDefinitionRef>D_alarm</eventDefinitionRef></intermediateCatchEvent>").Trigger);

    [Theory]
    [InlineData("<globalTask id=\"G\" name=\"Do\"/>", typeof(FlowNode.PlainTask))]
    [InlineData("<globalManualTask id=\"G\" name=\"Do\"/>", typeof(FlowNode.PlainTask))]
    [InlineData("<globalUserTask id=\"G\" name=\"Do\"/>", typeof(FlowNode.UserTask))]
    [InlineData("<globalScriptTask id=\"G\" name=\"Do\" scriptLanguage=\"application/feel\"><script>1 + 1</script></globalScriptTask>", typeof(FlowNode.ScriptTask))]
    [InlineData("<globalBusinessRuleTask id=\"G\" name=\"Do\"><extensionElements><itsm:decision ref=\"d\"/></extensionElements></globalBusinessRuleTask>", typeof(FlowNode.BusinessRuleTask))]
    public void A_global_task_is_a_process_of_one_task(string task, Type kind)
    {
        var read = Some.Read(Some.Process("<startEvent id=\"S\"/>").Replace("</definitions>", task + "</definitions>", StringComparison.Ordinal));
        Assert.True(read.File is not null, Some.Text(read.Findings));
        var global = read.File.Processes[^1];
        Assert.Equal(("G", true), (global.Id, global.IsGlobalTask));
        Assert.Equal(("G.task", "Do", kind), (global.Nodes[0].Id, global.Nodes[0].Name, global.Nodes[0].GetType()));
        Assert.False(read.File.Processes[0].IsGlobalTask);
    }

    [Fact]
    public void Compensation_names_its_handler_and_what_it_undoes()
    {
        var model = Some.Model("""
            <startEvent id="S"/><sequenceFlow id="F1" sourceRef="S" targetRef="A"/><task id="A"/>
            <boundaryEvent id="B" attachedToRef="A"><compensateEventDefinition/></boundaryEvent><association id="As" sourceRef="B" targetRef="U"/><task id="U" isForCompensation="true"/>
            <sequenceFlow id="F2" sourceRef="A" targetRef="T"/><intermediateThrowEvent id="T"><compensateEventDefinition activityRef="A" waitForCompletion="false"/></intermediateThrowEvent>
            <sequenceFlow id="F3" sourceRef="T" targetRef="X"/><endEvent id="X"/>
            """);
        Assert.Equal("U", Assert.IsType<FlowNode.BoundaryEvent>(model["B"]).HandlerId);
        Assert.True(model["U"].IsForCompensation);
        Assert.True(model.IsCompensable("A"));
        Assert.Equal(new EventTrigger.Compensation("A", false), Assert.IsType<FlowNode.ThrowEvent>(model["T"]).Trigger);
    }
}
