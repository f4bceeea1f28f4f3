using System.Diagnostics;
using System.Text;
using WorkflowItsm.Benchmarks.Quick;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Benchmarks.Memory;

/// <summary>The engine alone, on one thread, its journal written as bytes and kept in memory.</summary>
internal static class MemoryFigures
{
    private const string Process = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="definitions" targetNamespace="t">
          <process id="five" isExecutable="true">
            <startEvent id="Start"><extensionElements><itsm:output name="sum" value="amount * 2"/></extensionElements></startEvent>
            <sequenceFlow id="f1" sourceRef="Start" targetRef="Large"/>
            <exclusiveGateway id="Large" default="f3"/>
            <sequenceFlow id="f2" sourceRef="Large" targetRef="Approve"><conditionExpression>sum &gt; 10</conditionExpression></sequenceFlow>
            <sequenceFlow id="f3" sourceRef="Large" targetRef="End"/>
            <userTask id="Approve"><extensionElements><itsm:outcome id="done" name="Done"/></extensionElements></userTask>
            <sequenceFlow id="f4" sourceRef="Approve" targetRef="Note"/>
            <task id="Note"/>
            <sequenceFlow id="f5" sourceRef="Note" targetRef="End"/>
            <endEvent id="End"/>
          </process>
        </definitions>
        """;

    private static readonly DateTimeOffset _noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly FeelContext _variables = FeelContext.Of(("amount", 42));
    private static readonly FactCodec _codec = new(EngineEventKinds.All(engineEvent => new Recorded(engineEvent)));

    public static IEnumerable<Figure> Measure()
    {
        var read = BpmnFile.Read("five.bpmn", Encoding.UTF8.GetBytes(Process));
        var model = read.File?.Processes[0] ?? throw new InvalidOperationException(string.Join('\n', read.Findings.Items.Select(finding => finding.Message)));
        var context = new ProcessContext(model, _ => null, _noon);
        var (rates, bytes) = (new List<double>(), 0.0);
        for (var round = 0; round < 6; round++)
        {
            var (rate, allocated) = Round(context);
            // The first one compiles.
            if (round > 0) rates.Add(rate);
            bytes = allocated;
        }

        yield return new("memory-start-complete", Rounds.Median(rates), "instances/s");
        yield return new("memory-start-complete-allocated", bytes, "bytes/instance");
    }

    private static (double Rate, double Allocated) Round(ProcessContext context)
    {
        const int Kept = 64 * 1024 * 1024;
        var journal = new byte[Kept];
        var writer = new FactWriter();
        var (count, used) = (0, 0);
        var (clock, allocated) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        while (clock.ElapsedMilliseconds < 1_000)
        {
            for (var i = 0; i < 100; i++) Instance();
            count += 100;
        }

        return (count / clock.Elapsed.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)count);

        void Instance()
        {
            var started = (Verdict.Accepted)ProcessEngine.Decide(context, InstanceState.Initial, new Command.Start(null, _variables));
            Record(started.Events);
            var task = started.State.Waits.Single();
            var ended = (Verdict.Accepted)ProcessEngine.Decide(context, started.State, new Command.CompleteTask(task.Id, "done", FeelContext.Empty));
            Record(ended.Events);
            if (!ended.State.Ended) throw new InvalidOperationException("The instance did not end.");
        }

        void Record(ValueList<EngineEvent> events)
        {
            writer.Clear();
            foreach (var engineEvent in events) _codec.Write(writer, new Recorded(engineEvent));
            var record = writer.Record;
            if (used + record.Length > Kept) used = 0;
            record.CopyTo(journal.AsSpan(used));
            used += record.Length;
        }
    }

    private sealed record Recorded(EngineEvent Event) : CaseFact, IWrapsFact
    {
        public object Wrapped => Event;
    }
}
