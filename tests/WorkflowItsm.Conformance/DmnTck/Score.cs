using System.Globalization;

namespace WorkflowItsm.Conformance.DmnTck;

/// <summary>How one case of the kit ended.</summary>
/// <param name="Folder">The folder's path below the kit's, with slashes.</param>
/// <param name="File">The test file's name without extension.</param>
/// <param name="Id">The case's id.</param>
/// <param name="WantsValue">Whether a result other than null is expected: an engine that answers nothing passes the others.</param>
/// <param name="Remark">What differed; empty when it passed.</param>
internal sealed record CaseResult(string Folder, string File, string Id, bool WantsValue, string Remark)
{
    public bool Passed => Remark.Length == 0;

    public string Title => $"{Folder} {File} {Id}";
}

/// <summary>The cases of one folder.</summary>
internal sealed record FolderResult(string Folder, int Passed, int Count)
{
    public double Share => Count == 0 ? 1 : (double)Passed / Count;

    public override string ToString() => $"{Folder}: {Passed}/{Count}";
}

/// <summary>All cases, and the three numbers that are reported.</summary>
internal sealed record Score(IReadOnlyList<CaseResult> Cases)
{
    public IReadOnlyList<FolderResult> Folders =>
        [.. Cases.GroupBy(result => result.Folder).Select(group => new FolderResult(group.Key, group.Count(result => result.Passed), group.Count()))];

    public override string ToString()
    {
        var wanted = Cases.Where(result => result.WantsValue).ToList();
        var folders = Folders.Count == 0 ? 0 : 100 * Folders.Average(folder => folder.Share);
        return string.Create(CultureInfo.InvariantCulture,
            $"dmn-tck: cases {Cases.Count(result => result.Passed)}/{Cases.Count}, non-null {wanted.Count(result => result.Passed)}/{wanted.Count}, folders {folders:0.0} %");
    }
}
