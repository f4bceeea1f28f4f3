namespace WorkflowItsm.DesignerHost.Serving;

/// <summary>
/// Finds the folders whose sub-folders are the shipped bundles: <c>workflows</c> and <c>rules</c> beside the binary
/// of a published app, else in the nearest folder above it, which is the repository of a built one.
/// </summary>
internal static class BundleRoots
{
    private static readonly string[] s_names = ["workflows", "rules"];

    public static IReadOnlyList<string> Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var roots = s_names.Select(name => Path.Combine(folder.FullName, name)).Where(HoldsBundles).ToList();
            if (roots.Count > 0) return roots;
        }

        return [];
    }

    private static bool HoldsBundles(string root) =>
        Directory.Exists(root) && Directory.EnumerateDirectories(root).Any(folder => File.Exists(Path.Combine(folder, "bundle.json")));
}
