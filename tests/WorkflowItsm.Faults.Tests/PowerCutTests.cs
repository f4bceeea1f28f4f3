using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Faults.Tests.Runtimes;

namespace WorkflowItsm.Faults.Tests;

public sealed class PowerCutTests(ITestOutputHelper output)
{
    private static readonly int _cuts = Switches.Number("WORKFLOWITSM_POWER_CUTS", 80);
    private static readonly int _commands = Switches.Number("WORKFLOWITSM_POWER_COMMANDS", 200);

    /// <summary>
    /// A script runs on a disk that keeps a record; then the power is cut before and after its syncs and in between, as often
    /// as WORKFLOWITSM_POWER_CUTS says (0: at each of them), and what a disk may then hold is opened by the product.
    /// </summary>
    [Fact]
    public async Task What_was_acknowledged_survives_every_power_cut()
    {
        var cuts = await Recording.MakeAsync(_commands, output);

        Assert.Empty(await cuts.OffencesAsync(_cuts, int.MaxValue));
        Assert.True(cuts.Losses > 0, "No cut took anything: nothing was shown.");
    }

    /// <summary>The file keeps whole, but the last acknowledged commands are not in it.</summary>
    [Fact]
    public async Task Synchronous_NORMAL_is_caught_losing()
    {
        var cuts = await Recording.MakeAsync(60, output, folder => Disk.Watch(folder, isNormal: true));

        var offences = await cuts.FirstOffencesAsync();
        Assert.NotEmpty(offences);
        Assert.All(offences, offence => Assert.Matches(@": (Acknowledged .* is there 0 times|case-\d+ has recorded \d+ effects; expected \d+)\.$", offence));
    }
}
