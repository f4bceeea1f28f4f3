using System.Xml.Linq;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>Runs the diagrams of the suite and compares what their tokens did, without order, with what the source recorded.</summary>
internal static class TokenSuite
{
    public const string Name = "token-simulation";

    /// <summary>Cases whose source is against the standard, each with the clause.</summary>
    private static readonly Dictionary<string, string> _excluded = new(StringComparer.Ordinal);

    public static SuiteScore Run(string folder)
    {
        var cases = TokenCase.Read(folder);
        return new(
            Name,
            [.. cases.Where(test => !_excluded.ContainsKey(test.Id)).Select(test => new SuiteResult(test.Id, Remark(folder, test)))],
            [.. cases.Where(test => _excluded.ContainsKey(test.Id)).Select(test => $"{test.Id}: {_excluded[test.Id]}")]);
    }

    private static string Remark(string folder, TokenCase test)
    {
        var diagram = Executable(Path.Combine(folder, test.File), test);
        var read = BpmnFile.Read(test.File, diagram.ToXml());
        if (read.File is not { } file)
            return $"refused: {string.Join(" ", read.Findings.Items.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message))}";
        try
        {
            var (problems, counts) = TokenRun.Play(test, diagram, file);
            if (test.OrderFree is { } expected)
            {
                Compare("flows taken", expected.FlowsTaken, counts.FlowsTaken, problems);
                Compare("visits", expected.Visits, counts.Visits, problems);
                Compare("open at the end", expected.OpenAtEnd, counts.OpenAtEnd, problems);
            }

            return string.Join("; ", problems);
        }
        catch (InvalidOperationException stopped)
        {
            return stopped.Message;
        }
    }

    /// <summary>The diagram of a case with all that it needs to run.</summary>
    public static Diagram Executable(string file, TokenCase test)
    {
        var diagram = new Diagram(XDocument.Load(file));
        var stops = test.Stops.ToHashSet(StringComparer.Ordinal);
        Activities.Rewrite(diagram, stops);
        Events.Rewrite(diagram, test.Triggered.ToHashSet(StringComparer.Ordinal));
        Ways.Rewrite(diagram, stops);
        Choices.Rewrite(diagram, test.Chosen.ToHashSet(StringComparer.Ordinal));
        return diagram;
    }

    private static void Compare(string what, Dictionary<string, int> expected, Dictionary<string, int> found, List<string> problems)
    {
        foreach (var id in expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal))
            if (expected.GetValueOrDefault(id) is var right && found.GetValueOrDefault(id) is var got && right != got)
                problems.Add($"{what}: {id} expected {right}, got {got}");
    }
}
