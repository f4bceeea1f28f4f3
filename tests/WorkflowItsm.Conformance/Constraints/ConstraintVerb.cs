namespace WorkflowItsm.Conformance.Constraints;

/// <summary><c>constraints DIR</c>.</summary>
internal static class ConstraintVerb
{
    private const string Usage = $"Usage: constraints DIR. DIR holds {ConstraintSuite.CaseFile} and its models.";

    /// <summary>0 when the suite could be run, whatever the score; 2 when the words make no sense.</summary>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter errors)
    {
        if (words is not [var folder] || !File.Exists(Path.Combine(folder, ConstraintSuite.CaseFile)))
        {
            await errors.WriteLineAsync(words is [var named] ? $"There is no {ConstraintSuite.CaseFile} in {named}. {Usage}" : Usage);
            return 2;
        }

        var results = ConstraintSuite.Run(folder);
        foreach (var failed in results.Where(result => !result.Passed)) await output.WriteLineAsync($"  failed {failed.Title}: {failed.Remark}");
        foreach (var guess in results.Where(result => result.IsGuess))
            await output.WriteLineAsync($"  rejected by another rule than the one we guess that number to mean {guess.Title}: {string.Join(", ", guess.Codes.Distinct())}");
        var accepted = results.Where(result => !result.MustBeRejected).ToList();
        foreach (var other in accepted.Where(result => result.Codes.Count > 0))
            await output.WriteLineAsync($"  found beside the rule {other.Title}: {string.Join(", ", other.Codes.Distinct())}");
        await output.WriteLineAsync($"accepted models with a finding of any rule: {accepted.Count(result => result.Codes.Count > 0)}/{accepted.Count}");
        await output.WriteLineAsync(ConstraintSuite.Score(results));
        return 0;
    }
}
