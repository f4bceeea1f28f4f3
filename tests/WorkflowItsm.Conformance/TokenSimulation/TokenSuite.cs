using System.Xml.Linq;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>Runs the diagrams of the suite and compares what their tokens did, without order, with what the source recorded.</summary>
internal static class TokenSuite
{
    public const string Name = "token-simulation";

    public static SuiteScore Run(string folder) => new(Name, [.. TokenCase.Read(folder).Select(test => Run(folder, test))]);

    private static SuiteResult Run(string folder, TokenCase test)
    {
        try
        {
            var diagram = Executable(Path.Combine(folder, test.File), test);
            var read = BpmnFile.Read(test.File, diagram.ToXml());
            if (read.File is not { } file)
                return new(test.Id, $"refused: {string.Join(" ", read.Findings.Items.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message))}");
            var outcome = TokenRun.Play(test, diagram, file);
            var differences = test.OrderFree is { } expected ? Differences(diagram, expected, outcome.Counts) : [];
            var free = differences.Where(difference => outcome.Free.Contains(difference.Id)).ToList();
            return new(test.Id, string.Join("; ", outcome.Problems.Concat(differences.Except(free).Select(difference => difference.Sentence))))
            {
                Note = free.Count == 0 ? "" : $"in what was cancelled: {string.Join("; ", free.Select(difference => difference.Sentence))}",
            };
        }
        catch (Exception stopped) when (stopped is not OutOfMemoryException)
        {
            // One case that goes wrong must not hide the others.
            return new(test.Id, $"{stopped.GetType().Name}: {stopped.Message}");
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

    private static List<(string Id, string Sentence)> Differences(Diagram diagram, TokenCounts expected, TokenCounts found) =>
    [
        .. Differences(diagram, "flows taken", expected.FlowsTaken, found.FlowsTaken),
        .. Differences(diagram, "visits", expected.Visits, found.Visits),
        .. Differences(diagram, "open at the end", expected.OpenAtEnd, found.OpenAtEnd),
    ];

    private static IEnumerable<(string Id, string Sentence)> Differences(Diagram diagram, string what, Dictionary<string, int> expected, Dictionary<string, int> found)
    {
        var right = expected.ToLookup(count => diagram.Unfolded(count.Key), count => count.Value);
        return from id in right.Select(counts => counts.Key).Union(found.Keys).Order(StringComparer.Ordinal)
               let wanted = right[id].DefaultIfEmpty().Max()
               let got = found.GetValueOrDefault(id)
               where wanted != got
               select (id, $"{what}: {id} expected {wanted}, got {got}");
    }
}
