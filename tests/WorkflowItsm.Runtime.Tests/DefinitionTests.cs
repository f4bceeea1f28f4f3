using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class DefinitionTests
{
    [Fact]
    public async Task A_published_bundle_holds_for_new_cases_and_running_ones_keep_theirs()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var first = await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A")));
        await runtime.SendAsync("old", new Ask.Open(FeelContext.Empty));
        var second = await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A", "Changed")));
        await runtime.SendAsync("new", new Ask.Open(FeelContext.Empty));
        await runtime.RestartAsync();

        Assert.Equal(new PublishResult(1, 1, true, []), first);
        Assert.Equal(new PublishResult(2, 2, true, []), second);
        Assert.Equal(1, (await runtime.CounterAsync("old"))!.Release);
        Assert.Equal(2, (await runtime.CounterAsync("new"))!.Release);
        Assert.Equal("Nothing much", Definitions(runtime).At(1).FindProcess("A")!.Name);
        Assert.Equal("Changed", Definitions(runtime).Current.FindProcess("A")!.Name);
        Assert.Empty(Definitions(runtime).At(0).Bundles);
        Assert.Throws<ArgumentOutOfRangeException>(() => Definitions(runtime).At(3));
    }

    [Fact]
    public async Task Publishing_the_newest_version_again_changes_nothing()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A")));

        Assert.Equal(new PublishResult(1, 1, false, []), await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A"))));
        Assert.Equal(1, Definitions(runtime).Current.Number);
    }

    [Fact]
    public async Task The_versions_say_who_when_why_and_whence()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A")));
        await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A", "Changed")));
        await runtime.RestartAsync();
        var versions = await Definitions(runtime).VersionsAsync("a", TestContext.Current.CancellationToken);

        Assert.Equal([2, 1], versions.Select(version => version.Version));
        Assert.Equal(
            new BundleVersion("a", 2, 2, TestRuntime.Noon, "ann", "because", Publication.FromApi, versions[0].Digest),
            versions[0]);
        Assert.Empty(await Definitions(runtime).VersionsAsync("b", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_finding_that_is_an_error_refuses_the_publication_and_the_old_version_stays()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A")));
        var result = await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A", decision: "no_such")), ("b.bpmn", "<nonsense/>"));

        Assert.Null(result.Version);
        Assert.False(result.Changed);
        Assert.Contains(result.Findings, finding => finding is { File: "b.bpmn", Severity: Severity.Error });
        Assert.Equal(1, Definitions(runtime).Current.Number);
    }

    [Fact]
    public async Task Bundles_published_together_may_name_each_other()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var rule = Bundle("rules", ("r.dmn", Bundles.Decision("rule")));
        var process = Bundle("a", ("a.bpmn", Bundles.Process("A", decision: "rule")));
        var alone = await Definitions(runtime).PublishAsync(process, TestContext.Current.CancellationToken);
        var together = await Definitions(runtime).PublishAsync([process, rule], TestContext.Current.CancellationToken);

        Assert.Equal(
            "'Rule' asks the decision 'rule', but no published table has that id or name; known: .", Assert.Single(alone.Findings).Message);
        Assert.All(together, result => Assert.Equal((1, 1, true), (result.Version, result.Release, result.Changed)));
        Assert.NotNull(Definitions(runtime).Current.FindDecision("rule"));
    }

    [Fact]
    public async Task Publishers_who_come_at_once_all_get_their_turn()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => Task.Run(() => PublishAsync(runtime, $"b{n}", ("p.bpmn", Bundles.Process($"P{n}"))))));

        Assert.Equal(Enumerable.Range(1, 8), results.Select(result => result.Release).Order());
        Assert.Equal(8, Definitions(runtime).Current.Bundles.Count);
        Assert.Empty(runtime.Verify().Problems);
    }

    [Fact]
    public async Task A_publication_that_was_done_but_not_confirmed_holds()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Plan(nameof(Runtime.Storage.ICaseStore.CommitAsync), Fault.DoneButTimeout);
        var publishing = PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A")));
        while (!publishing.IsCompleted)
        {
            runtime.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal((1, 1), ((await publishing).Version, (await publishing).Release));
        Assert.NotNull(Definitions(runtime).Current.FindProcess("A"));
    }

    [Fact]
    public async Task A_publication_made_from_an_older_version_is_refused_and_names_the_newer_one()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A")));
        await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A", "Theirs")));
        var mine = Bundle("a", ("a.bpmn", Bundles.Process("A", "Mine")));
        var late = await Definitions(runtime).PublishAsync(mine with { BaseVersion = 1 }, TestContext.Current.CancellationToken);
        var decidedAgain = await Definitions(runtime).PublishAsync(mine with { BaseVersion = 2 }, TestContext.Current.CancellationToken);

        Assert.Equal((null, 2, false), (late.Version, late.Release, late.Changed));
        Assert.Equal((2, "ann"), (late.Newer!.Version, late.Newer.PublishedBy));
        Assert.Equal((3, null), (decidedAgain.Version, decidedAgain.Newer));
    }

    [Fact]
    public async Task Of_two_who_publish_from_one_version_at_once_one_is_refused()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A")));
        var results = await Task.WhenAll(((string[])["Mine", "Theirs"]).Select(name => Task.Run(() => Definitions(runtime).PublishAsync(
            Bundle("a", ("a.bpmn", Bundles.Process("A", name))) with { BaseVersion = 1 }, TestContext.Current.CancellationToken))));

        Assert.Single(results, result => result is { Version: 2, Newer: null });
        Assert.Single(results, result => result is { Version: null, Newer.Version: 2 });
    }

    [Fact]
    public async Task Every_version_keeps_its_files_and_the_newest_of_each_bundle_are_listed()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await PublishAsync(runtime, "b", ("b.dmn", Bundles.Decision("b")));
        await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A")));
        await PublishAsync(runtime, "a", ("a.bpmn", Bundles.Process("A", "Changed")));
        await runtime.RestartAsync();
        var definitions = Definitions(runtime);

        Assert.Equal([("a", 2), ("b", 1)], definitions.Bundles.Select(version => (version.Bundle, version.Version)));
        Assert.Equal(Bundles.Process("A"), Text(definitions.Files("a", 1)));
        Assert.Equal(Bundles.Process("A", "Changed"), Text(definitions.Files("a", 2)));
        Assert.Empty(definitions.Files("a", 3));
        Assert.Empty(definitions.Files("c", 1));
    }

    [Fact]
    public async Task Verifying_finds_what_publishing_would_and_publishes_nothing()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await PublishAsync(runtime, "rules", ("r.dmn", Bundles.Decision("known")));
        var asks = Bundles.Files(("a.bpmn", Bundles.Process("A", decision: "no_such")));

        Assert.Equal(["no-such-decision"], Definitions(runtime).Verify("a", asks).Items.Select(finding => finding.Code));
        Assert.Empty(Definitions(runtime).Verify("a", Bundles.Files(("a.bpmn", Bundles.Process("A", decision: "known")))));
        Assert.Contains(
            Definitions(runtime).Verify("rules", Bundles.Files(("r.dmn", "<nonsense/>"))), finding => finding is { File: "r.dmn", Severity: Severity.Error });
        Assert.Equal(1, Definitions(runtime).Current.Number);
    }

    private static string Text(ValueList<Engine.Definitions.BundleFile> files) =>
        System.Text.Encoding.UTF8.GetString(Assert.Single(files.Items).Content.Span);

    private static IDefinitions Definitions(TestRuntime runtime) => runtime.Services.GetRequiredService<IDefinitions>();

    private static Publication Bundle(string bundle, params ReadOnlySpan<(string Path, string Text)> files) =>
        new(bundle, Bundles.Files(files), TestRuntime.Ann, "because", Publication.FromApi);

    private static Task<PublishResult> PublishAsync(
        TestRuntime runtime, string bundle, params ReadOnlySpan<(string Path, string Text)> files) =>
        Definitions(runtime).PublishAsync(Bundle(bundle, files), TestContext.Current.CancellationToken);
}
