using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Messages sent and awaited.</summary>
internal static class Messages
{
    /// <summary>A message has come. It is taken by one wait: the oldest of a token, else the oldest of an event sub-process.</summary>
    public static Verdict Deliver(Run run, Command.DeliverMessage command)
    {
        var waits = run.State.Waits().OfType<Wait.Message>().Where(wait => wait.Name == command.Name && (wait.Key == command.Key || wait.Key == "")).ToList();
        var taker = Hearers.Of(run, waits).OrderBy(wait => wait.TokenId is null).ThenBy(wait => wait.Id).FirstOrDefault();
        if (taker is null)
        {
            run.Happened(new EngineEvent.MessageIgnored(command.Name, command.Key));
            if (command.Key.Length == 0) Topics.PassOn(run, command.Name, command.Payload);
        }
        else
        {
            run.Happened(new EngineEvent.MessageReceived(taker.Id, taker.ElementId, command.Name, command.Key));
            Triggers.Fulfil(run, taker, FeelValue.Context(command.Payload));
        }

        var verdict = run.Go();
        return command.Key.Length == 0 && verdict is Verdict.Accepted accepted ? Topics.Rejoin(accepted, command.Name) : verdict;
    }

    public static Onward Send(Run run, TokenState token, FlowNode.SendTask task) =>
        task.Settings is { Handler: not null } or { Topic: not null } ? Jobs.Call(run, token, task)
        : task.Settings.Notify is { } notify ? Notifications.Send(run, token, task, notify)
        : task.Trigger is EventTrigger.Message message ? Publish(run, token, task, message)
        : Results.Keep(run, token, task, null);

    public static Onward Receive(Run run, TokenState token, FlowNode.ReceiveTask task) =>
        Boundaries.Await(run, token) ? Triggers.Await(run, token, task, task.Trigger) : Onward.Stays;

    /// <summary>Sends a message: its payload is what the element's inputs give, nothing else leaves the case.</summary>
    public static Onward Publish(Run run, TokenState token, FlowNode element, EventTrigger.Message message)
    {
        if (Key(run, token, token.ScopeId, element, message) is not { } key) return Onward.Stays;
        var payload = run.Expressions.Evaluate(element.Settings.Inputs, token.ScopeId);
        if (run.Expressions.Exhausted is not null) return Incidents.Budget(run, token);
        run.Do(new(EffectKinds.Publish, message.MessageName, FeelContext.Of(("key", key), ("payload", FeelValue.Context(payload)))));
        return Results.Keep(run, token, element, null);
    }

    /// <summary>Waits for a message and, the first time a key is waited for, joins its conversation until the instance ends.</summary>
    public static void Await(Run run, TokenState? owner, int scopeId, FlowNode element, int part, EventTrigger.Message message)
    {
        if (Key(run, owner, scopeId, element, message) is not { } key) return;
        if (key.Length == 0) Topics.Await(run, Topic.OfMessage(message.MessageName));
        else if (!run.State.Keys.Items.Contains(key)) run.Do(Listen(key, listens: true));
        run.Happened(new EngineEvent.WaitOpened(new Wait.Message(run.NextId, owner?.Id, scopeId, element.Id, message.MessageName, key) { Part = part }));
    }

    /// <summary>Tells a conversation that this case listens or no longer does; whoever runs the case puts its id for <c>$self</c>.</summary>
    public static Effect Listen(string key, bool listens) =>
        new(EffectKinds.Listen, key, FeelContext.Of(("case", "$self"), ("listens", listens)));

    /// <summary>
    /// The correlation key; empty when the element has none, null after an incident. An event beside the flow (on a
    /// border, or the start of an event sub-process) whose key is null is not waited for: no message can ever be
    /// meant for it, e.g. for an alert's recovery in an incident that no alert opened.
    /// </summary>
    private static string? Key(Run run, TokenState? owner, int scopeId, FlowNode element, EventTrigger.Message message)
    {
        if (message.CorrelationKey is not { } expression) return "";
        var value = run.Expressions.Evaluate(expression, scopeId, out var because);
        if (value.Kind is FeelKind.String or FeelKind.Number && value.ToText() is { Length: > 0 } key) return key;
        if (run.Expressions.Exhausted is not null) Incidents.Budget(run, owner, element);
        else if (!value.IsNull || element is not (FlowNode.BoundaryEvent or FlowNode.StartEvent))
        {
            Incidents.Raise(run, owner, element, "no-correlation-key",
                $"{Elements.Says(element)}: the correlation key `{expression.Text}` of the message '{message.MessageName}' gives {Expressions.KindOf(value)}, expected a text that is not empty or a number{because}. Correct the data or the expression, then retry.");
        }

        return null;
    }
}
