using System.Globalization;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Reads what becomes of a timer that could not fire at its time.</summary>
internal sealed class MisfireReader(FindingList findings)
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1_000;

    /// <summary>The timer of an event with its policy.</summary>
    public EventTrigger.Timer Read(DrawnNode node, EventTrigger.Timer timer)
    {
        // What is incomplete, the check of the vocabulary reports.
        if (node.Element.Setting("misfire") is not { } setting || setting.Text("policy") is not { } policy) return timer;
        if (Policy(setting, policy) is not { } misfire) return timer;
        if (!MayBePassedOver(node) && misfire is Misfire.Skip or Misfire.FireWithin)
            findings.Error("misfire-not-here", setting,
                $"found misfire {policy} on an event that the flow waits for, where a timer that is passed over would leave nothing that goes on.",
                "Choose fireOnce, or draw the timer on the border of an activity.");
        Unused(setting, policy, "window", misfire is Misfire.FireWithin);
        Unused(setting, policy, "limit", misfire is Misfire.FireAll);
        if (misfire is Misfire.FireAll && timer.Kind != TimerKind.Cycle)
            findings.Warning("misfire-unused", setting,
                "found misfire fireAll on a timer that is no cycle: it has one time, and fires once.", "Choose fireOnce, or make the timer a cycle.");
        return timer with { Misfire = misfire };
    }

    /// <summary>Whether something else goes on when the event does not happen.</summary>
    private static bool MayBePassedOver(DrawnNode node) => node.Kind is "boundaryEvent" or "startEvent";

    private Misfire? Policy(XElement setting, string policy)
    {
        switch (policy)
        {
            case "fireOnce": return new Misfire.FireOnce();
            case "skip": return new Misfire.Skip();
            case "fireAll": return Limit(setting) is { } limit ? new Misfire.FireAll(limit) : null;
            case "fireWithin": return Window(setting) is { } window ? new Misfire.FireWithin(window) : null;
            default:
                findings.Error("misfire-unknown", setting,
                    $"found misfire \"{Words.Short(policy)}\", expected fireOnce, fireAll, skip or fireWithin.", "Choose one of the four.");
                return null;
        }
    }

    private int? Limit(XElement setting)
    {
        if (setting.Text("limit") is not { } text) return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LargestLimit) return limit;
        findings.Error("misfire-limit", setting,
            $"found the limit \"{Words.Short(text)}\", expected a whole number from 1 to {LargestLimit}.", "Write how many missed rounds fire at most.");
        return null;
    }

    private TimeSpan? Window(XElement setting)
    {
        var text = setting.Text("window") ?? "";
        if (TimerReader.ExactDuration(text) is { } window && window > TimeSpan.Zero) return window;
        findings.Error("misfire-window", setting,
            $"found the window \"{Words.Short(text)}\", expected a duration, such as PT30M or P1DT12H.", "Write how late the timer may fire.");
        return null;
    }

    private void Unused(XElement setting, string policy, string attribute, bool isUsed)
    {
        if (!isUsed && setting.Text(attribute) is not null)
            findings.Warning("misfire-unused", setting,
                $"found a {attribute} beside misfire {policy}, which has no use for it.", "Remove it, or choose the policy that is meant.");
    }
}
