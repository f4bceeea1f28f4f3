namespace WorkflowItsm.Faults.Tests.Disks;

/// <summary>What a power cut takes of that which was on its way. Drawn from a seed; the same seed takes the same.</summary>
internal sealed class Loss
{
    private const int Sector = 512;

    private readonly Random _chance;
    private readonly double _kept;

    private Loss(int seed, double kept) => (_chance, _kept) = (new(seed), kept);

    /// <summary>Nothing arrives that was not synced.</summary>
    public static Loss Everything() => new(0, 0);

    /// <summary>Everything arrives: not the power was cut but the process killed.</summary>
    public static Loss Nothing() => new(0, 1);

    /// <summary>Writes arrive in any selection of their sectors, some torn in the middle: so they are lost, torn and reordered.</summary>
    public static Loss Some(int seed) => new(seed, 0.1 + (0.8 * new Random(seed).NextDouble()));

    /// <summary>How many of the changes of names arrive; they do so in order.</summary>
    public int Keeps(int names) => _kept switch
    {
        0 => 0,
        1 => names,
        _ => _chance.Next(names + 1),
    };

    /// <summary>The parts of a change that arrive.</summary>
    public IEnumerable<DiskEvent> Keeps(DiskEvent change) => change switch
    {
        _ when _kept == 1 => [change],
        _ when _kept == 0 => [],
        DiskEvent.Written written => Keeps(written),
        _ => _chance.NextDouble() < _kept ? [change] : [],
    };

    private IEnumerable<DiskEvent> Keeps(DiskEvent.Written written)
    {
        for (var at = 0; at < written.Bytes.Length;)
        {
            var length = (int)Math.Min(Sector - ((written.Offset + at) % Sector), written.Bytes.Length - at);
            var dice = _chance.NextDouble();
            if (dice < _kept) yield return Part(written, at, length);
            else if (dice < _kept + 0.02) yield return Part(written, at, _chance.Next(length));
            else if (dice < _kept + 0.04) yield return Garbage(written, at, length);
            at += length;
        }
    }

    private static DiskEvent.Written Part(DiskEvent.Written whole, int at, int length) =>
        new(whole.Inode, whole.Offset + at, whole.Bytes.AsSpan(at, length).ToArray());

    // A sector that was being written when the power went may hold anything.
    private DiskEvent.Written Garbage(DiskEvent.Written whole, int at, int length)
    {
        var bytes = new byte[length];
        _chance.NextBytes(bytes);
        return new(whole.Inode, whole.Offset + at, bytes);
    }
}
