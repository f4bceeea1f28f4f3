using WorkflowItsm.Testing;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>The journals of all releases, as they were recorded; a test works on copies.</summary>
public static class GoldenJournal
{
    /// <summary>One folder for each release.</summary>
    public static string Folder { get; } = RepositoryRoot.PathOf("tests", "WorkflowItsm.Upgrade.Tests", "journals");

    public static TheoryData<string> Releases => [.. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    internal static TemporaryFolder Copy(string release)
    {
        var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder, release, "journal.db"), Path.Combine(folder.Path, "journal.db"));
        return folder;
    }
}
