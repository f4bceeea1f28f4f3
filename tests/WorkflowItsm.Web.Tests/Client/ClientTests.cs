using System.Diagnostics;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Web.Tests.Client;

/// <summary>The islands' own tests, which run in Node: <c>npm test</c> in <c>client/</c>.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task The_islands_pass_their_own_tests()
    {
        var client = RepositoryRoot.PathOf("designer-host", "WorkflowItsm.Web", "client");
        var tests = Directory.GetFiles(Path.Combine(client, "test"), "*.test.mjs");
        Assert.NotEmpty(tests);
        using var node = Process.Start(new ProcessStartInfo(Tool.Require("node", "nodejs"), ["--test", "--test-reporter=spec", .. tests])
        {
            WorkingDirectory = client,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complained = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, $"{await said}\n{await complained}");
    }
}
