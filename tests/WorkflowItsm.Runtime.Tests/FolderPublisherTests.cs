using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class FolderPublisherTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("workflowitsm-bundles-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Folders_that_hold_definitions_are_published_together_at_start()
    {
        Bundles.Write(Folder("a"), ("a.bpmn", Bundles.Process("A", decision: "rule")), (".hidden", "x"), ("README.md", "x"));
        Bundles.Write(Folder("rules"), ("r.dmn", Bundles.Decision("rule")));
        Bundles.Write(Folder("Code"), ("Code.cs", "x"));
        await using var runtime = await StartAsync();
        var current = Definitions(runtime).Current;

        Assert.Equal(1, current.Number);
        Assert.Equal(["a", "rules"], current.Bundles.Items.Select(bundle => bundle.Name));
        Assert.Equal(["README.md", "a.bpmn"], current.FindBundle("a")!.Files.Items.Select(file => file.Path));
    }

    [Fact]
    public async Task A_folder_that_has_not_changed_is_left_alone_and_one_that_has_is_published()
    {
        Bundles.Write(Folder("a"), ("a.bpmn", Bundles.Process("A")));
        await using var runtime = await StartAsync();
        await runtime.RestartAsync();
        Assert.Equal(1, Definitions(runtime).Current.Number);
        Bundles.Write(Folder("a"), ("a.bpmn", Bundles.Process("A", "Changed")));
        await runtime.RestartAsync();

        Assert.Equal(2, Definitions(runtime).Current.Number);
        Assert.Equal("Changed", Definitions(runtime).Current.FindProcess("A")!.Name);
    }

    [Fact]
    public async Task What_an_owner_published_is_not_overridden()
    {
        Bundles.Write(Folder("a"), ("a.bpmn", Bundles.Process("A")));
        await using var runtime = await StartAsync();
        var owned = new Publication(
            "a", Bundles.Files(("a.bpmn", Bundles.Process("A", "Owned"))), TestRuntime.Ann, null, Publication.FromApi);
        await Definitions(runtime).PublishAsync(owned, TestContext.Current.CancellationToken);
        await runtime.RestartAsync();
        Assert.DoesNotContain(runtime.Log, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Bundles.Write(Folder("a"), ("a.bpmn", Bundles.Process("A", "Shipped")));
        await runtime.RestartAsync();

        Assert.Equal("Owned", Definitions(runtime).Current.FindProcess("A")!.Name);
        Assert.Contains(
            "Warning: The folder of bundle a has changed, but version 2 was published by its owner (source api) and is kept. "
                + "Publish the folder by hand if it is to hold.", runtime.Log);
    }

    [Fact]
    public async Task Errors_in_folders_refuse_the_start_and_all_are_named()
    {
        Bundles.Write(Folder("a"), ("a.bpmn", Bundles.Process("A", decision: "no_such")));
        Bundles.Write(Folder("b"), ("b.bpmn", Bundles.Process("B", decision: "nor_such")));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(StartAsync);
        Assert.Equal(
            "The shipped definitions cannot be published. "
            + "Bundle 'a': a.bpmn: 'Rule' asks the decision 'no_such', but no published table has that id or name; known: . "
                + "Publish the table first, or name one that exists. "
            + "Bundle 'b': b.bpmn: 'Rule' asks the decision 'nor_such', but no published table has that id or name; known: . "
                + "Publish the table first, or name one that exists.",
            refused.Message);
    }

    [Fact]
    public async Task A_root_that_does_not_exist_refuses_the_start()
    {
        var missing = Folder("missing");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestRuntime.StartAsync(options => options.BundleRoots.Add(missing)));
        Assert.Equal($"The folder of bundles {missing} does not exist. Make it, or take it out of BundleRoots.", refused.Message);
    }

    private string Folder(string name) => Path.Combine(_root, name);

    private Task<TestRuntime> StartAsync() => TestRuntime.StartAsync(options => options.BundleRoots.Add(_root));

    private static IDefinitions Definitions(TestRuntime runtime) => runtime.Services.GetRequiredService<IDefinitions>();
}
