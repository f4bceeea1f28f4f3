namespace WorkflowItsm.Testing;

/// <summary>
/// Material that is too large, or not ours, to be part of the repository: conformance suites, recorded
/// journals. It is looked for in the folder that the variable <c>WORKFLOWITSM_SHARED</c> names, else in
/// <c>shared</c> beside the repository.
/// </summary>
public static class Shared
{
    /// <summary>The variable that names the folder.</summary>
    public const string Variable = "WORKFLOWITSM_SHARED";

    /// <summary>The absolute path of the folder; null when there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The absolute path of something in the folder; null when it is not there.</summary>
    public static string? Find(params string[] parts) =>
        Folder is { } folder && Path.Combine([folder, .. parts]) is var path && Path.Exists(path) ? path : null;

    /// <summary>The absolute path of something in the folder; where it is not there the running test is skipped.</summary>
    public static string Require(params string[] parts)
    {
        var path = Find(parts);
        Assert.SkipWhen(path is null, $"There is no {string.Join('/', parts)} in the shared material. Put it in {Place}, or name another folder in {Variable}.");
        return path!;
    }

    private static string Place => Folder ?? Path.Combine(Path.GetDirectoryName(RepositoryRoot.Folder)!, "shared");

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var folder = string.IsNullOrEmpty(named) ? Path.Combine(Path.GetDirectoryName(RepositoryRoot.Folder)!, "shared") : Path.GetFullPath(named);
        return Directory.Exists(folder) ? folder : null;
    }
}
