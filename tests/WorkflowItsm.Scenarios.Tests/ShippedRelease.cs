using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Forms;
using WorkflowItsm.Itsm.Handbook;
using WorkflowItsm.Itsm.Notifications;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Itsm.Scenarios;
using WorkflowItsm.Itsm.Schedules;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Scenarios.Tests;

/// <summary>The bundles as they stand in the repository, read as the product reads them.</summary>
internal static class ShippedRelease
{
    public static BundleReader Reader { get; } = new([new ClocksReader(), new TeamsReader(), new TemplatesReader(), new FormsReader(), new SchedulesReader(), new HandbookReader(), new ScenariosReader()]);
    private static readonly string[] Tops = ["workflows", "rules"];
    private static readonly Lazy<(Release Release, ValueList<Finding> Findings)> Read = new(ReadAll);

    public static Release Release => Read.Value.Release;

    public static ValueList<Finding> Findings => Read.Value.Findings;

    public static IEnumerable<Scenario> Scenarios => Release.Parts<Scenario>();

    private static (Release, ValueList<Finding>) ReadAll()
    {
        var findings = new List<Finding>();
        var bundles = new List<Bundle>();
        foreach (var folder in Folders())
        {
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => new BundleFile(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file))).ToValueList();
            var (bundle, found) = Reader.Read(Path.GetFileName(folder), 1, files);
            findings.AddRange(found);
            if (bundle is not null) bundles.Add(bundle);
        }

        var release = new Release(1, bundles);
        findings.AddRange(Reader.Check(release, Release.Empty).Items.Select(found => found.Finding));
        return (release, findings.ToValueList());
    }

    private static IEnumerable<string> Folders() =>
        Tops.SelectMany(top => Directory.EnumerateFiles(RepositoryRoot.PathOf(top), "bundle.json", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal);
}
