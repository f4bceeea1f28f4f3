using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;
using WorkflowItsm.Random.Tests.Reference;

namespace WorkflowItsm.Random.Tests.Comparing;

/// <summary>What a step does.</summary>
internal enum StepKind
{
    Start,
    CompleteTask,
    TakeAction,
    CompleteJob,
    FailJob,
    ThrowError,
    FireTimer,
    DeliverMessage,
    DeliverSignal,
    Set,
    Retry,
    Skip,
    Take,
    Move,
    Cancel,
}

/// <summary>A step of a path, in words that hold for the engine and for the reference.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Target">The wait or incident it is done to, as both call it; the name of a message, signal or error.</param>
/// <param name="Ordinal">Which of several of the same name, from 0, the oldest first.</param>
/// <param name="Key">Of a message: its key. Of a token that is moved: the element it is put on.</param>
/// <param name="X">The value that goes with it, for the variable x.</param>
internal sealed record Step(StepKind Kind, string Target, int Ordinal, string Key, int X)
{
    public FeelContext Values => FeelContext.Of(("x", X));

    /// <summary>When it happens, which is when the timer that it fires is due; else at once.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Of a start that waits for all of several triggers: the one that came; null: all did.</summary>
    public int? Part { get; init; }

    /// <summary>The start that a number chooses: a start event, a receive task that begins the process, or an event behind a gateway that does.</summary>
    public static Step Begin(ProcessModel model, int choice)
    {
        var starts = model.NodesOf(model.Id).Items.SelectMany(node => node switch
        {
            FlowNode.StartEvent or FlowNode.ReceiveTask { Instantiates: true } => [node],
            FlowNode.EventBasedGateway { Instantiates: true } => node.Outgoing.Items.Select(flow => model[flow.TargetId]),
            _ => [],
        }).ToList();
        var step = new Step(StepKind.Start, "", 0, "", choice % 4);
        if (starts.Count == 0) return step;
        var start = starts[choice / 4 % starts.Count];
        var trigger = start switch { FlowNode.StartEvent drawn => drawn.Trigger, FlowNode.CatchEvent caught => caught.Trigger, _ => null };
        if (trigger is EventTrigger.None) return step;
        return step with
        {
            Target = start.Id,
            Part = trigger is EventTrigger.Multiple { AwaitsAll: true } several && choice / 64 % (several.Parts.Count + 1) is var part && part < several.Parts.Count ? part : null,
        };
    }

    /// <summary>The step that a number chooses after what has happened.</summary>
    public static Step Choose(Interpreter reference, int choice)
    {
        var (what, which, x) = (choice % 24, choice / 24, choice / 5 % 4);
        if (choice % 211 == 0) return new(StepKind.Cancel, "", 0, "", 0);
        if (what == 0) return new(StepKind.Set, "", 0, "", x);
        if (what == 1) return new(StepKind.DeliverSignal, $"s{which % 3}", 0, "", x);
        if (what == 2) return new(StepKind.DeliverMessage, $"m{which % 3}", 0, "k", x);
        var stops = reference.Stops.ToList();
        if (what is 3 or 4 && stops.Count > 0)
        {
            var stop = stops[which % stops.Count];
            var kind = what == 4 && which % 4 == 1 && stop is { Leaving: false, Token: not null } ? StepKind.Skip : StepKind.Retry;
            return new(kind, Seen.Label(stop), stops.Where(other => Seen.Label(other) == Seen.Label(stop)).ToList().IndexOf(stop), "", x);
        }

        if (what == 9 && which % 5 is 1 or 2 or 3 && reference.Tokens.ToList() is { Count: > 0 } tokens)
        {
            var taken = tokens[which / 5 % tokens.Count];
            var ordinal = tokens.Where(other => Seen.Label(other) == Seen.Label(taken)).ToList().IndexOf(taken);
            return which % 5 == 1 ? new(StepKind.Take, Seen.Label(taken), ordinal, "", x) : new(StepKind.Move, Seen.Label(taken), ordinal, Beside(taken, which / 5 / tokens.Count), x);
        }

        var waits = reference.Waits.ToList();
        var first = waits.Where(wait => wait.Kind == WaitKind.Timer).Select(wait => wait.Due).DefaultIfEmpty().Min();
        waits.RemoveAll(wait => wait.Kind == WaitKind.Timer && wait.Due > first);
        if (waits.Count == 0) return new(StepKind.Set, "", 0, "", x);
        var chosen = waits[which % waits.Count];
        var label = Seen.Label(chosen);
        var place = waits.Where(other => Seen.Label(other) == label).ToList().IndexOf(chosen);
        return chosen.Kind switch
        {
            WaitKind.Task => new(StepKind.CompleteTask, label, place, "", x),
            WaitKind.Action => new(StepKind.TakeAction, label, place, "", x),
            WaitKind.Job when what is 5 or 6 or 7 => new(StepKind.ThrowError, label, place, $"e{which % 2}", x),
            WaitKind.Job when what == 8 => new(StepKind.FailJob, label, place, "", x),
            WaitKind.Job => new(StepKind.CompleteJob, label, place, "", x),
            WaitKind.Timer => new(StepKind.FireTimer, label, place, "", x) { At = chosen.Due },
            WaitKind.Message => new(StepKind.DeliverMessage, chosen.Name, 0, chosen.Key.Length == 0 ? "k" : chosen.Key, x),
            WaitKind.Signal => new(StepKind.DeliverSignal, chosen.Name, 0, "", x),
            _ => new(StepKind.Set, "", 0, "", x),
        };
    }

