using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>What was waited for has come.</summary>
internal sealed partial class Interpreter
{
    public void CompleteTask(Waiting task, string outcome, FeelContext values)
    {
        NewStep();
        Write(task.Place, values.With("outcome", outcome));
        Fulfil(task, null);
        Go();
    }

    public void CompleteJob(Waiting job, FeelContext result)
    {
        NewStep();
        Fulfil(job, result);
        Go();
    }

    public void FailJob(Waiting job)
    {
        NewStep();
        Close(job);
        Raise(job.Owner!, "job-failed");
        Go();
    }

    public void ThrowError(Waiting job, string code, string sentence, FeelContext values)
    {
        NewStep();
        Close(job);
        var error = FeelValue.Context(values.With("code", code).With("message", sentence));
        ThrowError(job.Owner!, code, error, ends: false);
        Go();
    }

    public void FireTimer(Waiting timer)
    {
        NewStep();
        Fulfil(timer, null);
        Go();
    }

    /// <summary>A message is taken by one: the oldest token that waits for it, else the oldest event sub-process.</summary>
    public void Deliver(string name, string key, FeelContext payload)
    {
        NewStep();
        var takers = _waits.Where(wait => wait.Kind == WaitKind.Message && wait.Name == name && (wait.Key == key || wait.Key.Length == 0)).ToList();
        takers = Hearers(takers);
        if ((takers.Where(wait => wait.Owner is not null).MinBy(wait => wait.Number) ?? takers.MinBy(wait => wait.Number)) is { } taker) Fulfil(taker, payload);
        Go();
    }

    public void Signal(string name, FeelContext payload)
    {
        NewStep();
        Hear(name, payload);
        Go();
    }

    private void Hear(string name, FeelContext payload)
    {
        foreach (var wait in Hearers([.. _waits.Where(wait => wait.Kind == WaitKind.Signal && wait.Name == name)]))
            if (wait.Open)
                Fulfil(wait, payload);
    }

    /// <summary>
    /// An event sub-process absorbs what an event on the border of the activity around it waits for too (10.5.7); what interrupts hears first.
    /// </summary>
    private static List<Waiting> Hearers(List<Waiting> waits)
    {
        var absorbed = waits.Where(wait => wait.Owner is null && wait.Place is { Kind: PlaceKind.Body, Host: not null })
            .Select(wait => wait.Place.Host!.IsRound ? wait.Place.Host.Place.Around!.Host : wait.Place.Host).ToHashSet();
        return
        [
            .. waits.Where(wait => wait.Node is not FlowNode.BoundaryEvent || !absorbed.Contains(wait.Owner))
                .OrderByDescending(wait => wait.Node is FlowNode.BoundaryEvent { IsInterrupting: true } or FlowNode.StartEvent { IsInterrupting: true }),
        ];
    }

    private void Fulfil(Waiting wait, FeelContext? payload)
    {
        Close(wait);
        FeelValue? result = payload is null ? null : FeelValue.Context(payload);
        var trigger = TriggerOf(wait.Node);
        if (trigger is EventTrigger.Multiple { AwaitsAll: true } && WaitsOf(wait.Owner, wait.Place, wait.Node).Count > 0)
        {
            if (payload is not null) Write(wait.Place, payload);
            return;
        }

        switch (wait.Node)
        {
            case FlowNode.StartEvent start when wait.Owner is null:
                StartEventSub(wait, start, result);
                break;
            case FlowNode.BoundaryEvent border when border.IsInterrupting:
                Interrupt(wait.Owner!, border, result);
                break;
            case FlowNode.BoundaryEvent border:
                AwaitAgain(wait, border.Trigger);
                Finish(Enter(wait.Place, border, null, ready: false), result);
                break;
            case var node when node != wait.Owner!.Node:
                var flow = wait.Owner.Node.Outgoing.Items.First(flow => flow.TargetId == node.Id);
                Remove(wait.Owner);
                Finish(Enter(wait.Place, node, flow.Id, ready: false), result);
                break;
            default:
                Finish(wait.Owner!, result);
                break;
        }
    }

    private static EventTrigger? TriggerOf(FlowNode node) => node switch
    {
        FlowNode.StartEvent start => start.Trigger,
        FlowNode.BoundaryEvent border => border.Trigger,
        FlowNode.CatchEvent caught => caught.Trigger,
        _ => null,
    };

    /// <summary>What leaves its owner running is waited for again: all triggers where all were needed, else the one that came; a cycle while it lasts.</summary>
    private void AwaitAgain(Waiting wait, EventTrigger trigger)
    {
        if (trigger is EventTrigger.Multiple { AwaitsAll: true })
        {
            Await(wait.Owner, wait.Place, wait.Node, trigger);
            return;
        }

        if (wait.Kind == WaitKind.Timer)
        {
            if (wait.Every > TimeSpan.Zero && wait.Times is null or > 1)
                Add(new(Number(), WaitKind.Timer, wait.Owner, wait.Place, wait.Node, wait.Part) { Due = wait.Due + wait.Every, Every = wait.Every, Times = wait.Times - 1 });
            return;
        }

        Add(new(Number(), wait.Kind, wait.Owner, wait.Place, wait.Node, wait.Part) { Name = wait.Name, Key = wait.Key, Condition = wait.Condition, Holds = wait.Holds });
    }

    /// <summary>Ends an activity and goes on from the event on its border.</summary>
    private void Interrupt(Token host, FlowNode.BoundaryEvent border, FeelValue? result)
    {
        Remove(host);
        Finish(Enter(host.Place, border, null, ready: false), result);
    }

    private void StartEventSub(Waiting wait, FlowNode.StartEvent start, FeelValue? result)
    {
        if (start.IsInterrupting) InterruptPlace(wait.Place);
        else AwaitAgain(wait, start.Trigger);
        OpenEventSub(wait.Place, start, result);
    }

    private void InterruptPlace(Place place)
    {
        place.Interrupted = true;
        CancelWithin(place);
    }

    private void OpenEventSub(Place around, FlowNode.StartEvent start, FeelValue? result)
    {
        var place = new Place(PlaceKind.EventSub, around.Program, start.ScopeId, around, null);
        Open(place);
        foreach (var (name, value) in Inputs(place.Node!, around)) place.Values[name] = value;
        Begin(place);
        Finish(Enter(place, start, null, ready: false), result);
    }
}
