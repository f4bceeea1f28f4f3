using System.Diagnostics;
using System.Text;
using WorkflowItsm.Benchmarks.Quick;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Benchmarks.Memory;

/// <summary>
/// A multi-instance user task of ten thousand rounds: begun in one command, completed in ten thousand. What a round costs there is
/// held against what it costs among a thousand; near 1 the whole takes linear time.
/// </summary>
internal static class LoopFigures
{
    private const string Process = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="definitions" targetNamespace="t">
          <process id="many" isExecutable="true">
            <startEvent id="Start"/><sequenceFlow id="f1" sourceRef="Start" targetRef="Ask"/>
            <userTask id="Ask"><extensionElements><itsm:loop results="answers" result="answer"/></extensionElements>
              <multiInstanceLoopCharacteristics><loopCardinality>rounds</loopCardinality></multiInstanceLoopCharacteristics></userTask>
            <sequenceFlow id="f2" sourceRef="Ask" targetRef="End"/><endEvent id="End"/>
          </process>
        </definitions>
        """;

    private static readonly DateTimeOffset _noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Figure> Measure()
    {
        var read = BpmnFile.Read("many.bpmn", Encoding.UTF8.GetBytes(Process));
        var model = read.File?.Processes[0] ?? throw new InvalidOperationException(string.Join('\n', read.Findings.Items.Select(finding => finding.Message)));
        var context = new ProcessContext(model, _ => null, _noon);
        Round(context, 1_000);
        var few = Rounds.Median([.. Enumerable.Range(0, 5).Select(_ => Round(context, 1_000))]);
        var many = Rounds.Median([.. Enumerable.Range(0, 3).Select(_ => Round(context, 10_000))]);
        yield return new("multi-instance-10000", many * 1e6 / 10_000, "us/round") { Baseline = few * 1e6 / 1_000 };
    }

    private static double Round(ProcessContext context, int rounds)
    {
        var clock = Stopwatch.StartNew();
        var state = ((Verdict.Accepted)ProcessEngine.Decide(context, InstanceState.Initial, new Command.Start(null, FeelContext.Of(("rounds", rounds))))).State;
        foreach (var wait in state.Waits.ToList())
            state = ((Verdict.Accepted)ProcessEngine.Decide(context, state, new Command.CompleteTask(wait.Id, "complete", FeelContext.Of(("answer", wait.Id))))).State;
        return state.Ended ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException("The instance did not end.");
    }
}
