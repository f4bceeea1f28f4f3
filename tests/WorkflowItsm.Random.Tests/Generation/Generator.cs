using CsCheck;

namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>
/// Makes cases. Every process can be read and ends if it is asked to: loops are counted, conditions read what only grows or what commands
/// set, and what follows an event that happens again and again throws only what comes later in the alphabet.
/// </summary>
internal sealed class Generator : Gen<Case>
{
    public override Case Generate(PCG pcg, Size? min, out Size size)
    {
        var made = Make(pcg);
        size = new Size((ulong)made.Size);
        return made;
    }

    /// <summary>The case of a place in the generator's stream.</summary>
    public static Case Make(PCG pcg)
    {
        var dice = new Dice(pcg, 1 + (int)pcg.Next(pcg.Next(4) == 0 ? 18u : 7u));
        var blocks = new Blocks(dice);
        var free = new Place(0, 0, 0, InTransaction: false, MayCall: 2, IsProcess: true, IsOlder: false);
        var main = blocks.Body(free);
        if (dice.OneIn(3)) main = main with { Starts = dice.Many(1, 2, blocks.Beginning), IsBare = dice.OneIn(3) };
        var second = new Blocks(new Dice(pcg, (int)pcg.Next(4)));
        Body[] called = [second.Body(free with { Depth = 4, MayCall = 0 }), second.Body(free with { Depth = 4, MayCall = 1 }), second.Body(free with { Depth = 4, MayCall = 1, IsOlder = true })];
        return new(main, called, dice.Many(1, 14, () => dice.Next(1_000_000)));
    }
}

/// <summary>What may be drawn where.</summary>
/// <param name="Depth">How many sub-processes are around.</param>
/// <param name="Signals">The first signal that may be thrown.</param>
/// <param name="Escalations">The first escalation that may be thrown.</param>
/// <param name="InTransaction">Whether a transaction is around.</param>
/// <param name="MayCall">How many of the called processes may be called.</param>
/// <param name="IsProcess">Whether it is directly in a process.</param>
/// <param name="IsOlder">Whether it is in the older version of a process, whose calls of itself would never end.</param>
internal sealed record Place(int Depth, int Signals, int Escalations, bool InTransaction, int MayCall, bool IsProcess, bool IsOlder);
