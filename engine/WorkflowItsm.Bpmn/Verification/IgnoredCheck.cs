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
    }

    private static Sentence? Instead(XElement element) => element.Name.LocalName switch
    {
        "potentialOwner" or "humanPerformer" or "performer" or "resourceRole" => (Sentence)"Say with <itsm:task candidateTeam=\"…\"/> who may do the task.",
        "correlationSubscription" => "Use <itsm:correlation key=\"…\"/> on the event.",
        _ => null,
    };
}
