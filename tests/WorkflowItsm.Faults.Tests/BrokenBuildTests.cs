using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Faults.Tests.Runtimes;

namespace WorkflowItsm.Faults.Tests;

/// <summary>Each of these builds has to be caught by the very check that the product passes.</summary>
public sealed class BrokenBuildTests(ITestOutputHelper output)
{
    private const int Commands = 40;

    [Fact]
    public async Task A_build_that_does_not_sync_is_caught_by_a_power_cut()
    {
        var cuts = await Recording.MakeAsync(Commands, output, folder => Disk.Watch(folder, ignoresSync: true));

        // What is left is a store without them, or one that cannot be opened.
        Assert.NotEmpty(await cuts.FirstOffencesAsync());
    }

    [Fact]
    public async Task A_build_that_acknowledges_before_the_commit_is_caught_by_a_power_cut()
    {
        var cuts = await Recording.MakeAsync(Commands, output, parts: Broken.AcknowledgeBeforeCommit);

        Assert.Contains(await cuts.FirstOffencesAsync(), offence => offence.Contains(": Acknowledged ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_build_that_marks_effects_before_they_are_done_is_caught_by_a_power_cut()
    {
        var cuts = await Recording.MakeAsync(Commands, output, parts: Broken.EffectMarkedBeforeDone);

        Assert.Contains(await cuts.OffencesAsync(10, 1), offence => offence.Contains("came 0 times", StringComparison.Ordinal));
    }
}
