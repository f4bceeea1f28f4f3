using System.Collections.Frozen;
using System.Globalization;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>What no other rule looks after, so that nothing passes in silence: once for each name, with how often it stands in the file.</summary>
internal static class LeftOverRule
{
    private const int MostNames = 100;

    /// <summary>Settings of how the other engine works, or of its editor: nothing is missing without them.</summary>
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(StringComparer.Ordinal,
        "asyncBefore", "asyncAfter", "async", "exclusive", "asyncLeave", "jobPriority", "failedJobRetryTimeCycle", "historyTimeToLive", "modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon",
        "isStartableInTasklist", "property", "properties", "userTask", "userTaskForm", "priority", "priorityDefinition", "taskPriority", "initiator", "diagramRelationId", "retries", "triggerable",
        "versionTag", "exporter", "skipExpression", "localScope", "calledElementTenantId", "tenantId");

    /// <summary>Says of each name that no rule marked that it has no effect here.</summary>
    public static void Tell(XElement root, HashSet<XObject> seen, ImportPlan plan)
    {
        var names = new Dictionary<string, (int Count, XElement At, string Local)>(StringComparer.Ordinal);
        Walk(root);
        foreach (var (name, (count, at, local)) in names)
        {
            plan.Tell("import-left-over", Harmless.Contains(local) ? Severity.Information : Severity.Warning, at,
                $"found {Words.Short(name)} {Times(count)} in the file, which is kept and has no effect here.",
                Harmless.Contains(local) ? (Sentence)"Nothing needs to be done." : (Sentence)"Look whether the process needs it.");
        }

        void Walk(XElement element)
        {
            if (seen.Contains(element)) return;
            if (ForeignXml.Is(element.Name.Namespace) && !element.Ancestors().Any(outer => ForeignXml.Is(outer.Name.Namespace))) Count(ForeignXml.SpokenName(element), element, element.Name.LocalName);
            for (var attribute = element.FirstAttribute; attribute is not null; attribute = attribute.NextAttribute)
                if (ForeignXml.Is(attribute.Name.Namespace) && !seen.Contains(attribute)) Count($"{ForeignXml.Prefix(attribute.Name.Namespace)}:{attribute.Name.LocalName}", element, attribute.Name.LocalName);
            foreach (var child in element.Elements()) Walk(child);
        }

        void Count(string name, XElement at, string local)
        {
            if (names.TryGetValue(name, out var there)) names[name] = there with { Count = there.Count + 1 };
            else if (names.Count < MostNames) names[name] = (1, at, local);
        }
    }

    private static Sentence Times(int count) => count == 1 ? (Sentence)"once" : (Sentence)$"{count.ToString(CultureInfo.InvariantCulture)} times";
}
