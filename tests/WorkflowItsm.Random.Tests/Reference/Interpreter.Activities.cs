using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>What each kind of element does when a token comes (BPMN 2.0, 13.3 to 13.5).</summary>
internal sealed partial class Interpreter
{
    private void Work(Token token, FlowNode node)
    {
        switch (node)
        {
            case FlowNode.StartEvent or FlowNode.BoundaryEvent or FlowNode.ExclusiveGateway or FlowNode.PlainTask:
                Finish(token, null);
                break;
            case FlowNode.ScriptTask task:
                Finish(token, Value(task.Script, token.Place));
                break;
            case FlowNode.BusinessRuleTask:
                Decide(token);
                break;
            case FlowNode.SendTask { Trigger: var sent }:
                if (Send(token, sent)) Finish(token, null);
                break;
            case FlowNode.UserTask:
                if (AwaitBorder(token)) Await(token, WaitKind.Task, "");
                break;
            case FlowNode.ServiceTask or FlowNode.CodeTask:
                if (AwaitBorder(token)) Call(token);
                break;
            case FlowNode.ReceiveTask { Trigger: var received }:
                if (AwaitBorder(token)) Await(token, token.Place, node, received);
                break;
            case FlowNode.CatchEvent { Trigger: EventTrigger.Link }:
                Finish(token, null);
                break;
            case FlowNode.CatchEvent { Trigger: var caught }:
                Await(token, token.Place, node, caught);
                break;
            case FlowNode.ThrowEvent { Trigger: EventTrigger.Link link }:
                FollowLink(token, link);
                break;
            case FlowNode.ThrowEvent { Trigger: var thrown }:
                Throw(token, thrown);
                break;
            case FlowNode.EndEvent { Trigger: var thrown }:
                Throw(token, thrown);
                break;
            case FlowNode.SubProcess or FlowNode.AdHocSubProcess:
                if (AwaitBorder(token)) OpenSub(token, new Place(PlaceKind.Body, token.Place.Program, node.Id, token.Place, token));
                break;
            case FlowNode.CallActivity call:
                OpenCall(token, call);
                break;
            case FlowNode.ParallelGateway:
                Join(token);
                break;
            case FlowNode.InclusiveGateway or FlowNode.ComplexGateway when node.Incoming.Count < 2 || token.FlowId is null:
                Finish(token, null);
                break;
            case FlowNode.InclusiveGateway:
                token.Joining = true;
                break;
            case FlowNode.ComplexGateway complex:
                token.Joining = true;
                Activate(token.Place, complex);
                break;
            case FlowNode.EventBasedGateway:
                AwaitFirst(token);
                break;
        }
    }

    private void Decide(Token token)
    {
        var task = token.Node;
        if (decisions(task.Settings.Decision!, token.Place.Program.Release) is not { } decision)
        {
            Raise(token, "no-such-decision");
            return;
        }

        var inputs = FeelContext.Empty;
        if (task.Settings.Inputs.IsEmpty)
        {
            foreach (var name in decision.Inputs)
                if (Find(name, token.Place, []) is { } value)
                    inputs = inputs.With(name, value);
        }
        else
        {
            inputs = Inputs(task, token.Place);
        }

        var result = decision.Evaluate(inputs, new FeelSession(Now)).Value;
        if (result.IsNull && task.Settings.RequiresResult is true) Raise(token, "decision-without-value");
        else Finish(token, result);
    }

    private void Call(Token token)
    {
        var (kind, name) = token.Node switch
        {
            FlowNode.CodeTask code => ("script", code.Language),
            { Settings.Topic: { } topic } => ("job", topic),
            _ => ("call", token.Node.Settings.Handler!),
        };
        Await(token, WaitKind.Job, name);
        Trace.Send(kind, name);
    }

    /// <summary>Opens the waits of the events on the border of an activity (BPMN 2.0, 13.5.3); the rounds of a loop share those of the activity.</summary>
    private bool AwaitBorder(Token token)
    {
        if (token.IsRound) return true;
        foreach (var border in Borders(token))
            Await(token, token.Place, border, border.Trigger);
        return token.Stop is null;
    }

