using System.Text;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Tests;
using WorkflowItsm.Feel;
using WorkflowItsm.Random.Tests.Generation;
using WorkflowItsm.Random.Tests.Reference;

namespace WorkflowItsm.Random.Tests.Comparing;

/// <summary>Plays a case with the engine and with the reference, and compares what can be seen after each step.</summary>
internal sealed class Game(Func<ProcessContext, InstanceState, Command, Verdict> decide, bool holdLaws)
{
    /// <summary>The engine as it is, with its laws.</summary>
    public static readonly Game Engine = new(ProcessEngine.Decide, holdLaws: true);

    /// <summary>Where the two differ, in words; null where they agree.</summary>
    /// <param name="played">The case.</param>
    /// <param name="coverage">Counts what was met; null counts nothing.</param>
    public string? Differs(Case played, Coverage? coverage = null) => Differs(played.Xml(), played.Path, coverage);

    /// <summary>The same for a file and a path.</summary>
    public string? Differs(string xml, int[] path, Coverage? coverage = null)
    {
        if (World.Read(xml, out var reasons) is not { } world) return $"The file cannot be read:\n{reasons}";
        var reference = new Interpreter(world.Main, world.Called, World.FindDecision) { Now = World.Beginning };
        var state = InstanceState.Initial;
        var steps = new StringBuilder();
        var step = Step.Begin(world.Main, path[0]);
        try
        {
            for (var i = 0; ; i++)
            {
                steps.Append(step).Append('\n');
                step.Do(reference);
                var expected = Seen.Of(reference);
                coverage?.Met(world, reference, step);
                var found = Do(world, reference.Now, ref state, step);
                if (expected != found) return $"After\n{steps}\n{Difference(expected, found)}";
                if (reference.Ended || i + 1 >= path.Length) return null;
                step = Step.Choose(reference, path[i + 1]);
            }
        }
        catch (Interpreter.RunsAwayException)
        {
            coverage?.RanAway();
            return null;
        }
    }

    private string Do(World world, DateTimeOffset now, ref InstanceState state, Step step)
    {
        var context = new ProcessContext(world.Main, World.FindDecision, now) { Callable = world, Limits = new(Steps: 2_000, Tokens: 2_000) };
        if (Asked(state, step) is not { } command) return "There is nothing of that name.\n";
        try
        {
            var verdict = decide(context, state, command);
            if (holdLaws) Laws.Hold(context, state, command, verdict);
            if (verdict is Verdict.Refused refused && step.Kind is StepKind.TakeAction or StepKind.Move) return Seen.Refused(refused.Refusal.Code);
            if (verdict is not Verdict.Accepted accepted) return $"{verdict}\n";
            state = accepted.State;
            return Seen.Of(accepted);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"threw {exception}\n";
        }
    }

    /// <summary>The command that does a step to the engine; null when what it is done to is not there.</summary>
    private static Command? Asked(InstanceState state, Step step)
    {
        T? Wait<T>()
            where T : Wait => state.Waits.OfType<T>().Where(wait => Seen.Label(wait) == step.Target).ElementAtOrDefault(step.Ordinal);
        return step.Kind switch
        {
            StepKind.Start => new Command.Start(step.Target.Length == 0 ? null : step.Target, Step.First(step.X)) { StartPart = step.Part },
            StepKind.TakeAction => Wait<Wait.Action>() is { } action ? new Command.TakeAction(action.Id, FeelContext.Empty) : null,
            StepKind.CompleteTask => Wait<Wait.Task>() is { } task ? new Command.CompleteTask(task.Id, "complete", step.Values) : null,
            StepKind.CompleteJob => Wait<Wait.Job>() is { } job ? new Command.CompleteJob(job.Id, step.Values) : null,
            StepKind.FailJob => Wait<Wait.Job>() is { } job ? new Command.FailJob(job.Id, "Down.") : null,
            StepKind.ThrowError => Wait<Wait.Job>() is { } job ? new Command.ThrowError(job.Id, step.Key, "Bad.", step.Values) : null,
            StepKind.FireTimer => Wait<Wait.Timer>() is { } timer ? new Command.FireTimer(timer.Id) : null,
            StepKind.DeliverMessage => new Command.DeliverMessage(step.Target, step.Key, step.Values),
            StepKind.DeliverSignal => new Command.DeliverSignal(step.Target, step.Values),
            StepKind.Set => new Command.SetVariables(step.Values),
            StepKind.Retry => state.Incidents.Where(incident => Seen.Label(incident) == step.Target).ElementAtOrDefault(step.Ordinal) is { } incident
                ? new Command.Retry(incident.Id) : null,
            StepKind.Skip => state.Incidents.Where(incident => Seen.Label(incident) == step.Target).ElementAtOrDefault(step.Ordinal) is { } incident
                ? new Command.Skip(incident.Id, step.Values) : null,
            StepKind.Take => state.Tokens.Where(token => token.ElementId == step.Target).ElementAtOrDefault(step.Ordinal) is { } token ? new Command.CancelToken(token.Id) : null,
            StepKind.Move => state.Tokens.Where(token => token.ElementId == step.Target).ElementAtOrDefault(step.Ordinal) is { } token ? new Command.MoveToken(token.Id, step.Key) : null,
            StepKind.Cancel => new Command.Cancel("enough"),
            _ => null,
        };
    }

    private static string Difference(string expected, string found)
    {
        string[] left = expected.Split('\n'), right = found.Split('\n');
        return string.Join('\n', left.Where(line => !right.Contains(line)).Select(line => $"  only the reference:  {line}")
            .Concat(right.Where(line => !left.Contains(line)).Select(line => $"  only the engine:     {line}")))
            + $"\n\nThe reference:\n{expected}\nThe engine:\n{found}";
    }
}
