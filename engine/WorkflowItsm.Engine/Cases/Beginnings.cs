using System.Security.Cryptography;
using System.Text;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Running;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>A place where a trigger begins a process.</summary>
/// <param name="Process">The process.</param>
/// <param name="Element">The start event, or the task or event that begins it.</param>
/// <param name="Part">Of an element that waits for several triggers together: which of them this one is; null for every other.</param>
internal sealed record Beginning(ProcessModel Process, FlowNode Element, int? Part)
{
    /// <summary>Opens the case.</summary>
    /// <param name="caseId">Its id.</param>
    /// <param name="key">The key of the conversation that opens it; empty when none does.</param>
    /// <param name="payload">What the trigger carries.</param>
    public Effect Open(string caseId, string key, FeelContext payload)
    {
        var said = FeelContext.Of(("process", Process.Id), ("start", Element.Id), ("key", key), ("payload", FeelValue.Context(payload)));
        return new(EffectKinds.StartCase, caseId, Part is { } part ? said.With("part", part) : said);
    }
}

/// <summary>Where triggers begin processes: start events, also as one of several triggers, tasks that begin a process, and what is behind a gateway that does.</summary>
internal static class Beginnings
{
    /// <summary>Where a message begins a process; of several processes the one whose id sorts first, so that the answer does not depend on an order.</summary>
    public static Beginning? OfMessage(Release release, string name) =>
        Of(release, trigger => trigger is EventTrigger.Message message && message.MessageName == name).FirstOrDefault();

    /// <summary>Everything that a signal begins.</summary>
    public static IEnumerable<Beginning> OfSignal(Release release, string name) =>
        Of(release, trigger => trigger is EventTrigger.Signal signal && signal.SignalName == name);

    /// <summary>Every timer that begins a process, with its number among the triggers of its element.</summary>
    public static IEnumerable<(Beginning Beginning, int Part, EventTrigger.Timer Timer)> OfTimers(Release release)
    {
        foreach (var (beginning, part, trigger) in All(release))
            if (trigger is EventTrigger.Timer timer)
                yield return (beginning, part, timer);
    }

    /// <summary>An id for a case that nobody named: it sorts by time like those of the runtime, and is the same whenever the command is decided again.</summary>
    /// <param name="seed">What tells the case from every other.</param>
    /// <param name="now">The command's time.</param>
    public static string NewCaseId(string seed, DateTimeOffset now)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        return $"{now.ToUnixTimeMilliseconds():x12}{Convert.ToHexStringLower(digest.AsSpan(0, 10))}";
    }

    /// <summary>An element that waits for a trigger twice begins once.</summary>
    private static IEnumerable<Beginning> Of(Release release, Func<EventTrigger, bool> matches) =>
        All(release).Where(one => matches(one.Trigger)).Select(one => one.Beginning).DistinctBy(beginning => (beginning.Process.Id, beginning.Element.Id));

    private static IEnumerable<(Beginning Beginning, int Part, EventTrigger Trigger)> All(Release release)
    {
        foreach (var process in release.Processes.OrderBy(process => process.Id, StringComparer.Ordinal))
        {
            foreach (var place in Starting.Places(process))
            {
                if (Triggers.TriggerOf(place) is not { } trigger) continue;
                var parts = trigger.Each();
                for (var part = 0; part < parts.Count; part++)
                    yield return (new(process, place, trigger is EventTrigger.Multiple { AwaitsAll: true } ? part : null), part, parts[part]);
            }
        }
    }
}
