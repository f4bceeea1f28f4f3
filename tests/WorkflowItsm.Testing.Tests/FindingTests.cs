using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace WorkflowItsm.Testing.Tests;

public sealed class FindingTests
{
    // What xunit puts before the reason of a skip; its own name for it is internal.
    private const string SkipToken = "$XunitDynamicSkip$";

    [Fact]
    public void The_root_is_where_the_solution_is_and_a_recorded_source_path_leads_to_its_file()
    {
        Assert.True(File.Exists(RepositoryRoot.PathOf("WorkflowItsm.sln")));
        Assert.True(File.Exists(RepositoryRoot.PathOfSource(ThisFile())));
        Assert.Equal(RepositoryRoot.PathOf("tests", "A.cs"), RepositoryRoot.PathOfSource("/_/tests/A.cs"));
    }

    [Fact]
    public void A_program_that_is_there_is_found() => Assert.True(File.Exists(Tool.Find("dotnet")));

    [Fact]
    public void A_program_that_is_not_installed_skips_its_test_and_says_how_to_install_it() =>
        Assert.Equal(
            "no-such-program is not installed. Install it with: sudo apt-get install no-such-package",
            SkipOf(() => Tool.Require("no-such-program", "no-such-package")));

    [Fact]
    public void Material_that_is_not_there_skips_its_test_and_says_where_to_put_it()
    {
        var skip = SkipOf(() => Shared.Require("no-such-suite", "file"));

        Assert.StartsWith("There is no no-such-suite/file in the shared material. Put it in ", skip, StringComparison.Ordinal);
        Assert.EndsWith(", or name another folder in WORKFLOWITSM_SHARED.", skip, StringComparison.Ordinal);
    }

    // Not Record.Exception: xunit lets a skip through it, and this test would be the one skipped.
    private static string SkipOf(Action action)
    {
        try
        {
            action();
        }
        catch (SkipException skip)
        {
            return skip.Message[SkipToken.Length..];
        }

        return "(not skipped)";
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
