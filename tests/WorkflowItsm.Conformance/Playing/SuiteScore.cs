namespace WorkflowItsm.Conformance.Playing;

/// <summary>How one case of a suite fared.</summary>
/// <param name="Id">The case.</param>
/// <param name="Remark">What was expected and what came instead; empty when it passed.</param>
internal sealed record SuiteResult(string Id, string Remark)
{
    /// <summary>What a reader of the score should know though the case passed; empty for nothing.</summary>
    public string Note { get; init; } = "";

    public bool Passed => Remark.Length == 0;

    public override string ToString() => Passed ? $"passed {Id}{(Note.Length > 0 ? $": {Note}" : "")}" : $"failed {Id}: {Remark}";
}

/// <summary>How a suite fared.</summary>
/// <param name="Suite">Its name.</param>
/// <param name="Results">Each case in the suite's order.</param>
internal sealed record SuiteScore(string Suite, IReadOnlyList<SuiteResult> Results)
{
    public IEnumerable<SuiteResult> Failed => Results.Where(result => !result.Passed);

    public override string ToString() => $"{Suite}: passed {Results.Count - Failed.Count()}/{Results.Count}";
}
