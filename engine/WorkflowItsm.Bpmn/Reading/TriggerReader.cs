using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Reads what an event, send task or receive task waits for or throws. Null means that findings say why not.</summary>
internal sealed class TriggerReader(References references, SettingsReader settings, TimerReader timers, MisfireReader misfires, FindingList findings)
{
    /// <summary>The trigger of an event.</summary>
    public EventTrigger? Read(DrawnNode node)
    {
        var place = EventPlace.Of(node);
        var definitions = node.Element.Parts()
            .Where(part => part.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal) || part.Name.LocalName == "eventDefinitionRef").ToList();
        if (definitions.Count > 1)
        {
            NotYet.Refuse(findings, node.Element, $"{definitions.Count} event definitions in one event", "Use one event for each of them.");
            return null;
        }
        if (definitions is [var only] && NotYet.Refuse(findings, only)) return null;

        var definition = definitions.SingleOrDefault();
        var kind = definition is null ? "none" : definition.Name.LocalName[..^"EventDefinition".Length];
        if (!place.Triggers.Contains(kind))
        {
            findings.Error("trigger-not-allowed", definition ?? node.Element,
                $"found {Spoken(kind)}, expected {Words.Either([.. place.Triggers.Select(Spoken)])}.",
                Cure(node));
            return null;
        }
        return definition is null ? new EventTrigger.None() : kind switch
        {
            "message" => ReadMessage(node, definition, place.NeedsKey),
            "timer" => timers.Read(definition) is { } timer ? misfires.Read(node, timer) : null,
            "error" => ReadError(definition, place.IsThrowing),
            _ => new EventTrigger.Terminate(),
        };
    }

    /// <summary>The message of a receive task.</summary>
    public EventTrigger? ReadReceive(DrawnNode node) => ReadMessage(node, node.Element, needsKey: true);

    /// <summary>The message of a send task, which a notification may stand for.</summary>
    public EventTrigger? ReadSend(DrawnNode node)
    {
        if (node.Element.Setting("notify") is null && node.Element.Text("messageRef") is null)
        {
            findings.Error("send-without-message", node.Element, "found neither <itsm:notify> nor a message, expected one of them.",
                "Add <itsm:notify decision=\"…\" occasion=\"…\"/>, or choose a message.");
            return null;
        }
        if (node.Element.Setting("notify") is null) return ReadMessage(node, node.Element, needsKey: false);
        if (node.Element.Text("messageRef") is null) return new EventTrigger.None();
        findings.Error("send-twice", node.Element,
            "found both <itsm:notify> and a message, expected one of them.",
            "Remove one of them, or use two send tasks.");
        return null;
    }

    private EventTrigger.Message? ReadMessage(DrawnNode node, XElement holder, bool needsKey)
    {
        var key = settings.Optional(node.Element.Setting("correlation"), "key");
        if (needsKey && node.Element.Setting("correlation") is null)
            findings.Error("correlation-missing", node.Element, "waits for a message without saying for whose: found no correlation key.",
                "Add <itsm:correlation key=\"…\"/> with FEEL for a value that the sender also gives, such as number.");
        if (holder.Reference("messageRef") is not { } id)
        {
            findings.Error("message-missing", holder, "found no messageRef, expected the message that is meant.", "Choose a message.");
            return null;
        }
        if (references.Message(id) is not { } message)
        {
            findings.Error("no-such-message", holder,
                $"found messageRef \"{Words.Short(id)}\", but no message has that id; {references.Declared("message")}.",
                "Choose a message that is declared, or declare this one.");
            return null;
        }
        if (message.Text("name") is { } name) return new EventTrigger.Message(name, key);
        findings.Error("message-without-name", holder,
            $"found message {Words.Short(id)} without a name, by which sender and receiver know it.",
            "Give the message a name.");
        return null;
    }

    private EventTrigger.Error? ReadError(XElement definition, bool isThrowing)
    {
        const string cure = "Choose an error and give it an error code.";
        if (definition.Reference("errorRef") is not { } id)
        {
            if (!isThrowing) return new EventTrigger.Error(null);
            findings.Error("error-without-code", definition, "found no errorRef, expected the error that is thrown.", cure);
            return null;
        }
        if (references.Error(id) is not { } error)
        {
            findings.Error("no-such-error", definition,
                $"found errorRef \"{Words.Short(id)}\", but no error has that id; {references.Declared("error")}.",
                "Choose an error that is declared, or declare this one.");
            return null;
        }
        if (error.Text("errorCode") is { } code) return new EventTrigger.Error(code);
        findings.Error("error-without-code", definition,
            $"found error {Words.Short(id)} without an error code, by which it is caught.",
            cure);
        return null;
    }

    private static Sentence Spoken(string kind) => kind == "none" ? "no trigger" : Words.A($"{kind} trigger");

    private static Sentence Cure(DrawnNode node) => node.Kind switch
    {
        "startEvent" when node.Scope.IsEventSubProcess => "Give the start event one of these triggers; an action that people take is a message with <itsm:action>.",
        "startEvent" when !node.Scope.IsProcess => "Remove the trigger, or make the sub-process an event sub-process.",
        _ => "Give the event one of these triggers.",
    };
}
