namespace WorkflowItsm.Conformance.Playing;

/// <summary>The verb of a suite of processes: <c>NAME DIR</c>.</summary>
/// <param name="name">The verb, which is the suite's name.</param>
/// <param name="run">Runs the suite in a folder.</param>
internal sealed class SuiteVerb(string name, Func<string, SuiteScore> run)
{
    /// <summary>0 when every case passed, 1 when one failed, 2 when the words make no sense.</summary>
    public async Task<int> RunAsync(string[] words, TextWriter output, TextWriter errors)
    {
        if (words is not [var folder] || !File.Exists(Path.Combine(folder, "cases.json")))
        {
            await errors.WriteLineAsync($"Usage: {name} DIR. DIR holds the suite: cases.json, and the models that it names. Found: {string.Join(' ', words)}.");
            return 2;
        }

        var score = run(folder);
        foreach (var result in score.Results.Where(result => !result.Passed || result.Note.Length > 0)) await output.WriteLineAsync($"  {result}");
        await output.WriteLineAsync(score.ToString());
        return score.Failed.Any() ? 1 : 0;
    }
}