    private static IEnumerable<FlowNode.BoundaryEvent> Borders(Token token) =>
        token.Place.Program.Model.Nodes.Items.OfType<FlowNode.BoundaryEvent>().Where(border => border.AttachedTo == token.Node.Id);

    private void OpenSub(Token token, Place place)
    {
        Open(place);
        token.Inner = place;
        foreach (var (name, value) in Inputs(token.Node, token.Place)) place.Values[name] = value;
        Begin(place);
        if (token.Node is FlowNode.AdHocSubProcess adHoc) BeginAdHoc(place, adHoc);
        else
            foreach (var start in Begins(place).ToList())
                Enter(place, start, null);
        if (place.Tokens.Count == 0) TokenEnded(place);
    }

    private void OpenCall(Token token, FlowNode.CallActivity call)
    {
        var outer = token.Place.Program;
        if (called(call.Called, call.Binding, outer.Release) is not var (found, release))
        {
            Raise(token, "no-such-process");
            return;
        }

        if (!AwaitBorder(token)) return;
        var way = $"{outer.Prefix}{call.Id}{(release is null ? "" : $"@{release}")}/{found.Id}/";
        var place = new Place(PlaceKind.Called, new(found, way, release), found.Id, token.Place, token);
        Open(place);
        token.Inner = place;
        foreach (var (name, value) in call.Settings.Inputs.IsEmpty ? Visible(token.Place, withRoot: true, withLoop: false) : (IEnumerable<KeyValuePair<string, FeelValue>>)Inputs(call, token.Place))
            place.Values[name] = value;
        Begin(place);
        foreach (var start in Begins(place).ToList()) Enter(place, start, null);
        TokenEnded(place);
    }

    /// <summary>
    /// An ad hoc sub-process starts each activity that no flow leads to, one at a time or all at once; or people start them, and say when it is
    /// complete unless a condition does (BPMN 2.0, 10.3.5).
    /// </summary>
    private void BeginAdHoc(Place place, FlowNode.AdHocSubProcess adHoc)
    {
        if (adHoc.IsManual)
        {
            place.ToStart = [];
            foreach (var node in Begins(place)) Add(new(Number(), WaitKind.Action, null, place, node, 0));
            if (adHoc.CompletionCondition is null) Add(new(Number(), WaitKind.Action, null, place, adHoc, 0));
            return;
        }

        place.ToStart = new(Begins(place));
        var count = adHoc.IsSequential ? 1 : place.ToStart.Count;
        for (var i = 0; i < count && place.ToStart.TryDequeue(out var node); i++) Enter(place, node, null);
    }

    /// <summary>A person starts an activity of an ad hoc sub-process, or says that this is complete.</summary>
    public void TakeAction(Waiting action)
    {
        NewStep();
        var place = action.Place;
        if (action.Node == place.Node) EndAdHoc(place);
        else if (place is { Node: FlowNode.AdHocSubProcess { IsSequential: true } } && (place.Tokens.Count > 0 || place.Inside.Count > 0)) Refused = "one-at-a-time";
        else Enter(place, action.Node, null);
        if (action.Node == place.Node) TokenEnded(place);
        Go();
    }

    /// <summary>Something in an ad hoc sub-process has ended, an activity with all that follows it or not; whether the sub-process goes on.</summary>
    private bool ContinueAdHoc(Place place, bool isCompleted)
    {
        var adHoc = (FlowNode.AdHocSubProcess)place.Node!;
        if (isCompleted && adHoc.CompletionCondition is { } condition && Value(condition, place).IsTrue)
        {
            EndAdHoc(place);
            return false;
        }

        if (place.Tokens.Count > 0 || place.Inside.Count > 0) return false;
        if (place.Waits.Exists(wait => wait.Kind == WaitKind.Action)) return true;
        if (!place.ToStart!.TryDequeue(out var next)) return false;
        Enter(place, next, null);
        return true;
    }

    /// <summary>Nothing more is started in an ad hoc sub-process, and what runs in it is cancelled if it says so.</summary>
    private void EndAdHoc(Place place)
    {
        place.ToStart!.Clear();
        if (((FlowNode.AdHocSubProcess)place.Node!).CancelsRemaining) CancelWithin(place);
        foreach (var wait in place.Waits.ToList()) Close(wait);
    }
}
