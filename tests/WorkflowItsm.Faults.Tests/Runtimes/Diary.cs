using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>What a client knew, written between the events of the disk so that every moment has its own truth. Closed.</summary>
internal abstract record Diary
{
    private Diary()
    {
    }

    public sealed record Asked(Errand Errand) : Diary;

    public sealed record Acknowledged(Errand Errand) : Diary;

    public sealed record Delivered(Delivery Delivery) : Diary;

    /// <summary>Runs errands one after another and keeps the diary on the disk.</summary>
    public static async Task WriteAsync(Machine machine, Disk disk, IEnumerable<Errand> errands)
    {
        foreach (var errand in errands)
        {
            disk.Tell(new Asked(errand));
            if (await machine.SendAsync(errand) is CommandResult.Done) disk.Tell(new Acknowledged(errand));
            machine.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>The same, each under its key until it is answered.</summary>
    public static async Task InsistAsync(Machine machine, Disk disk, IEnumerable<Errand> errands)
    {
        foreach (var errand in errands)
        {
            disk.Tell(new Asked(errand));
            if (await machine.InsistAsync(errand) is CommandResult.Done) disk.Tell(new Acknowledged(errand));
            machine.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>What was known at the end of a row of events.</summary>
    public static (Book Book, IReadOnlyList<Delivery> Delivered) Read(IEnumerable<DiskEvent> events)
    {
        var words = events.OfType<DiskEvent.Told>().Select(told => told.Word).ToList();
        return (
            new([.. words.OfType<Asked>().Select(asked => asked.Errand).Distinct()], words.OfType<Acknowledged>().Select(told => told.Errand).ToHashSet()),
            [.. words.OfType<Delivered>().Select(delivered => delivered.Delivery)]);
    }
}
