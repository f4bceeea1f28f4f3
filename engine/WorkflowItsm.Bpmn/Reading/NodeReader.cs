using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Turns one drawn node into what the engine runs. To add a kind of node, add an arm here.</summary>
internal sealed class NodeReader(SettingsReader settings, TriggerReader triggers, Expressions expressions, FindingList findings)
{
    /// <summary>The node with its settings and flows; null when findings say why it cannot run.</summary>
    public FlowNode? Read(DrawnNode node)
    {
        var own = settings.Read(node);
        if (own is { State: not null, Overlay: not null })
            findings.Error("state-and-overlay", node.Element, $"found state {own.State} and overlay {own.Overlay}, expected one of them.",
                "Keep the state if the ticket stays in it afterwards, or the overlay if it lifts when the element is left.");
        if (NodeKinds.IsActivity(node.Kind)) NotYet.RefuseMarkers(findings, node.Element);

        return Bare(node, own) is { } bare
            ? bare with
            {
                Name = node.Element.Text("name") ?? "",
                Incoming = [.. node.Incoming.Select(flow => flow.Model).OfType<SequenceFlow>()],
                Outgoing = [.. node.Outgoing.Select(flow => flow.Model).OfType<SequenceFlow>()],
                Settings = own,
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
            case "intermediateThrowEvent":
                return triggers.Read(node) is { } thrown ? new FlowNode.ThrowEvent(thrown) { Id = id, ScopeId = scope } : null;
            case "boundaryEvent":
                return triggers.Read(node) is { } border && Interrupts(node, border, "cancelActivity") is var interrupts && node.Host is { } host
                    ? new FlowNode.BoundaryEvent(border, host.Id, interrupts) { Id = id, ScopeId = scope } : null;
            case "endEvent":
                return triggers.Read(node) is { } end ? new FlowNode.EndEvent(end) { Id = id, ScopeId = scope } : null;
            case "userTask":
                return new FlowNode.UserTask { Id = id, ScopeId = scope };
            case "serviceTask":
                Need(node, node.Element.Setting("handler") is not null || node.Element.Setting("topic") is not null, "handler-missing", "a handler or a topic",
                    "Add <itsm:handler name=\"…\"/> with a name under which the host registered one, or <itsm:topic name=\"…\"/> for workers outside.");
                if (node.Element.Setting("handler") is not null && node.Element.Setting("topic") is not null)
                    findings.Error("handler-and-topic", node.Element, "found both <itsm:handler> and <itsm:topic>, expected one of them.",
                        "Keep the handler if the host does the work, or the topic if workers outside lease it.");
                return new FlowNode.ServiceTask { Id = id, ScopeId = scope };
            case "businessRuleTask":
                Need(node, own.Decision is not null || node.Element.Setting("decision") is not null, "decision-missing", "a decision",
                    "Add <itsm:decision ref=\"…\"/> with the id or name of a decision.");
                return new FlowNode.BusinessRuleTask { Id = id, ScopeId = scope };
            case "scriptTask":
                return ReadScript(node);
            case "sendTask":
                return triggers.ReadSend(node) is { } sent ? new FlowNode.SendTask(sent) { Id = id, ScopeId = scope } : null;
            case "receiveTask":
                return triggers.ReadReceive(node) is { } received ? new FlowNode.ReceiveTask(received) { Id = id, ScopeId = scope } : null;
            case "task" or "manualTask":
                return new FlowNode.PlainTask { Id = id, ScopeId = scope };
            case "exclusiveGateway":
                return new FlowNode.ExclusiveGateway(node.Element.Reference("default")) { Id = id, ScopeId = scope };
            case "parallelGateway":
                return new FlowNode.ParallelGateway { Id = id, ScopeId = scope };
            case "eventBasedGateway":
                return ReadEventGateway(node);
            case "subProcess":
                return new FlowNode.SubProcess(node.IsEventSubProcess) { Id = id, ScopeId = scope };
            default:
                NotYet.Refuse(findings, node.Element);
                return null;
        }
    }

    private FlowNode.ScriptTask? ReadScript(DrawnNode node)
    {
        var format = node.Element.Text("scriptFormat");
        if (format is null || !format.Contains("feel", StringComparison.OrdinalIgnoreCase))
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
        return expressions.Compile(script, "script", script.Value) is { } compiled
            ? new FlowNode.ScriptTask(compiled) { Id = node.Id, ScopeId = node.Scope.Id } : null;
    }

    private FlowNode.EventBasedGateway ReadEventGateway(DrawnNode node)
    {
        if (node.Element.Flag("instantiate", false))
            NotYet.Refuse(findings, node.Element, "instantiate=\"true\"", "Begin the process with a message start event.");
        return new FlowNode.EventBasedGateway { Id = node.Id, ScopeId = node.Scope.Id };
    }

    private bool Interrupts(DrawnNode node, EventTrigger trigger, string attribute)
    {
        var interrupts = node.Element.Flag(attribute, true);
        if (interrupts || trigger is not EventTrigger.Error) return interrupts;
        findings.Error("error-must-interrupt", node.Element,
            $"found {attribute}=\"false\" on an error, expected an interrupting event, because an error ends the activity in which it is thrown.",
            "Make the event interrupting, or use a message.");
        return true;
    }

    private void Need(DrawnNode node, bool isThere, string code, Sentence what, Sentence cure)
    {
        if (!isThere) findings.Error(code, node.Element, $"found nothing that says what is to be done, expected {what}.", cure);
    }
}
