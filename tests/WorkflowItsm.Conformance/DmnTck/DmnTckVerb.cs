namespace WorkflowItsm.Conformance.DmnTck;

/// <summary><c>dmn-tck DIR [--csv FILE]</c>.</summary>
internal static class DmnTckVerb
{
    private const string Usage = "Usage: dmn-tck DIR [--csv FILE]. DIR holds the kit or any part of it; FILE takes the result in the kit's own format.";

    /// <summary>0 when the kit could be run, whatever the score; 2 when the words make no sense.</summary>
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter errors)
    {
        var (folder, csv) = words switch
        {
            [var only] => (only, null),
            [var first, "--csv", var file] => (first, file),
            ["--csv", var file, var last] => (last, file),
            _ => ("", (string?)null),
        };
        if (folder.Length == 0)
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        if (!Directory.Exists(folder))
        {
            await errors.WriteLineAsync($"There is no folder {folder}. {Usage}");
            return 2;
        }

        var score = Kit.Run(folder);
        foreach (var result in score.Folders) await output.WriteLineAsync(result.ToString());
        foreach (var failed in score.Cases.Where(result => !result.Passed)) await output.WriteLineAsync($"  failed {failed.Title}: {failed.Remark}");
        if (csv is not null) await File.WriteAllTextAsync(csv, Csv.Write(score));
        await output.WriteLineAsync(score.ToString());
        return 0;
    }
}
