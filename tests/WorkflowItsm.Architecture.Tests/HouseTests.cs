using PublicApiGenerator;
using WorkflowItsm.Architecture.Tests.House;
using WorkflowItsm.Architecture.Tests.Laws;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Architecture.Tests;

public sealed class HouseTests
{
    private static readonly ApiGeneratorOptions _options = new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
        UseDenyNamespacePrefixesForExtensionMethods = false,
    };

    public static TheoryData<string> Packages => [.. HouseProject.Packages.Select(project => project.FullName)];

    [Fact]
    public void The_root_has_the_folders_of_the_plan() =>
        Law.Holds(FolderLaw.Offences(Directory.EnumerateDirectories(RepositoryRoot.Folder).Select(folder => Path.GetFileName(folder)!)));

    [Fact]
    public void A_folder_that_nobody_decided_for_is_caught() =>
        Assert.Equal(
            ["misc/ at the root is none of rules, engine, workflows, designer-host, tests, docs, .ci; find it a place there, or decide for it in docs/decisions and add it here."],
            FolderLaw.Offences(["rules", "misc", ".git"]));

    /// <summary>What others call changes only when somebody has read the change.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_API_is_the_approved_one(string package) =>
        Golden.Check(HouseProject.Packages.Single(project => project.FullName == package).Assembly.GeneratePublicApi(_options), package, "PublicApi");
}
