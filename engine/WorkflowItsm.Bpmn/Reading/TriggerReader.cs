using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Reads what an event, send task or receive task waits for or throws. Null means that findings say why not.</summary>
internal sealed class TriggerReader(
    References references, SettingsReader settings, TimerReader timers, MisfireReader misfires, Expressions expressions, FindingList findings)
{
    /// <summary>The trigger of an event.</summary>
    public EventTrigger? Read(DrawnNode node)
    {
        var place = EventPlace.Of(node);
        var definitions = Definitions(node.Element);
        if (definitions is null) return null;
        if (definitions.Count == 0) return Allowed(node, place, node.Element, "none") ? new EventTrigger.None() : null;

        var parts = definitions.Select(definition => Read(node, place, definition, definitions.Count > 1)).ToList();
        if (parts.Contains(null)) return null;
        return parts is [{ } only] ? only : new EventTrigger.Multiple([.. parts.OfType<EventTrigger>()], node.Element.Flag("parallelMultiple", false));
    }

    /// <summary>The message of a receive task.</summary>
    public EventTrigger? ReadReceive(DrawnNode node) => ReadMessage(node, node.Element, needsKey: !node.Element.Flag("instantiate", false));

    /// <summary>The message of a send task, which a notification may stand for.</summary>
    public EventTrigger? ReadSend(DrawnNode node)
    {
        if (node.Element.Setting("notify") is null && node.Element.Text("messageRef") is null)
        {
            findings.Error("send-without-message", node.Element, "found neither <itsm:notify> nor a message, a handler or a topic, expected one of them.",
                "Add <itsm:notify decision=\"…\" occasion=\"…\"/> or <itsm:handler name=\"mail\"/>, or choose a message.");
            return null;
        }
        if (node.Element.Setting("notify") is null) return ReadMessage(node, node.Element, needsKey: false);
        if (node.Element.Text("messageRef") is null) return new EventTrigger.None();
        findings.Error("send-twice", node.Element,
            "found both <itsm:notify> and a message, expected one of them.",
            "Remove one of them, or use two send tasks.");
        return null;
    }

    /// <summary>Whether a send task that a handler or worker does names nothing else that it would send.</summary>
    public bool NothingElse(DrawnNode node)
    {
        if (node.Element.Setting("notify") is null && node.Element.Text("messageRef") is null) return true;
        findings.Error("send-twice", node.Element,
            "found a handler or topic beside <itsm:notify> or a message, expected one of them.",
            "Remove one of them, or use two send tasks.");
        return false;
    }

    /// <summary>The event that the end of a round of a multi-instance activity throws: a reference to an event definition.</summary>
    public EventTrigger? ReadThrown(DrawnNode node, XElement holder, string reference)
    {
        if (holder.Reference(reference) is not { } id)
        {
            findings.Error("behavior-without-event", holder,
                $"found no {reference}, expected the event definition that each round throws.", "Choose an event definition, or set behavior to All.");
            return null;
        }
        if (Referenced(holder, id) is not { } definition) return null;
        return Read(node, new EventPlace(["signal", "escalation", "message", "error"], IsThrowing: true, NeedsKey: false), definition, isPart: false);
    }

    /// <summary>The event definitions of an event, those it only refers to among them; null when one of those is not there.</summary>
    private List<XElement>? Definitions(XElement element)
    {
        var found = new List<XElement>();
        var complete = true;
        foreach (var part in element.Parts())
        {
            if (part.Name.LocalName == "eventDefinitionRef")
            {
                if (Referenced(part, BpmnXml.LocalPart(part.Value.Trim())) is { } definition) found.Add(definition);
                else complete = false;
            }
            else if (part.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
            {
                found.Add(part);
            }
        }
        return complete ? found : null;
    }

    private XElement? Referenced(XElement at, string id)
    {
        if (references.EventDefinition(id) is { } definition) return definition;
        findings.Error("no-such-event-definition", at,
            $"found a reference to the event definition \"{Words.Short(id)}\", but none has that id; {references.DeclaredEventDefinitions()}.",
            "Put the event definition inside the event, or refer to one that stands beside the processes.");
        return null;
    }

    private EventTrigger? Read(DrawnNode node, EventPlace place, XElement definition, bool isPart)
    {
        var kind = definition.Name.LocalName[..^"EventDefinition".Length];
        if (!Allowed(node, place, definition, kind)) return null;
        if (isPart && !AllowedBesideOthers(node, place, definition, kind)) return null;
        return kind switch
        {
            "message" => ReadMessage(node, definition, place.NeedsKey),
            "timer" => timers.Read(definition) is { } timer ? misfires.Read(node, timer) : null,
            "signal" => Named(definition, "signal") is { } signal ? new EventTrigger.Signal(signal) : null,
            "error" => Coded(definition, "error", place.IsThrowing) is { } error ? new EventTrigger.Error(error.Code) : null,
            "escalation" => Coded(definition, "escalation", place.IsThrowing) is { } escalation ? new EventTrigger.Escalation(escalation.Code) : null,
            "conditional" => ReadCondition(definition),
            "link" => ReadLink(definition),
            "compensate" => ReadCompensation(node, definition),
            "cancel" => ReadCancel(node, definition),
            _ => new EventTrigger.Terminate(),
        };
    }

    private bool Allowed(DrawnNode node, EventPlace place, XElement at, string kind)
    {
        if (place.Triggers.Contains(kind)) return true;
        findings.Error("trigger-not-allowed", at,
            $"found {Spoken(kind)}, expected {Words.Either([.. place.Triggers.Select(Spoken)])}.",
            Cure(node));
        return false;
    }

    private bool AllowedBesideOthers(DrawnNode node, EventPlace place, XElement at, string kind)
    {
        if (kind == "link")
            findings.Error("trigger-not-allowed", at,
                "found a link beside other triggers, expected it alone, because a link is a way and not an event.", "Use an event of its own for the link.");
        else if (kind == "compensate" && !place.IsThrowing)
            findings.Error("trigger-not-allowed", at,
                "found a compensation trigger beside other triggers, expected it alone, because it undoes what is complete and the others happen to what still runs.",
                "Use an event of its own for the compensation.");
        else if (kind is "error" or "escalation" or "cancel" && !place.IsThrowing && node.Element.Flag("parallelMultiple", false))
            findings.Error("trigger-not-allowed", at,
                $"found {Spoken(kind)} in an event that waits for all of its triggers, expected message, timer, signal or conditional triggers, because what is thrown is caught at once and cannot wait for the others.",
                "Remove parallelMultiple, or use an event of its own.");
        else return true;
        return false;
    }

    private EventTrigger.Message? ReadMessage(DrawnNode node, XElement holder, bool needsKey)
    {
        var key = settings.Optional(node.Element.Setting("correlation"), "key");
        if (needsKey && node.Element.Setting("correlation") is null)
            findings.Warning("correlation-missing", node.Element,
                "waits for a message without saying for whose: any one case that waits for it takes it.",
                "Add <itsm:correlation key=\"…\"/> with FEEL for a value that the sender also gives, such as number.");
        return Named(holder, "message") is { } name ? new EventTrigger.Message(name, key) : null;
    }

    /// <summary>The name of the message or signal that is meant, by which sender and receiver know it.</summary>
    private string? Named(XElement holder, string kind)
    {
        if (holder.Reference($"{kind}Ref") is not { } id)
        {
            findings.Error($"{kind}-missing", holder, $"found no {kind}Ref, expected the {Sentence.Term(kind)} that is meant.", $"Choose a {Sentence.Term(kind)}.");
            return null;
        }
        if (references.Find(kind, id) is not { } element) return NotThere(holder, kind, id);

        // BPMN asks for no name (8.3.11, 10.5.5); where two processes of one file speak to each other, the id serves.
        return element.Text("name") ?? id;
    }

    private string? NotThere(XElement holder, string kind, string id)
    {
        findings.Error($"no-such-{kind}", holder,
            $"found {kind}Ref \"{Words.Short(id)}\", but no {Sentence.Term(kind)} has that id; {references.Declared(kind)}.",
            $"Choose {Words.A(kind)} that is declared, or declare this one.");
        return null;
    }

    private (string? Code, bool Any)? Coded(XElement definition, string kind, bool isThrowing)
    {
        if (definition.Reference($"{kind}Ref") is not { } id)
        {
            if (!isThrowing || kind == "escalation") return (null, true);
            findings.Error($"{kind}-without-code", definition,
                $"found no {kind}Ref, expected the {Sentence.Term(kind)} that is thrown.", $"Choose an {Sentence.Term(kind)} and give it a code.");
            return null;
        }
        if (references.Find(kind, id) is not { } element)
        {
            NotThere(definition, kind, id);
            return null;
        }
        return (element.Text($"{kind}Code") ?? element.Text("name") ?? id, false);
    }

    private EventTrigger.Conditional? ReadCondition(XElement definition)
    {
        if (definition.Part("condition") is { } condition && condition.Value.Trim().Length > 0)
            return expressions.CompileContent(condition, "condition") is { } compiled ? new EventTrigger.Conditional(compiled) : null;
        findings.Error("event-without-condition", definition, "found no condition, expected one that becomes true.", "Write the condition in FEEL.");
        return null;
    }

    private EventTrigger.Link? ReadLink(XElement definition)
    {
        if (definition.Text("name") is { } name) return new EventTrigger.Link(name);
        findings.Error("link-without-name", definition, "found a link without a name, by which its two ends know each other.", "Give both ends the same name.");
        return null;
    }

    private EventTrigger.Compensation? ReadCompensation(DrawnNode node, XElement definition)
    {
        var waits = definition.Flag("waitForCompletion", true);
        if (definition.Reference("activityRef") is not { } id || !EventPlace.Of(node).IsThrowing) return new EventTrigger.Compensation(null, waits);
        for (var scope = node.Scope; scope is not null; scope = scope.Holder?.Scope)
            if (scope.Nodes.Exists(other => other.Id == id && NodeKinds.IsActivity(other.Kind)))
                return new EventTrigger.Compensation(id, waits);
        findings.Error("no-such-activity", definition,
            $"found activityRef \"{Words.Short(id)}\", but no activity beside the event or around it has that id.",
            "Choose the activity whose work is undone, or none to undo all of the process or sub-process.");
        return null;
    }

    private EventTrigger.Cancel? ReadCancel(DrawnNode node, XElement definition)
    {
        if (node.Kind == "boundaryEvent" && node.Host is { Kind: not "transaction" } host)
        {
            findings.Error("cancel-without-transaction", definition,
                $"found a cancel event on the border of {Words.Within(host.Element)}, expected a transaction, which alone can be cancelled.",
                "Make the sub-process a transaction, or use an error.");
            return null;
        }
        if (node.Kind == "boundaryEvent") return new EventTrigger.Cancel();
        DrawnNode? undoing = null;
        for (var scope = node.Scope; scope.Holder is { } holder; scope = holder.Scope)
        {
            if (holder.Kind != "transaction")
            {
                if (holder.IsForCompensation || scope.IsCompensation) undoing ??= holder;
                continue;
            }

            // What undoes work also runs when the transaction is over; a cancel event MUST be in a transaction and in no other sub-process (10.5.6).
            if (undoing is null) return new EventTrigger.Cancel();
            findings.Error("cancel-while-undoing", definition,
                $"found a cancel event in {Words.Within(undoing.Element)}, which undoes work and may do so when the transaction is over; expected it in the flow of a transaction that runs.",
                "Move the event into the flow of the transaction, or use an error.");
            return null;
        }
        findings.Error("cancel-without-transaction", definition,
            "found a cancel event outside of a transaction, which alone can be cancelled.", "Put the event into a transaction, or use an error.");
        return null;
    }

    private static Sentence Spoken(string kind) => kind switch
    {
        "none" => "no trigger",
        "compensate" => Words.A("compensation trigger"),
        _ => Words.A($"{kind} trigger"),
    };

    private static Sentence Cure(DrawnNode node) => node.Kind switch
    {
        "startEvent" when node.Scope.IsEventSubProcess => "Give the start event one of these triggers; an action that people take is a message with <itsm:action>.",
        "startEvent" when !node.Scope.IsProcess => "Remove the trigger, or make the sub-process an event sub-process.",
        _ => "Give the event one of these triggers.",
    };
}