    /// <summary>Does it in the reference.</summary>
    public void Do(Interpreter reference)
    {
        if (At > reference.Now) reference.Now = At.Value;
        Waiting Wait() => reference.Waits.Where(wait => Seen.Label(wait) == Target).ElementAt(Ordinal);
        switch (Kind)
        {
            case StepKind.Start:
                reference.Start(Target.Length == 0 ? null : Target, First(X), Part);
                break;
            case StepKind.TakeAction:
                reference.TakeAction(Wait());
                break;
            case StepKind.CompleteTask:
                reference.CompleteTask(Wait(), "complete", Values);
                break;
            case StepKind.CompleteJob:
                reference.CompleteJob(Wait(), Values);
                break;
            case StepKind.FailJob:
                reference.FailJob(Wait());
                break;
            case StepKind.ThrowError:
                reference.ThrowError(Wait(), Key, "Bad.", Values);
                break;
            case StepKind.FireTimer:
                reference.FireTimer(Wait());
                break;
            case StepKind.DeliverMessage:
                reference.Deliver(Target, Key, Values);
                break;
            case StepKind.DeliverSignal:
                reference.Signal(Target, Values);
                break;
            case StepKind.Set:
                reference.Set(Values);
                break;
            case StepKind.Retry:
                reference.Retry(reference.Stops.Where(stop => Seen.Label(stop) == Target).ElementAt(Ordinal));
                break;
            case StepKind.Skip:
                reference.Skip(reference.Stops.Where(stop => Seen.Label(stop) == Target).ElementAt(Ordinal), Values);
                break;
            case StepKind.Take:
                reference.Take(reference.Tokens.Where(token => Seen.Label(token) == Target).ElementAt(Ordinal));
                break;
            case StepKind.Move:
                reference.Move(reference.Tokens.Where(token => Seen.Label(token) == Target).ElementAt(Ordinal), Key[(Key.LastIndexOf('/') + 1)..]);
                break;
            case StepKind.Cancel:
                reference.Cancel();
                break;
        }
    }

    /// <summary>Where a token is put: mostly beside where it stands, else anywhere in its process, which may be refused.</summary>
    private static string Beside(Token token, int choice)
    {
        var nodes = token.Place.Program.Model.Nodes.Items.Where(node => choice % 5 == 0 || node.ScopeId == token.Node.ScopeId).ToList();
        return token.Place.Program.Prefix + nodes[choice / 5 % nodes.Count].Id;
    }

    /// <summary>The variables a process starts with.</summary>
    public static FeelContext First(int x) => FeelContext.Of(("x", x), ("y", 0), ("key", "k"), ("log", ""));
}
