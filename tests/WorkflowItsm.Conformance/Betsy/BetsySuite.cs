using WorkflowItsm.Bpmn;
using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.Betsy;

/// <summary>Runs the executable models of the suite and compares each log, as a multiset, with what is right.</summary>
internal static class BetsySuite
{
    public const string Name = "betsy";

    public static SuiteScore Run(string folder) => new(Name, [.. BetsyCase.Read(folder).Select(test => new SuiteResult(test.Id, Remark(folder, test)))]);

    private static string Remark(string folder, BetsyCase test)
    {
        try
        {
            // The scripts have no format, and the host runs their language: the empty text.
            var read = BpmnFile.Read(test.File, BetsyExpressions.Rewrite(Path.Combine(folder, test.File)), new BpmnReadOptions { ScriptLanguages = [""] });
            var log = BetsyRun.Log(test, read);
            if (test.Right.Any(right => Sorted(log, right).SequenceEqual(right.Order(StringComparer.Ordinal)))) return "";
            var because = string.Join(" ", read.Findings.Items.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message));
            return $"expected {string.Join(" or ", test.Right.Select(Shown))}, got {Shown(log)}{(because.Length > 0 ? $" ({because})" : "")}";
        }
        catch (Exception stopped) when (stopped is not OutOfMemoryException)
        {
            // One case that goes wrong must not hide the others.
            return $"{stopped.GetType().Name}: {stopped.Message}";
        }
    }

    /// <summary>The log for comparison: where ERROR is expected, it stands for all that failed in running or deploying.</summary>
    private static IEnumerable<string> Sorted(IReadOnlyList<string> log, string[] right)
    {
        string[] any = ["ERROR_runtime", "ERROR_deployment"];
        if (!right.Contains("ERROR") || !log.Intersect(any).Any()) return log.Order(StringComparer.Ordinal);
        return log.Where(entry => !any.Contains(entry)).Append("ERROR").Order(StringComparer.Ordinal);
    }

    private static string Shown(IEnumerable<string> log) => $"[{string.Join(", ", log.Order(StringComparer.Ordinal))}]";
}
