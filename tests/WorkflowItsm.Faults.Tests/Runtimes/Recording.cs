using System.Diagnostics;
using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>Runs a script on a disk that keeps a record.</summary>
internal static class Recording
{
    /// <param name="length">How many commands the script has.</param>
    /// <param name="output">Where it says what it did.</param>
    /// <param name="disk">How the disk is watched; null is honestly.</param>
    /// <param name="parts">What is in the way between the parts of the runtime; null is nothing.</param>
    public static async Task<PowerCuts> MakeAsync(int length, ITestOutputHelper output, Func<string, Disk>? disk = null, Parts? parts = null)
    {
        using var folder = new DataFolder();
        using var watched = disk is null ? Disk.Watch(folder.Path) : disk(folder.Path);
        var since = Stopwatch.StartNew();
        var sink = new Sink(delivery => watched.Tell(new Diary.Delivered(delivery)));
        // A stop in the middle: the log is folded into the file and deleted, and made again.
        foreach (var part in Script.Draw(Switches.Seed, length).Chunk((length + 1) / 2))
        {
            await using var machine = await Machine.StartAsync(folder.Path, sink, Machine.Noon.AddSeconds(part[0].Number), parts);
            await Diary.WriteAsync(machine, watched, part);
        }

        var events = watched.Events();
        output.WriteLine(
            $"Seed {Switches.Seed}: {length} commands in {since.ElapsedMilliseconds} ms; {events.OfType<DiskEvent.Written>().Count()} writes "
            + $"of {events.OfType<DiskEvent.Written>().Sum(write => write.Bytes.Length) >> 10} KiB, {events.OfType<DiskEvent.Synced>().Count()} syncs, "
            + $"{events.OfType<DiskEvent.Told>().Count(told => told.Word is Diary.Delivered)} deliveries.");
        return new(events, length, output);
    }
}
