using System.Collections.Concurrent;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>Commands come more than once, late, shuffled, at the same time, and from people who see different versions.</summary>
public sealed class DuplicateTests(ITestOutputHelper output)
{
    private const int Lives = 4, Window = 40, Callers = 8;

    private static readonly int _commands = Switches.Number("WORKFLOWITSM_DUPLICATES", 600);
    private static readonly int _edits = Switches.Number("WORKFLOWITSM_EDITS", 400);

    /// <summary>WORKFLOWITSM_DUPLICATES says how many commands; each comes up to ten times.</summary>
    [Fact]
    public async Task Whatever_comes_more_than_once_is_done_once()
    {
        using var folder = new DataFolder();
        Assert.Empty(await DuplicateAsync(folder.Path, _commands, null));
    }

    [Fact]
    public async Task A_build_that_knows_no_command_again_is_caught()
    {
        using var folder = new DataFolder();
        Assert.NotEmpty(await DuplicateAsync(folder.Path, 60, Broken.NoIdempotency));
    }

    /// <summary>WORKFLOWITSM_EDITS says how many changes eight people make to one ticket.</summary>
    [Fact]
    public async Task People_who_edit_the_same_ticket_overwrite_nothing_they_have_not_seen()
    {
        using var folder = new DataFolder();
        await using var machine = await Machine.StartAsync(folder.Path, new Sink());
        Assert.Empty(await EditAsync(machine, _edits));
    }

    [Fact]
    public async Task A_build_that_compares_no_version_is_caught()
    {
        using var folder = new DataFolder();
        await using var machine = await Machine.StartAsync(folder.Path, new Sink(), parts: Broken.NoCompareAndSet);
        Assert.NotEmpty(await EditAsync(machine, 60));
    }

    private async Task<IReadOnlyList<string>> DuplicateAsync(string folder, int commands, Parts? parts)
    {
        var chance = new Random(Switches.Seed);
        var sink = new Sink();
        var errands = Script.Draw(Switches.Seed, commands);
        var arrivals = Arrivals(errands, chance);
        var changes = new ConcurrentBag<Errand>();
        List<string> offences = [];
        foreach (var life in arrivals.Chunk((arrivals.Count / Lives) + 1))
        {
            await using var machine = await Machine.StartAsync(folder, sink, Script.End(commands), parts);
            await Parallel.ForEachAsync(life, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (errand, cancellation) =>
            {
                if (await machine.SendAsync(errand.CaseId, errand.Command, errand.Key, digest: errand.Key) is CommandResult.Done { Changed: true }) changes.Add(errand);
            });
            // The same key with something else in it, of a command that is known by now.
            foreach (var errand in life.Take(10))
                if (await machine.SendAsync(errand.CaseId, errand.Command, errand.Key, digest: "other") is not CommandResult.KeyReused and var answer)
                    offences.Add($"{errand} with another request is answered with {answer}.");
        }

        offences.AddRange(errands.Where(errand => changes.Count(one => one == errand) != 1).Select(errand => $"{errand} was done {changes.Count(one => one == errand)} times."));
        await using var last = await Machine.StartAsync(folder, sink, Script.End(commands), parts);
        offences.AddRange(await new Book(errands, errands.ToHashSet()).OffencesAsync(last, sink));
        output.WriteLine($"Seed {Switches.Seed}: {errands.Count} commands came {arrivals.Count} times in {Lives} lives.");
        return offences;
    }

    /// <summary>Each errand once to ten times, most of them near to its turn and some at the very end.</summary>
    private static List<Errand> Arrivals(IReadOnlyList<Errand> errands, Random chance) =>
    [
        .. errands.Index().SelectMany(errand => Enumerable.Range(0, chance.Next(1, 11)).Select(_ => (errand.Item, Turn: errand.Index + chance.Next(Window))))
            .Select(arrival => chance.Next(20) == 0 ? arrival with { Turn = errands.Count } : arrival)
            .OrderBy(arrival => arrival.Turn).ThenBy(_ => chance.Next()).Select(arrival => arrival.Item),
    ];

    /// <summary>Each note says which total its writer saw; so every total was seen by the writer of the next note, and by nobody else.</summary>
    private static async Task<IReadOnlyList<string>> EditAsync(Machine machine, int edits)
    {
        var open = await machine.SendAsync("ticket", new Ask.Add(0));
        Assert.IsType<CommandResult.Done>(open);
        var left = edits;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                while (!await TryAsync(machine))
                {
                }
        })));
        var log = (await machine.ReadAsync("ticket"))!.Log.Items;
        return [.. Enumerable.Range(0, Math.Max(edits, log.Length)).Where(total => total >= log.Length || log[total] != $"{Machine.Ann.Name}: saw {total}")
            .Select(total => $"Note {total} is '{log.ElementAtOrDefault(total)}'.")];
    }

    private static async Task<bool> TryAsync(Machine machine)
    {
        var seen = (await machine.ReadAsync("ticket"))!;
        await Task.Yield();
        // One fact for the opening, and one for each that was added.
        return await machine.SendAsync("ticket", new Ask.Add(1, $"saw {seen.Total}"), version: seen.Total + 1) is CommandResult.Done;
    }
}
