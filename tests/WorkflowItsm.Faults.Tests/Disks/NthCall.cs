namespace WorkflowItsm.Faults.Tests.Disks;

/// <summary>Counts the calls of a disk, and lets one of them fail.</summary>
internal sealed class NthCall
{
    private readonly int[] _calls = new int[Enum.GetValues<DiskCall>().Length];

    /// <summary>Which calls fail; none when there are none.</summary>
    public IReadOnlySet<(DiskCall Call, int Number)> Failing { get; init; } = new HashSet<(DiskCall, int)>();

    /// <summary>With what a failing call of a kind fails.</summary>
    public static IReadOnlyList<(DiskCall Call, int Trouble)> Troubles { get; } =
    [
        (DiskCall.Open, DiskTrouble.CannotOpen),
        (DiskCall.Read, DiskTrouble.ReadError),
        (DiskCall.Write, DiskTrouble.WriteError),
        (DiskCall.Write, DiskTrouble.Full),
        (DiskCall.Truncate, DiskTrouble.TruncateError),
        (DiskCall.Sync, DiskTrouble.SyncError),
        (DiskCall.Delete, DiskTrouble.DeleteError),
    ];

    public int Trouble { get; init; }

    public bool HasFailed { get; private set; }

    public int Count(DiskCall call) => _calls[(int)call];

    public int Answer(DiskCall call, string file, long size)
    {
        var number = Interlocked.Increment(ref _calls[(int)call]);
        if (!Failing.Contains((call, number))) return 0;
        HasFailed = true;
        return Trouble;
    }
}
