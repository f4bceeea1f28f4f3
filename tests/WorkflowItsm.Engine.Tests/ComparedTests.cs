using System.Text;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>What the comparison with the reference interpreter found, each as small as it got.</summary>
public sealed class ComparedTests
{
    [Fact]
    public void A_path_may_end_at_an_exclusive_gateway()
    {
        var play = Play.Started("""<startEvent id="S"/><exclusiveGateway id="G"/>""" + Flows("S>G"));

        Assert.True(play.State.Ended);
    }

    [Fact]
    public void What_a_round_throws_is_not_caught_by_an_event_that_waits_for_more()
    {
        var play = Play.Started("""
            <startEvent id="S"/><scriptTask id="N" scriptFormat="feel"><script>1</script>
              <multiInstanceLoopCharacteristics isSequential="true" behavior="Complex"><loopCardinality>2</loopCardinality><complexBehaviorDefinition><condition>true</condition><event><messageEventDefinition messageRef="alert"/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics></scriptTask>
            <boundaryEvent id="B" attachedToRef="N" cancelActivity="false" parallelMultiple="true"><messageEventDefinition messageRef="alert"/><messageEventDefinition messageRef="reply"/></boundaryEvent>
            <endEvent id="E"/>
            """ + Flows("S>N>E", "B>E"));

        Assert.True(play.State.Ended);
        Assert.DoesNotContain("B", play.Entered, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ad_hoc_sub_process_is_undone_once()
    {
        var play = Play.Started("""
            <startEvent id="S"/><adHocSubProcess id="N"><task id="A"/></adHocSubProcess>
            <boundaryEvent id="B" attachedToRef="N"><compensateEventDefinition/></boundaryEvent><association id="a" sourceRef="B" targetRef="H"/>
            <task id="H" isForCompensation="true"/><endEvent id="E"><compensateEventDefinition/></endEvent>
            """ + Flows("S>N>E"));

        Assert.Equal("S, N, A, E, H", play.Entered);
        Assert.True(play.State.Ended);
    }

    [Fact]
    public void A_complex_gateway_of_a_called_process_names_its_flows_as_they_are_drawn()
    {
        var called = $"""
            <process id="Q" isExecutable="true"><startEvent id="S"/><parallelGateway id="F"/><task id="A"/><userTask id="U"/>
            <complexGateway id="G"><activationCondition>A_G >= 1</activationCondition></complexGateway><endEvent id="E"/>{Flows("S>F", "F>A>G", "F>U>G", "G>E")}</process>
            """;
        var calling = """<process id="P" isExecutable="true"><startEvent id="CS"/><callActivity id="C" calledElement="Q"/><endEvent id="CE"/>""" + Flows("CS>C", "C>CE") + "</process>";
        var file = BpmnFile.Read("some.bpmn", Encoding.UTF8.GetBytes(
            $"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions" targetNamespace="t">{calling}{called}</definitions>""")).File!;
        var context = new ProcessContext(file.Processes[0], _ => null, new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)) { Callable = new Called(file.Processes[1]) };

        var accepted = Assert.IsType<Verdict.Accepted>(ProcessEngine.Decide(context, InstanceState.Initial, new Command.Start(null, Values())));

        Assert.Empty(accepted.State.Incidents);
        Assert.Contains(accepted.Events.Items, happened => happened is EngineEvent.ElementEntered { ElementId: "C/Q/E" });
    }

    private sealed class Called(ProcessModel model) : ICallable
    {
        public (ProcessModel Model, int? Release)? Bind(string processId, CallBinding binding) => (model, null);

        public ProcessModel? Find(string processId, int? release) => model;

        public Dmn.Decision? FindDecision(string idOrName, int release) => null;
    }
}
