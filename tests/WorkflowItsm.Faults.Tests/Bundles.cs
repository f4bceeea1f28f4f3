using System.Text.Json.Nodes;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Faults.Tests;

/// <summary>The shipped bundles with clocks that a test can wait for.</summary>
internal static class Bundles
{
    /// <summary>
    /// Copies them into a folder, the response goal shortened, and gives the arguments that make a host publish the copy
    /// instead of the shipped ones.
    /// </summary>
    public static string[] WithResponseGoal(string folder, string goal)
    {
        foreach (var bundle in Directory.EnumerateFiles(RepositoryRoot.PathOf("workflows"), "bundle.json", SearchOption.AllDirectories))
            if (!bundle.Contains("/bin/", StringComparison.Ordinal)) Copy(Path.GetDirectoryName(bundle)!, Path.Combine(folder, Path.GetFileName(Path.GetDirectoryName(bundle))!));

        var clocks = Path.Combine(folder, "incident", "clocks.json");
        var definition = JsonNode.Parse(File.ReadAllText(clocks))!;
        definition["clocks"]!.AsArray().Single(clock => clock!["id"]!.GetValue<string>() == "response")!["goal"] = goal;
        File.WriteAllText(clocks, definition.ToJsonString());
        return ["--Definitions:Folders:0", folder, "--Definitions:Folders:1", RepositoryRoot.PathOf("rules")];
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
