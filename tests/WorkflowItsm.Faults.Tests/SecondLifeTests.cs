using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>
/// A process is killed between writing and syncing. The next one finds the command done, because the system still holds
/// it, and a client repeats it: the answer is a promise, so that it has to be on the disk by then.
/// </summary>
public sealed class SecondLifeTests(ITestOutputHelper output)
{
    private static readonly int _lives = Switches.Number("WORKFLOWITSM_SECOND_LIVES", 6);

    [Fact]
    public async Task What_a_killed_process_left_unsynced_is_on_the_disk_before_it_is_acknowledged()
    {
        var first = await Recording.MakeAsync(30, output);
        var chance = new Random(Switches.Seed);
        var unanswered = 0;
        foreach (var cut in first.BeforeSyncsOfCommands().OrderBy(_ => chance.Next()).Take(_lives))
        {
            var (events, found) = await LiveAgainAsync([.. first.Events.Take(cut)]);
            if (found) unanswered++;
            Assert.Empty(await new PowerCuts(events, 30, output).OffencesAtEndAsync());
        }

        Assert.True(unanswered > 0, "No process was killed between writing and syncing: nothing was shown.");
    }

    private static async Task<(IReadOnlyList<DiskEvent> Events, bool Found)> LiveAgainAsync(IReadOnlyList<DiskEvent> before)
    {
        using var folder = new DataFolder();
        var image = new DiskImage();
        foreach (var happened in before) image.Apply(happened);
        image.Write(folder.Path, Loss.Nothing());
        using var disk = Disk.Watch(folder.Path, image);
        var (book, delivered) = Diary.Read(before);
        var sink = new Sink(delivery => disk.Tell(new Diary.Delivered(delivery)));
        await using var machine = await Machine.StartAsync(folder.Path, sink, Script.End(30));
        var found = false;
        foreach (var errand in book.Asked.Where(errand => !book.Acknowledged.Contains(errand)))
        {
            if (Assert.IsType<CommandResult.Done>(await machine.InsistAsync(errand)) is { Changed: false }) found = true;
            disk.Tell(new Diary.Acknowledged(errand));
        }

        return ([.. before, .. disk.Events()], found);
    }
}
