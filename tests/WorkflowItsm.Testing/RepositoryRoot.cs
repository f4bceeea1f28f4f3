namespace WorkflowItsm.Testing;

/// <summary>The folder of this repository, found from where the tests run. Safe to use from any thread.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string> _folder = new(Find);

    /// <summary>The absolute path of the folder that holds <c>WorkflowItsm.sln</c>.</summary>
    public static string Folder => _folder.Value;

    /// <summary>The absolute path of a file or folder, from its parts below the root; it need not exist.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>
    /// The absolute path of a source file as the compiler recorded it: a build for CI writes <c>/_/</c> for the
    /// root, so that its output is the same on every machine.
    /// </summary>
    /// <param name="recorded">What <c>[CallerFilePath]</c> gave.</param>
    public static string PathOfSource(string recorded) =>
        recorded.StartsWith("/_/", StringComparison.Ordinal) ? PathOf(recorded[3..].Split('/')) : recorded;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WorkflowItsm.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"No folder from {AppContext.BaseDirectory} upwards holds WorkflowItsm.sln; run the tests from a build inside the repository.");
    }
}
