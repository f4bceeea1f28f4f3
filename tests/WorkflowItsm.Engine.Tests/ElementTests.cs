using System.Text;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Testing;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Every element that the table of elements calls executed runs: what its sample is about happens, and the instance ends.</summary>
public sealed class ElementTests
{
    private const int MostCommands = 20;

    public static TheoryData<string> Samples => [.. ElementSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_is_executed_runs_to_its_end(string name)
    {
        var (model, context) = Published(ElementSamples.All[name]);
        var start = model.Nodes.Items.OfType<FlowNode.StartEvent>().FirstOrDefault(node => node.ScopeId == model.Id && node.Trigger is not EventTrigger.None);
        var entered = new HashSet<string>(StringComparer.Ordinal);
        var state = InstanceState.Initial;
        Command command = new Command.Start(start?.Id, Values(("impact", 1)));
        for (var commands = 0; ; commands++)
        {
            Assert.True(commands < MostCommands, $"'{name}' does not end; it waits at {string.Join(", ", state.Waits.Select(wait => wait.ElementId))}.");
            var verdict = ProcessEngine.Decide(context, state, command);
            Laws.Hold(context, state, command, verdict);
            var accepted = verdict as Verdict.Accepted;
            Assert.True(accepted is not null, (verdict as Verdict.Refused)?.Refusal.Sentence);
            state = accepted.State;
            foreach (var happened in accepted.Events.Items.OfType<EngineEvent.ElementEntered>()) entered.Add(happened.ElementId[(happened.ElementId.LastIndexOf('/') + 1)..]);
            Assert.Equal([], state.Incidents.Select(incident => incident.Sentence));
            if (state.Ended) break;
            command = Next(state);
            context = context with { Now = context.Now.AddHours(1) };
        }

        Assert.Equal([], model.Nodes.Items.Select(node => node.Id).Where(id => id.StartsWith('N') && !entered.Contains(id)));
    }

    /// <summary>What the sample is about comes first.</summary>
    private static Command Next(InstanceState state)
    {
        var waits = state.Waits.OrderBy(wait => !wait.ElementId.StartsWith('N')).ToList();
        Assert.True(waits.Count > 0, "The instance hangs: it waits for nothing.");
        return waits[0] switch
        {
            Wait.Task task => new Command.CompleteTask(task.Id, "complete", FeelContext.Empty),
            Wait.Timer timer => new Command.FireTimer(timer.Id),
            Wait.Message message => new Command.DeliverMessage(message.Name, message.Key, FeelContext.Empty),
            Wait.Job job => new Command.CompleteJob(job.Id, FeelContext.Empty),
            Wait.Action action => new Command.TakeAction(action.Id, FeelContext.Empty),
            Wait.Signal signal => new Command.DeliverSignal(signal.Name, FeelContext.Empty),
            Wait.Condition => new Command.SetVariables(Values(("x", 1))),
        };
    }

    private static (ProcessModel Model, ProcessContext Context) Published(string xml)
    {
        var (bundle, findings) = new BundleReader([]).Read("b", 1, [
            new("some.bpmn", Encoding.UTF8.GetBytes(xml)), new("level.dmn", Encoding.UTF8.GetBytes(TableXml("level", "UNIQUE", ["impact"], ["level"], "1 | 1")))]);
        Assert.True(bundle is not null, string.Join('\n', findings.Items.Select(finding => finding.Message)));
        var release = Release.Empty.With(bundle);
        var model = release.FindProcess("P")!;
        return (model, new(model, release.FindDecision, new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)) { Callable = release.Callable });
    }
}
