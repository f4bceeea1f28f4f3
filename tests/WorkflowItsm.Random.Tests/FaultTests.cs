using CsCheck;
using WorkflowItsm.Random.Tests.Comparing;
using WorkflowItsm.Random.Tests.Generation;

namespace WorkflowItsm.Random.Tests;

/// <summary>
/// Whatever is asked of an instance is done or refused: commands of every kind, with ids that are there and ids that are not, in orders that no person would think
/// of, on random processes, one in four under bounds that it soon passes. The laws hold after each. The switches of <see cref="RandomTests"/> hold here too, for a fifth as many.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    [Fact]
    public void No_command_ends_as_a_fault_of_the_engine()
    {
        var (number, seed) = RandomTests.Asked();
        number /= 5;
        var (accepted, refused) = (0L, 0L);
        Parallel.For(0, number, i =>
        {
            // Another place in the stream than that of the cases that are compared.
            var pcg = new PCG((uint)i, seed + 1);
            var hammer = new Hammer(Generator.Make(pcg), pcg);
            hammer.Strike(24);
            Interlocked.Add(ref accepted, hammer.Accepted);
            Interlocked.Add(ref refused, hammer.Refused);
        });

        output.WriteLine($"{accepted} commands were accepted and {refused} refused, in {number} cases from the seed {seed}.");
        Assert.True(accepted > 3 * number, "Too few commands were accepted for the test to say much.");
        Assert.True(refused > number, "Too few commands were refused for the test to say much.");
    }
}
