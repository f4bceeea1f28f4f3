using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>The disk fails under a running store: nothing that was acknowledged is lost, and nobody has to restart anything.</summary>
public sealed class DiskFaultTests(ITestOutputHelper output)
{
    private const int Commands = 16;

    private static readonly int _faults = Switches.Number("WORKFLOWITSM_DISK_FAULTS", 40);
    private static readonly int _rounds = Switches.Number("WORKFLOWITSM_DISK_FULL", 5);

    /// <summary>
    /// Calls of the disk fail, one a time and two in a row, as many as WORKFLOWITSM_DISK_FAULTS says (0: each of them). What
    /// clients insisted on is there once, at once and after a power cut that takes all that was not synced.
    /// </summary>
    [Fact]
    public async Task Whatever_call_of_the_disk_fails_what_was_acknowledged_is_there_once()
    {
        var dry = new NthCall();
        Assert.Empty(await RunAsync(dry));
        var chance = new Random(Switches.Seed);
        var all = NthCall.Troubles.SelectMany(one => Enumerable.Range(1, dry.Count(one.Call)).Select(number => (one.Call, one.Trouble, Number: number))).ToList();
        // As many of the rare calls as of the frequent ones.
        var chosen = _faults == 0 ? all : [.. all.OrderBy(_ => chance.Next()).GroupBy(one => (one.Call, one.Trouble)).SelectMany(group => group.Take(1 + (_faults / NthCall.Troubles.Count)))];
        List<string> offences = [];
        var bitten = 0;
        foreach (var (call, trouble, number) in chosen)
        {
            var fault = new NthCall { Failing = new HashSet<(DiskCall, int)> { (call, number), (call, number + chance.Next(2)) }, Trouble = trouble };
            offences.AddRange((await RunAsync(fault)).Select(offence => $"{call} {number} fails with {trouble} (seed {Switches.Seed}): {offence}"));
            if (fault.HasFailed) bitten++;
        }

        output.WriteLine($"Seed {Switches.Seed}: {chosen.Count} of {all.Count} calls, {bitten} failed.");
        Assert.Empty(offences);
        Assert.True(bitten > chosen.Count / 2, "Too few calls failed to show anything.");
    }

    [Fact]
    public async Task A_full_disk_refuses_changes_serves_reads_and_goes_on_when_there_is_room()
    {
        for (var round = 0; round < _rounds; round++) await FillAsync(Switches.Seed + round);
        output.WriteLine($"Seed {Switches.Seed}: {_rounds} full disks.");
    }

    [Fact]
    public async Task A_start_on_a_full_disk_is_refused_with_a_sentence()
    {
        using var folder = new DataFolder();
        using var disk = Disk.Watch(folder.Path);
        disk.Fault = (call, _, _) => call == DiskCall.Write ? DiskTrouble.Full : 0;

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Machine.StartAsync(folder.Path, new Sink()));
        Assert.Equal(
            $"The journal {Path.Combine(folder.Path, "journal.db")} cannot be opened: SQLite Error 13: 'database or disk is full'. "
                + "Make room on the disk, then start again.", refused.Message);
        disk.Fault = null;
        await using var machine = await Machine.StartAsync(folder.Path, new Sink());
        Assert.IsType<CommandResult.Done>(await machine.SendAsync(new Errand.Open(1, 1)));
    }

    private async Task<IReadOnlyList<string>> RunAsync(NthCall fault)
    {
        using var folder = new DataFolder();
        using var disk = Disk.Watch(folder.Path);
        disk.Fault = fault.Answer;
        var sink = new Sink(delivery => disk.Tell(new Diary.Delivered(delivery)));
        var errands = Script.Draw(Switches.Seed, Commands);
        List<string> offences = [];
        var rest = 0;
        foreach (var part in errands.Chunk(Commands / 2))
        {
            await using var machine = await InsistOnStartAsync(folder.Path, sink, Machine.Noon.AddSeconds(part[0].Number));
            await Diary.InsistAsync(machine, disk, part);
            rest = disk.Events().Count;
        }

        // Cut where the last command was acknowledged, not after the orderly stop.
        var cuts = new PowerCuts([.. disk.Events().Take(rest)], Commands, output);
        disk.Fault = null;
        var (book, _) = Diary.Read(disk.Events());
        await using (var machine = await Machine.StartAsync(folder.Path, sink, Script.End(Commands)))
            offences.AddRange(await book.OffencesAsync(machine, sink));
        offences.AddRange(await cuts.OffencesAtEndAsync());
        return offences;
    }

    private static async Task<Machine> InsistOnStartAsync(string folder, Sink sink, DateTimeOffset now)
    {
        for (var refusals = 0; ; refusals++)
        {
            try
            {
                return await Machine.StartAsync(folder, sink, now);
            }
            catch (Exception refused) when (refusals < 3 && refused is InvalidOperationException or WorkflowItsm.Runtime.Storage.StoreException)
            {
                // Refused with a sentence; people start it again.
                Assert.StartsWith("The journal ", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    private static async Task FillAsync(int seed)
    {
        using var folder = new DataFolder();
        using var disk = Disk.Watch(folder.Path);
        var sink = new Sink();
        var chance = new Random(seed);
        var errands = Script.Draw(seed, 60);
        var (before, fill) = (chance.Next(1, 20), chance.Next(20_000));
        await using var machine = await Machine.StartAsync(folder.Path, sink);
        HashSet<Errand> acknowledged = [];
        foreach (var errand in errands.Take(before)) Assert.IsType<CommandResult.Done>(await machine.InsistAsync(errand));

        acknowledged.UnionWith(errands.Take(before));
        long limit = new FileInfo(Path.Combine(folder.Path, "journal.db-wal")).Length + fill;
        disk.Fault = (call, _, size) => call == DiskCall.Write && size > limit ? DiskTrouble.Full : 0;
        List<CommandResult> answers = [];
        foreach (var errand in errands.Skip(before))
        {
            answers.Add(await machine.SendAsync(errand));
            if (answers[^1] is CommandResult.Done) acknowledged.Add(errand);
            Assert.NotNull(await machine.ReadAsync(errands[0].CaseId));
        }

        Assert.Empty(machine.Verify().Problems);
        Assert.Contains(answers, answer => answer is CommandResult.Busy);
        Assert.All(answers, answer => Assert.True(answer is CommandResult.Done or CommandResult.Busy, answer.ToString()));
        disk.Fault = null;
        Assert.Empty(await new Book(errands, acknowledged).OffencesAsync(machine, sink));
    }
}
