using WorkflowItsm.Feel;

namespace WorkflowItsm.Web.Designer;

/// <summary>Findings in the order in which a person mends them.</summary>
internal static class FindingGroups
{
    /// <summary>By file, those of the file that is open first; errors before warnings before the rest.</summary>
    public static IReadOnlyList<(string? File, IReadOnlyList<Finding> Findings)> Of(IEnumerable<Finding> findings, string? open) =>
    [
        .. findings.GroupBy(finding => finding.File)
            .OrderByDescending(group => group.Key == open)
            .ThenByDescending(group => group.Max(finding => finding.Severity))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<Finding>)[.. group
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.Position?.Line ?? 0)
                .ThenBy(finding => finding.Position?.Column ?? 0)])),
    ];

    public static int Count(IEnumerable<Finding> findings, Severity severity) => findings.Count(finding => finding.Severity == severity);
}
