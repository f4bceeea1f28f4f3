using System.Globalization;
using System.Text.Json;
using WorkflowItsm.Bpmn.Strict;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.Constraints;

/// <summary>How one model of the suite fared.</summary>
/// <param name="Title">Its file and the rule it is about.</param>
/// <param name="MustBeRejected">Whether it breaks the rule.</param>
/// <param name="Codes">The codes of all findings.</param>
/// <param name="Remark">What went wrong; empty when it passed.</param>
/// <param name="IsGuess">Whether it was rejected, for another rule than the one that we guess the number to mean.</param>
internal sealed record ConstraintResult(string Title, bool MustBeRejected, IReadOnlyList<string> Codes, string Remark, bool IsGuess)
{
    public bool Passed => Remark.Length == 0;
}

/// <summary>Runs the models of <c>constraints.json</c> against the strict profile.</summary>
internal static class ConstraintSuite
{
    public const string CaseFile = "constraints.json";

    public static IReadOnlyList<ConstraintResult> Run(string folder)
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, CaseFile)));
        return [.. cases.RootElement.EnumerateArray().Select(one => Run(
            folder, one.GetProperty("file").GetString()!, one.GetProperty("rule").GetString()!, one.GetProperty("mustBeRejected").GetBoolean()))];
    }

    public static string Score(IReadOnlyList<ConstraintResult> results) =>
        string.Create(CultureInfo.InvariantCulture, $"constraints: passed {results.Count(result => result.Passed)}/{results.Count}");

    private static ConstraintResult Run(string folder, string file, string rule, bool mustBeRejected)
    {
        var path = Path.Combine(folder, file);
        var findings = BpmnStrict.Check(Path.GetFileName(path), File.ReadAllBytes(path), location => Import(folder, path, location));
        var named = RuleNumbers.CodesOf(rule);
        var hits = findings.Items.Where(finding => finding.Severity == Severity.Error && named.Contains(finding.Code)).ToList();
        var isGuess = mustBeRejected && hits.Count == 0 && RuleNumbers.IsGuessed(rule) && findings.Items.Any(finding => finding.Severity == Severity.Error);
        var remark = (named.Length, mustBeRejected, hits.Count) switch
        {
            // What is asked for is the rejection; the rule as its reason can only be held against us where we know the rule.
            _ when isGuess => "",
            (0, _, _) => "no code is known for the rule",
            (_, true, 0) => findings.IsEmpty ? "accepted" : $"refused for {string.Join(", ", findings.Items.Select(finding => finding.Code).Distinct())} instead",
            (_, false, > 0) => $"refused: {hits[0].Message}",
            _ => "",
        };
        return new($"{file} {rule}", mustBeRejected, [.. findings.Items.Select(finding => finding.Code)], remark, isGuess);
    }

    /// <summary>A file beside the importing one; nothing outside of the suite is opened.</summary>
    private static ReadOnlyMemory<byte>? Import(string folder, string path, string location)
    {
        var file = Path.GetFullPath(location, Path.GetDirectoryName(Path.GetFullPath(path))!);
        return file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(file) ? File.ReadAllBytes(file) : null;
    }
}
