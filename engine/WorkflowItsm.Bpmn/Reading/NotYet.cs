using System.Collections.Frozen;
using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>
/// What BPMN can say and this release does not execute, each with what may be drawn instead. To make a kind
/// executable, delete its line here and read it.
/// </summary>
internal static class NotYet
{
    private static readonly FrozenDictionary<string, Sentence> Alternatives = new Dictionary<string, Sentence>
    {
        ["inclusiveGateway"] = "Use a parallel gateway and begin each branch with an exclusive gateway that may go round it.",
        ["complexGateway"] = "Use exclusive and parallel gateways.",
        ["callActivity"] = "Draw the called steps as a sub-process.",
        ["transaction"] = "Use a sub-process with a boundary error event.",
        ["adHocSubProcess"] = "Use a sub-process with a parallel gateway, or event sub-processes for steps that people may choose.",
        ["implicitThrowEvent"] = "Use a throw event.",
        ["multiInstanceLoopCharacteristics"] = "Remove the marker, or draw the repetitions with an exclusive gateway that leads back.",
        ["standardLoopCharacteristics"] = "Remove the marker and lead back with an exclusive gateway.",
        ["signalEventDefinition"] = "Use a message.",
        ["escalationEventDefinition"] = "Use an error, or a message to an event sub-process.",
        ["conditionalEventDefinition"] = "Use a message, or a timer followed by an exclusive gateway that asks the condition.",
        ["linkEventDefinition"] = "Draw the sequence flow through.",
        ["compensateEventDefinition"] = "Draw the steps that undo the work after a boundary error event.",
        ["cancelEventDefinition"] = "Use an error end event and a boundary error event.",
        ["eventDefinitionRef"] = "Put the event definition inside the event.",
    }.ToFrozenDictionary();

    /// <summary>Says that an element of one of these kinds is not yet executable.</summary>
    /// <returns>Whether it is.</returns>
    public static bool Refuse(FindingList findings, XElement element)
    {
        if (!Alternatives.TryGetValue(element.Name.LocalName, out var cure)) return false;
        Refuse(findings, element, Words.A(Words.Kind(element)), cure);
        return true;
    }

    /// <summary>Says that something is not yet executable.</summary>
    public static void Refuse(FindingList findings, XElement at, Sentence what, Sentence cure) =>
        findings.Error("not-yet-executable", at, $"found {what}, which is not yet executable.", cure);

    /// <summary>Refuses what an activity can carry besides its own kind.</summary>
    public static void RefuseMarkers(FindingList findings, XElement activity)
    {
        foreach (var part in activity.Parts().Where(part => part.Name.LocalName.EndsWith("LoopCharacteristics", StringComparison.Ordinal)))
            Refuse(findings, part);
        if (activity.Flag("isForCompensation", false))
            Refuse(findings, activity, "a compensation activity", Alternatives["compensateEventDefinition"]);
        if (activity.Flag("instantiate", false))
            Refuse(findings, activity, "instantiate=\"true\"", "Begin the process with a message start event.");
        foreach (var quantity in (string[])["startQuantity", "completionQuantity"])
            if (activity.Text(quantity) is { } number and not "1")
                Refuse(findings, activity,
                    $"{quantity}=\"{Words.Short(number)}\"",
                    "Remove the quantity; one token starts the activity and one leaves it.");
    }
}
