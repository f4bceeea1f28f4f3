using System.Globalization;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Turns one drawn node into what the engine runs. To add a kind of node, add an arm here.</summary>
internal sealed class NodeReader(
    SettingsReader settings, TriggerReader triggers, LoopReader loops, DataReader data, References references, Expressions expressions,
    BpmnReadOptions options, FindingList findings)
{
    /// <summary>The node with its settings and flows; null when findings say why it cannot run.</summary>
    public FlowNode? Read(DrawnNode node)
    {
        var own = settings.Read(node);
        if (own is { State: not null, Overlay: not null })
            findings.Error("state-and-overlay", node.Element, $"found state {own.State} and overlay {own.Overlay}, expected one of them.",
                "Keep the state if the ticket stays in it afterwards, or the overlay if it lifts when the element is left.");
        own = own with { Inputs = [.. own.Inputs, .. data.Inputs(node)], Outputs = [.. own.Outputs, .. data.Outputs(node)] };
        var isActivity = NodeKinds.IsActivity(node.Kind);
        var loop = isActivity ? loops.Read(node) : null;

        return Bare(node, own) is { } bare
            ? bare with
            {
                Name = node.Element.Text("name") ?? "",
                Incoming = [.. node.Incoming.Select(flow => flow.Model).OfType<SequenceFlow>()],
                Outgoing = [.. node.Outgoing.Select(flow => flow.Model).OfType<SequenceFlow>()],
                Settings = own,
                DefaultFlowId = node.Element.Reference("default"),
                Loop = loop,
                IsForCompensation = node.IsForCompensation,
                StartQuantity = isActivity ? Quantity(node, "startQuantity") : 1,
                CompletionQuantity = isActivity ? Quantity(node, "completionQuantity") : 1,
            }
            : null;
    }

    private FlowNode? Bare(DrawnNode node, NodeSettings own)
    {
        var (id, scope) = (node.Id, node.Scope.Id);
        switch (node.Kind)
        {
            case "startEvent":
                return triggers.Read(node) is { } start
                    ? new FlowNode.StartEvent(start, Interrupts(node, start, "isInterrupting")) { Id = id, ScopeId = scope } : null;
            case "intermediateCatchEvent":
                return triggers.Read(node) is { } caught ? new FlowNode.CatchEvent(caught) { Id = id, ScopeId = scope } : null;
            case "intermediateThrowEvent" or "implicitThrowEvent":
                return triggers.Read(node) is { } thrown ? new FlowNode.ThrowEvent(thrown) { Id = id, ScopeId = scope } : null;
            case "boundaryEvent":
                return triggers.Read(node) is { } border && Interrupts(node, border, "cancelActivity") is var interrupts && node.Host is { } host
                    ? new FlowNode.BoundaryEvent(border, host.Id, interrupts) { Id = id, ScopeId = scope, HandlerId = Handler(node, border) } : null;
            case "endEvent":
                return triggers.Read(node) is { } end ? new FlowNode.EndEvent(end) { Id = id, ScopeId = scope } : null;
            case "userTask":
                return new FlowNode.UserTask { Id = id, ScopeId = scope };
            case "serviceTask":
                Need(node, IsBound(node), "handler", "a handler or a topic",
                    "Add <itsm:handler name=\"…\"/> with a name under which the host registered one, or <itsm:topic name=\"…\"/> for workers outside.");
                NeedOneBinding(node);
                return new FlowNode.ServiceTask { Id = id, ScopeId = scope };
            case "businessRuleTask":
                Need(node, own.Decision is not null || node.Element.Setting("decision") is not null, "decision", "a decision",
                    "Add <itsm:decision ref=\"…\"/> with the id or name of a decision.");
                return new FlowNode.BusinessRuleTask { Id = id, ScopeId = scope };
            case "scriptTask":
                return ReadScript(node);
            case "sendTask" when IsBound(node):
                NeedOneBinding(node);
                return triggers.NothingElse(node) ? new FlowNode.SendTask(new EventTrigger.None()) { Id = id, ScopeId = scope } : null;
            case "sendTask":
                return triggers.ReadSend(node) is { } sent ? new FlowNode.SendTask(sent) { Id = id, ScopeId = scope } : null;
            case "receiveTask":
                return triggers.ReadReceive(node) is { } received
                    ? new FlowNode.ReceiveTask(received, Instantiates(node)) { Id = id, ScopeId = scope } : null;
            case "task" or "manualTask":
                return new FlowNode.PlainTask { Id = id, ScopeId = scope };
            case "callActivity":
                return ReadCall(node);
            case "exclusiveGateway":
                return new FlowNode.ExclusiveGateway { Id = id, ScopeId = scope };
            case "inclusiveGateway":
                return new FlowNode.InclusiveGateway { Id = id, ScopeId = scope };
            case "complexGateway":
                return new FlowNode.ComplexGateway(Activation(node)) { Id = id, ScopeId = scope };
            case "parallelGateway":
                return new FlowNode.ParallelGateway { Id = id, ScopeId = scope };
            case "eventBasedGateway":
                return new FlowNode.EventBasedGateway(Instantiates(node), node.Element.Text("eventGatewayType") is "Parallel") { Id = id, ScopeId = scope };
            case "adHocSubProcess":
                return ReadAdHoc(node);
            default:
                return new FlowNode.SubProcess(node.IsEventSubProcess) { Id = id, ScopeId = scope, IsTransaction = node.Kind == "transaction" };
        }
    }

    private FlowNode? ReadScript(DrawnNode node)
    {
        var format = node.Element.Text("scriptFormat");
        var isFeel = format is not null && format.Contains("feel", StringComparison.OrdinalIgnoreCase);
        var language = (format ?? "").ToLowerInvariant();
        if (!isFeel && !options.AcceptsEveryScript && !options.ScriptLanguages.Items.Contains(language))
        {
            findings.Error("script-format", node.Element,
                format is null ? "found no scriptFormat, expected feel." : (Sentence)$"found scriptFormat \"{Words.Short(format)}\", expected feel.",
                "Write the script in FEEL and set scriptFormat to feel.");
            return null;
        }
        if (node.Element.Part("script") is not { } script || script.Value.Trim().Length == 0)
        {
            findings.Error("script-missing", node.Element, "found no script, expected a FEEL expression.", "Write the script.");
            return null;
        }
        if (!isFeel)
            return new FlowNode.CodeTask(language, script.Value.Trim())
            {
                Id = node.Id,
                ScopeId = node.Scope.Id,
                Source = ScriptSources.Of(findings.FileName, script),
            };
        return expressions.Compile(script, "script", script.Value) is { } compiled
            ? new FlowNode.ScriptTask(compiled) { Id = node.Id, ScopeId = node.Scope.Id } : null;
    }

    private FlowNode.CallActivity? ReadCall(DrawnNode node)
    {
        if (node.Element.Reference("calledElement") is not { } called)
        {
            findings.Error("called-element-missing", node.Element, "found no calledElement, expected the id of the process or global task that is called.", "Choose what is called.", "calledElement");
            return null;
        }
        return new FlowNode.CallActivity(called, settings.Binding(node.Element)) { Id = node.Id, ScopeId = node.Scope.Id };
    }

    private FlowNode.AdHocSubProcess ReadAdHoc(DrawnNode node)
    {
        var condition = node.Element.Part("completionCondition") is { } asked && asked.Value.Trim().Length > 0
            ? expressions.CompileContent(asked, "completion condition") : null;
        return new FlowNode.AdHocSubProcess(
            node.Element.Text("ordering") is "Sequential", condition, node.Element.Flag("cancelRemainingInstances", true), settings.IsManual(node.Element))
        { Id = node.Id, ScopeId = node.Scope.Id };
    }

    private FeelExpression? Activation(DrawnNode node) =>
        node.Element.Part("activationCondition") is { } asked && asked.Value.Trim().Length > 0 ? expressions.CompileContent(asked, "activation condition") : null;

    /// <summary>The activity that undoes the work of the activity on whose border a compensation event sits.</summary>
    private string? Handler(DrawnNode node, EventTrigger trigger)
    {
        if (trigger is not EventTrigger.Compensation) return null;
        var handlers = references.AssociatedWith(node.Id)
            .Select(id => node.Scope.Nodes.Find(other => other.Id == id)).OfType<DrawnNode>().Where(other => NodeKinds.IsActivity(other.Kind)).ToList();
        if (handlers is [{ IsForCompensation: true } handler]) return handler.Id;
        if (handlers is [var other])
            findings.Error("not-for-compensation", other.Element,
                $"undoes the work of {Words.Within((node.Host ?? node).Element)}, but is not marked isForCompensation.", "Set isForCompensation to true.");
        else
            findings.Error("no-compensation-handler", node.Element,
                $"found {handlers.Count} activities that undo the work, expected one.", "Draw an association from the event to the activity that undoes the work.");
        return null;
    }

    private bool Instantiates(DrawnNode node)
    {
        if (!node.Element.Flag("instantiate", false)) return false;
        if (node.Scope.IsProcess && node.Incoming.Count == 0) return true;
        findings.Error("instantiate-inside", node.Element,
            "found instantiate=\"true\" on an element that does not begin the process, expected it without incoming flow in the process itself.",
            "Remove instantiate, or let the element begin the process.");
        return false;
    }

    private int Quantity(DrawnNode node, string attribute)
    {
        if (node.Element.Text(attribute) is not { } text) return 1;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1) return number;
        findings.Error("quantity", node.Element, $"found {attribute} \"{Words.Short(text)}\", expected a whole number from 1.", "Correct the number, or leave it out.");
        return 1;
    }

    private bool Interrupts(DrawnNode node, EventTrigger trigger, string attribute)
    {
        var interrupts = node.Element.Flag(attribute, true);
        if (interrupts || trigger.Each().Items.FirstOrDefault(part => part is EventTrigger.Error or EventTrigger.Cancel) is not { } ending) return interrupts;
        findings.Error("error-must-interrupt", node.Element,
            $"found {attribute}=\"false\" on {Words.A(ending is EventTrigger.Cancel ? "cancel event" : "error")}, expected an interrupting event, because it ends the activity in which it is thrown.",
            "Make the event interrupting, or use a message.");
        return true;
    }

    private static bool IsBound(DrawnNode node) => node.Element.Setting("handler") is not null || node.Element.Setting("topic") is not null;

    private void NeedOneBinding(DrawnNode node)
    {
        if (node.Element.Setting("handler") is not null && node.Element.Setting("topic") is not null)
            findings.Error("handler-and-topic", node.Element, "found both <itsm:handler> and <itsm:topic>, expected one of them.",
                "Keep the handler if the host does the work, or the topic if workers outside lease it.");
    }

    private void Need(DrawnNode node, bool isThere, string part, Sentence what, Sentence cure)
    {
        if (!isThere) findings.Error($"{part}-missing", node.Element, $"found nothing that says what is to be done, expected {what}.", cure, part);
    }
}
