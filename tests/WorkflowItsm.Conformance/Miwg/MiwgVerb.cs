using System.Globalization;

namespace WorkflowItsm.Conformance.Miwg;

/// <summary><c>miwg DIR</c>: runs the model interchange suite and prints how it fares.</summary>
internal static class MiwgVerb
{
    private const string Usage = "Usage: miwg DIR\n  DIR  the suite, with its folders reference and xsd and its models.json";

    /// <summary>Runs the verb; the exit code is 0 when the suite could be run, 2 when the words make no sense.</summary>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter errors)
    {
        if (words is not [var folder])
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        if (!Directory.Exists(folder))
        {
            await errors.WriteLineAsync($"There is no folder {folder}.\n{Usage}");
            return 2;
        }

        var absent = new List<string>();
        var cases = Suite.Run(folder, absent);
        foreach (var line in absent) await output.WriteLineAsync(line);
        foreach (var one in cases.Where(one => one.Title.Contains(" (", StringComparison.Ordinal) && one.Passed)) await output.WriteLineAsync($"passed {one.Title}");
        foreach (var one in cases.Where(one => !one.Passed)) await output.WriteLineAsync(Failed(one));
        await output.WriteLineAsync(Total(cases));
        return 0;
    }

    public static string Failed(MiwgCase one) => $"failed {one.Title}: {string.Join("; ", one.Problems.Take(5))}{(one.Problems.Count > 5 ? $"; {one.Problems.Count - 5} more" : "")}";

    public static string Total(IReadOnlyCollection<MiwgCase> cases) =>
        string.Create(CultureInfo.InvariantCulture, $"miwg: passed {cases.Count(one => one.Passed)}/{cases.Count}");
}
