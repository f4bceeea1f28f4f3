using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Events: waiting for what triggers them, and what follows when it comes (BPMN 2.0, 10.5).</summary>
internal static class Triggers
{
    /// <summary>A catching event in the flow.</summary>
    public static Onward Await(Run run, TokenState token, FlowNode element, EventTrigger trigger) => trigger switch
    {
        EventTrigger.None or EventTrigger.Link => Results.Keep(run, token, element, null),
        _ => Open(run, token, token.ScopeId, element, trigger),
    };

    /// <summary>A throwing or end event. Of several, what undoes comes after the others, and what ends something last, when all is undone.</summary>
    public static Onward Throw(Run run, TokenState token, FlowNode element, EventTrigger trigger)
    {
        if (HasSignal(trigger) && run.Postpone(token.Id)) return Onward.Stays;
        if (trigger is not EventTrigger.Multiple several) return ThrowOne(run, token, element, trigger);
        foreach (var part in several.Parts)
            if (part is not EventTrigger.Compensation && !EndsSomething(part) && ThrowOne(run, token, element, part) == Onward.Stays)
                return Onward.Stays;
        ValueList<EventTrigger.Compensation> undone = [.. several.Parts.Items.OfType<EventTrigger.Compensation>()];
        return !undone.IsEmpty && Compensations.Throw(run, token, element, undone) == Onward.Stays ? Onward.Stays : ThrowLast(run, token, element);
    }

    /// <summary>Whether one of the several triggers of a throwing event ends something.</summary>
    public static bool EndsLater(FlowNode element) => element is FlowNode.EndEvent { Trigger: EventTrigger.Multiple several } && several.Parts.Items.Any(EndsSomething);

    /// <summary>What ends something of the several triggers of a throwing event.</summary>
    public static Onward ThrowLast(Run run, TokenState token, FlowNode element)
    {
        if (element is FlowNode.EndEvent { Trigger: EventTrigger.Multiple several })
            foreach (var part in several.Parts)
                if (EndsSomething(part) && ThrowOne(run, token, element, part) == Onward.Stays)
                    return Onward.Stays;
        return Onward.Leaves;
    }

    /// <summary>
    /// Opens the waits of an event, unless its owner has them already (after an incident only what is missing is opened).
    /// Always stays; an event that cannot be waited for leaves an incident.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="owner">The token that waits or whose activity carries the event; null for the start of an event sub-process.</param>
    /// <param name="scopeId">The scope.</param>
    /// <param name="element">The event or receive task.</param>
    /// <param name="trigger">What it waits for.</param>
    /// <param name="except">The part of several that has come already; null for none.</param>
    public static Onward Open(Run run, TokenState? owner, int scopeId, FlowNode element, EventTrigger trigger, int? except = null)
    {
        var parts = trigger.Each();
        for (var part = 0; part < parts.Count; part++)
            if (part != except && !Has(run, owner, scopeId, element, part, parts[part]))
                OpenPart(run, owner, scopeId, element, part, parts[part]);
        return Onward.Stays;
    }

    /// <summary>What was waited for has come: the element of the wait goes on, unless it waits for more.</summary>
    public static void Fulfil(Run run, Wait wait, FeelValue? result = null)
    {
        run.Happened(new EngineEvent.WaitClosed(wait.Id, true));
        var element = run.Model[wait.ElementId];
        if (TriggerOf(element) is EventTrigger.Multiple { AwaitsAll: true } && AwaitsMore(run, wait) && !run.Mistakes(Mutation.FirstOfAll))
        {
            Results.Store(run, wait.ScopeId, element, result);
            return;
        }

        if (element is FlowNode.StartEvent start && wait.TokenId is null) EventSubProcesses.Start(run, wait, start, result);
        else if (element is FlowNode.BoundaryEvent boundary) Boundaries.Trigger(run, wait, boundary, result);
        else if (run.State.FindToken(wait.TokenId!.Value) is { } token)
            Flows.Finish(run, token.ElementId == wait.ElementId ? token : Gateways.Take(run, token, element), result);
    }

    /// <summary>Waits anew after a trigger that leaves its owner running: always for messages, signals and actions, for timers while the cycle lasts.</summary>
    public static void Again(Run run, Wait wait)
    {
        var element = run.Model[wait.ElementId];
        if (TriggerOf(element) is EventTrigger.Multiple { AwaitsAll: true } all)
        {
            Open(run, wait.TokenId is { } id ? run.State.FindToken(id) : null, wait.ScopeId, element, all);
            return;
        }

        Wait? next = wait switch
        {
            Wait.Timer timer => Timers.Next(run, timer),
            Wait.Message message => message with { Id = run.NextId },
            Wait.Signal signal => signal with { Id = run.NextId },
            Wait.Condition condition => condition with { Id = run.NextId, Holds = true },
            Wait.Action action => action with { Id = run.NextId },
            Wait.Task or Wait.Job => null,
        };
        if (next is not null) run.Happened(new EngineEvent.WaitOpened(next));
    }

