using Microsoft.Data.Sqlite;
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

    /// <summary>Every case of the journal in a folder with its kind, in the order in which they were begun.</summary>
    internal static IReadOnlyList<(string Kind, string CaseId)> Cases(string folder)
    {
        using var journal = new SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Mode=ReadOnly;Pooling=False");
        journal.Open();
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT kind, case_id FROM journal GROUP BY kind, case_id ORDER BY MIN(position)";
        using var reader = command.ExecuteReader();
        List<(string, string)> cases = [];
        while (reader.Read()) cases.Add((reader.GetString(0), reader.GetString(1)));
        return cases;
    }
}
