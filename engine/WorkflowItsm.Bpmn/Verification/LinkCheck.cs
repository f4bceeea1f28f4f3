using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Verification;

/// <summary>Both ends of a link: one that catches for each name, beside every one that throws (BPMN 2.0, 10.5.5, Link).</summary>
internal static class LinkCheck
{
    /// <summary>Checks a process with its sub-processes.</summary>
    public static void Check(DrawnScope process, FindingList findings)
    {
        foreach (var scope in process.AllScopes())
        {
            var targets = scope.Nodes.Where(node => node is { Kind: "intermediateCatchEvent", Link: not null }).ToLookup(node => node.Link!, StringComparer.Ordinal);
            foreach (var twice in targets.SelectMany(group => group.Skip(1)))
                findings.Error("link-target-twice", twice.Element,
                    $"found a second catching link \"{Words.Short(twice.Link!)}\", expected one.", "Give the link another name, or keep one of the two.");
            foreach (var node in scope.Nodes.Where(node => node is { Kind: "intermediateThrowEvent", Link: not null } && !targets[node.Link!].Any()))
                findings.Error("link-without-target", node.Element,
                    $"found the link \"{Words.Short(node.Link!)}\", but no catching link beside it has that name.", "Draw a catching link event of the same name.");
        }
    }
}