    /// <summary>Whether an owner waits for something at an element.</summary>
    public static bool Has<T>(Run run, TokenState? owner, int scopeId, FlowNode element)
        where T : Wait
    {
        foreach (var id in Owned(run, owner, scopeId))
            if (run.State.FindWait(id) is T wait && wait.ElementId == element.Id)
                return true;
        return false;
    }

    /// <summary>What an event or receive task waits for; null for every other element.</summary>
    public static EventTrigger? TriggerOf(FlowNode element) => element switch
    {
        FlowNode.StartEvent start => start.Trigger,
        FlowNode.CatchEvent caught => caught.Trigger,
        FlowNode.BoundaryEvent boundary => boundary.Trigger,
        FlowNode.ReceiveTask task => task.Trigger,
        _ => null,
    };

    /// <summary>Whether an event ends what it happens at.</summary>
    public static bool Interrupts(FlowNode element) => element is FlowNode.BoundaryEvent { IsInterrupting: true } or FlowNode.StartEvent { IsInterrupting: true };

    private static Onward ThrowOne(Run run, TokenState token, FlowNode element, EventTrigger trigger) => trigger switch
    {
        EventTrigger.Message message => Messages.Publish(run, token, element, message),
        EventTrigger.Signal signal => Signals.Throw(run, token, element, signal.SignalName),
        EventTrigger.Escalation escalation => Escalations.Throw(run, token, element, escalation.Code),
        EventTrigger.Link link => Links.Jump(run, token, link),
        EventTrigger.Compensation compensation => Compensations.Throw(run, token, element, [compensation]),
        EventTrigger.Error error => Errors.Throw(run, token, element, error.Code),
        EventTrigger.Cancel => Transactions.Cancel(run, token, element),
        EventTrigger.Terminate => Scopes.Terminate(run, token),
        EventTrigger.None or EventTrigger.Timer or EventTrigger.Conditional or EventTrigger.Multiple => Results.Keep(run, token, element, null),
    };

    private static bool HasSignal(EventTrigger trigger) =>
        trigger is EventTrigger.Signal || (trigger is EventTrigger.Multiple several && several.Parts.Items.Any(part => part is EventTrigger.Signal));

    private static bool EndsSomething(EventTrigger trigger) =>
        trigger is EventTrigger.Error or EventTrigger.Cancel or EventTrigger.Terminate;

    private static void OpenPart(Run run, TokenState? owner, int scopeId, FlowNode element, int part, EventTrigger trigger)
    {
        if (trigger is EventTrigger.Message message) Messages.Await(run, owner, scopeId, element, part, message);
        if (trigger is EventTrigger.Timer timer) Timers.Await(run, owner, scopeId, element, part, timer);
        if (trigger is EventTrigger.Signal signal) Signals.Await(run, owner, scopeId, element, part, signal);
        if (trigger is EventTrigger.Conditional) Conditions.Await(run, owner, scopeId, element, part);
    }

    private static bool Has(Run run, TokenState? owner, int scopeId, FlowNode element, int part, EventTrigger trigger)
    {
        foreach (var id in Owned(run, owner, scopeId))
        {
            if (run.State.FindWait(id) is not { } wait || wait.ElementId != element.Id || wait.Part != part) continue;
            if (wait is Wait.Message ? trigger is EventTrigger.Message : wait is Wait.Timer ? trigger is EventTrigger.Timer
                : wait is Wait.Signal ? trigger is EventTrigger.Signal : wait is Wait.Condition && trigger is EventTrigger.Conditional)
                return true;
        }

        return false;
    }

    private static bool AwaitsMore(Run run, Wait wait)
    {
        var owner = wait.TokenId is { } id ? run.State.FindToken(id) : null;
        foreach (var other in Owned(run, owner, wait.ScopeId))
            if (run.State.FindWait(other) is { } open and not Wait.Action && open.ElementId == wait.ElementId)
                return true;
        return false;
    }

    private static ValueList<int> Owned(Run run, TokenState? owner, int scopeId) =>
        owner is null ? run.State.FindScope(scopeId)?.Waits ?? [] : run.State.FindToken(owner.Id)?.Waits ?? [];
}
