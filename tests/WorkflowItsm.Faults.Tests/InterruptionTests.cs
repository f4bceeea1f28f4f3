using System.Text;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>
/// The process ends at any write of making the schema, of publishing, and of erasing a person: afterwards there is the old
/// state or the new one, never a mixture, and doing it again ends it. WORKFLOWITSM_INTERRUPTIONS says at how many writes of each (0: at every one).
/// </summary>
public sealed class InterruptionTests(ITestOutputHelper output)
{
    private static readonly int _interruptions = Switches.Number("WORKFLOWITSM_INTERRUPTIONS", 10);
    private static readonly Actor _admin = new("ada", Role.Administrator);

    [Fact]
    public Task The_schema_is_made_whole_or_made_again() => EverywhereAsync(
        before: null,
        deed: (_, _) => Task.CompletedTask,
        check: machine => machine.InsistAsync(new Errand.Open(1, 10)));

    [Fact]
    public Task A_bundle_is_published_whole_or_not_at_all() => EverywhereAsync(
        before: machine => PublishAsync(machine, 1, Cancel),
        deed: (machine, stop) => PublishAsync(machine, 2, stop),
        check: async machine =>
        {
            var definitions = machine.Service<IDefinitions>();
            var version = Assert.Single(definitions.Bundles).Version;
            Assert.True(version is 1 or 2);
            Assert.Equal(Table(version), Encoding.UTF8.GetString(Assert.Single(definitions.Files("test", version).Items).Content.Span));
            await PublishAsync(machine, 2, Cancel);
            Assert.Equal(2, Assert.Single(definitions.Bundles).Version);
        });

    [Fact]
    public Task A_person_is_erased_to_the_end() => EverywhereAsync(
        before: async machine =>
        {
            for (var number = 1; number <= 8; number++) await machine.InsistAsync(new Errand.Open(number, 3000));
            for (var number = 11; number <= 18; number++) await machine.InsistAsync(new Errand.Note($"case-{number - 10}", number));
        },
        deed: EraseAsync,
        check: async machine =>
        {
            // What a command did is seen whole or not at all, before it is done again and after.
            Assert.Empty(machine.Verify().Problems);
            await EraseAsync(machine, Cancel);
            for (var number = 1; number <= 8; number++)
            {
                var counter = (await machine.ReadAsync($"case-{number}"))!;
                Assert.Equal((0, 1), (counter.Fields.Count, counter.Total));
                Assert.Equal(": ", Assert.Single(counter.Log.Items.DefaultIfEmpty(": ")));
            }
        });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<PublishResult> PublishAsync(Machine machine, int version, CancellationToken stop) => machine.Service<IDefinitions>().PublishAsync(
        new Publication("test", [new("a.dmn", Encoding.UTF8.GetBytes(Table(version)))], new("owner", Role.ProcessOwner), null, Publication.FromApi), stop);

    private static string Table(int version) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="file" name="file" namespace="http://example.org">
          <decision id="d" name="d"><variable name="d" /><literalExpression id="e"><text>{version}</text></literalExpression></decision>
        </definitions>
        """;

    private static async Task EraseAsync(Machine machine, CancellationToken stop)
    {
        var erasures = machine.Service<IErasures>();
        var (id, _) = await erasures.OrderAsync(new([Machine.Ann.Name]), _admin, stop);
        while ((await erasures.FindAsync(id!, stop))?.Phase != ErasurePhase.Finished)
        {
            machine.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, stop);
        }
    }

    private async Task EverywhereAsync(Func<Machine, Task>? before, Func<Machine, CancellationToken, Task> deed, Func<Machine, Task> check)
    {
        var all = await RunAsync(int.MaxValue, before, deed, check);
        var chance = new Random(Switches.Seed);
        var chosen = _interruptions == 0
            ? Enumerable.Range(0, all)
            : Enumerable.Range(0, _interruptions).Select(part => (int)(((long)part * all / _interruptions) + chance.Next(1 + (all / _interruptions)))).Where(last => last < all);
        List<int> done = [];
        foreach (var last in chosen)
        {
            output.WriteLine($"Seed {Switches.Seed}: after write {last} of {all}.");
            await RunAsync(last, before, deed, check);
            done.Add(last);
        }

        Assert.NotEmpty(done);
    }

    /// <summary>Does it on a disk that takes no more after so many writes, then on one that does; gives how many were made.</summary>
    private static async Task<int> RunAsync(int last, Func<Machine, Task>? before, Func<Machine, CancellationToken, Task> deed, Func<Machine, Task> check)
    {
        using var folder = new DataFolder();
        if (before is not null)
        {
            await using var first = await Machine.StartAsync(folder.Path, new Sink());
            await before(first);
        }

        var writes = 0;
        using var disk = Disk.Watch(folder.Path);
        disk.Fault = (call, _, _) => call is DiskCall.Write or DiskCall.Truncate or DiskCall.Sync or DiskCall.Delete && Interlocked.Increment(ref writes) > last
            ? DiskTrouble.WriteError : 0;
        try
        {
            await using var machine = await Machine.StartAsync(folder.Path, new Sink());
            using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var work = deed(machine, end.Token);
            while (!work.IsCompleted && Volatile.Read(ref writes) <= last) await Task.Delay(2, Cancel);
            if (!work.IsCompleted) await end.CancelAsync();
            await work;
        }
        catch (Exception ended) when (ended is InvalidOperationException or StoreException or OperationCanceledException)
        {
            // That is how the end of the disk shows.
        }

        var made = Volatile.Read(ref writes);
        disk.Fault = null;
        await using var next = await Machine.StartAsync(folder.Path, new Sink());
        await check(next);
        Assert.Empty(next.Verify().Problems);
        return made;
    }
}
