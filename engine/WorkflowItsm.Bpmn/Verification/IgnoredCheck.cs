using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Verification;

/// <summary>Names what BPMN would execute and this release passes over, so that nobody relies on it.</summary>
internal static class IgnoredCheck
{
    /// <summary>Checks an executable process with everything in it.</summary>
    public static void Check(XElement process, FindingList findings)
    {
        foreach (var element in process.Descendants().Where(element => element.Name.Namespace == BpmnXml.Model))
        {
            if (Instead(element) is { } cure)
                findings.Warning("not-used", element,
                    $"found {Words.A(Words.Kind(element))}, which is kept in the file but has no effect.",
                    cure);
        }

        // ADR 22: a store beside all cases is not what the variable is.
        var moved = process.Descendants().Where(IsEndOfAssociation).Select(end => BpmnXml.LocalPart(end.Value.Trim())).ToHashSet(StringComparer.Ordinal);
        foreach (var store in process.Descendants(BpmnXml.Model + "dataStoreReference").Where(store => store.Text("id") is { } id && moved.Contains(id)))
            findings.Warning("store-of-the-case", store,
                $"found data that go into or come from the data store \"{Words.Short(store.Text("name") ?? store.Text("id")!)}\", which is a variable of each case: one case does not see what another writes.",
                "Let a service task read and write what cases share.");
    }

    private static bool IsEndOfAssociation(XElement element) =>
        element.Name.LocalName is "sourceRef" or "targetRef" && element.Parent?.Name.LocalName is "dataInputAssociation" or "dataOutputAssociation";

    private static Sentence? Instead(XElement element) => element.Name.LocalName switch
    {
        "potentialOwner" or "humanPerformer" or "performer" or "resourceRole" => (Sentence)"Say with <itsm:task candidateTeam=\"…\"/> who may do the task.",
        "correlationSubscription" => "Use <itsm:correlation key=\"…\"/> on the event.",
        _ => null,
    };
}
